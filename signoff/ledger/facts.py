"""What a log's entries say of each object and file, kept on disk while a log is read: memory stays small."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

ERASURE = "files.erase-file"
TABLES = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32000;
CREATE TABLE fact (obj BLOB, log INTEGER, rev INTEGER, digest TEXT, seq INTEGER, rows INTEGER DEFAULT 0,
                   PRIMARY KEY (obj, log)) WITHOUT ROWID;
CREATE TABLE file (sha256 TEXT PRIMARY KEY, named INTEGER DEFAULT -1, erased INTEGER DEFAULT -1) WITHOUT ROWID;
"""
KEEP_FACT = """
INSERT INTO fact (obj, log, rev, digest, seq) VALUES (?, ?, ?, ?, ?) ON CONFLICT (obj, log) DO UPDATE
SET rev = excluded.rev, digest = excluded.digest, seq = excluded.seq WHERE excluded.rev > rev
"""
KEEP_NAMED = "INSERT INTO file (sha256, named) VALUES (?, ?) ON CONFLICT DO UPDATE SET named = excluded.named"
KEEP_ERASED = "INSERT INTO file (sha256, erased) VALUES (?, ?) ON CONFLICT DO UPDATE SET erased = excluded.erased"


class Fact(NamedTuple):
    """The last thing that a log says of an object."""

    obj: str
    log: int
    rev: int
    digest: str
    seq: int


class Facts:
    """The last fact of each object in each log that was read, and the files that entries name."""

    def __init__(self) -> None:
        # The empty name is a database on disk that is gone when it is closed.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(TABLES)

    def __enter__(self) -> Facts:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._database.close()

    def add(self, log: int, entries: Sequence[Mapping[str, Any]]) -> bool:
        """Keep what these entries say, in their order; False when a revision did not grow."""
        said = [
            (_key(fact["obj"]), log, fact["rev"], fact["digest"], entry["seq"])
            for entry in entries
            for fact in entry["facts"]
        ]
        self._database.execute("BEGIN")
        kept = self._database.executemany(KEEP_FACT, said).rowcount
        self._database.executemany(KEEP_NAMED, _named(entries))
        self._database.executemany(KEEP_ERASED, _erased(entries))
        self._database.execute("COMMIT")
        return kept == len(said)

    def of(self, objs: Iterable[str]) -> dict[str, list[Fact]]:
        """What the logs say of these objects."""
        keys = [_key(obj) for obj in objs]
        marks = ",".join("?" * len(keys))
        found: dict[str, list[Fact]] = {}
        query = f"SELECT obj, log, rev, digest, seq FROM fact WHERE obj IN ({marks})"  # noqa: S608 (only marks)
        for key, *rest in self._database.execute(query, keys):
            fact = Fact(_obj(key), *rest)
            found.setdefault(fact.obj, []).append(fact)
        return found

    def count_rows(self, objs: Iterable[str]) -> None:
        """Note that a table has a row of each of these objects."""
        self._database.executemany("UPDATE fact SET rows = rows + 1 WHERE obj = ?", [(_key(obj),) for obj in objs])

    def without_one_row(self) -> Iterator[tuple[Fact, int]]:
        """The facts of objects of which no row was counted, or more than one; and how many."""
        query = "SELECT obj, log, rev, digest, seq, rows FROM fact WHERE rows <> 1 ORDER BY log, seq, obj"
        for key, log, rev, digest, seq, rows in self._database.execute(query):
            yield Fact(_obj(key), log, rev, digest, seq), rows

    def in_order(self) -> Iterator[Fact]:
        """Every last fact, by its object's name in the order of UTF-16 units (RFC 8785)."""
        for key, *rest in self._database.execute("SELECT obj, log, rev, digest, seq FROM fact ORDER BY obj"):
            yield Fact(_obj(key), *rest)

    def files(self) -> Iterator[str]:
        """The files that entries name and no later entry erased, by SHA-256."""
        query = "SELECT sha256 FROM file WHERE named > erased ORDER BY sha256"
        return (sha256 for (sha256,) in self._database.execute(query))


def _key(obj: str) -> bytes:
    return obj.encode("utf-16-be", "surrogatepass")


def _obj(key: bytes) -> str:
    return key.decode("utf-16-be", "surrogatepass")


def _named(entries: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    for entry in entries:
        for sha256 in entry.get("files", ()):
            yield sha256, entry["seq"]


def _erased(entries: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, int]]:
    for entry in entries:
        if entry["type"] == ERASURE:
            for fact in entry["facts"]:
                kind, _colon, name = fact["obj"].partition(":")
                if kind == "file":
                    yield name, entry["seq"]
