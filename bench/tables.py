"""The table of the bare insert."""

TABLE = "bench_floor"
