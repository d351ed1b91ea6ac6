"""Reading a whole log, piece by piece, while others go on writing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from signoff.kernel.canonical import canonical
from signoff.ledger.models import Entry, Log

PIECE = 1000


def raw(value: Any) -> bytes:
    """The bytes in a column; also where somebody put text there, which SQLite allows."""
    return value.encode("utf-8", "surrogateescape") if isinstance(value, str) else bytes(value)


@contextmanager
def steady_view() -> Iterator[None]:
    """Everything that is read inside is of one moment. Writers are not held up. Nothing may be written inside."""
    with _whatever_is_there(), _one_moment():
        yield


@contextmanager
def _whatever_is_there() -> Iterator[None]:
    """SQLite keeps what it is given in any column; text that is none must not end the reading."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        yield
        return
    connection.connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.connection.text_factory = str


@contextmanager
def _one_moment() -> Iterator[None]:
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django would begin by taking the lock for writing; SQLite reads one moment without it.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def pieces(log: Log) -> Iterator[list[Entry]]:
    """All entries of the log that the database has, in order, in lists of bounded length."""
    last = -1
    while True:
        piece = list(Entry.objects.filter(log=log, seq__gt=last).order_by("seq")[:PIECE])
        if not piece:
            return
        yield piece
        last = piece[-1].seq


def said_by(written: bytes) -> dict[str, Any]:
    """What an entry says. Raises ValueError when its bytes are not the canonical form of an object."""
    said = json.loads(written)
    if not isinstance(said, dict):
        raise ValueError("not an object")  # noqa: TRY004 (like all else that is wrong with the bytes)
    if canonical(said) != written:
        raise ValueError("not in the canonical form")
    return said
