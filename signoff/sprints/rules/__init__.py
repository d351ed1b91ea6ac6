"""When a sprint may be planned, run and ended: pure functions of values."""
