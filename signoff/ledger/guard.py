"""SQLite has no roles, so each connection of the application refuses by itself to alter the ledger (TRUST.md, A7).

SQLite asks once for each statement that it prepares, and prepared statements are kept: a page of 50 rows costs the same
with and without. It is taken off while migrations run. It is no guard against who opens the file by other means:
verify and the other side's checkpoints are.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

ONLY_APPENDED = {"signoff_entry", "signoff_node"}
HEADS = "signoff_log"
HEAD_COLUMNS = {"size", "frontier", "checkpoint"}
HARMLESS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_INSERT,
    sqlite3.SQLITE_TRANSACTION,
    sqlite3.SQLITE_SAVEPOINT,
    sqlite3.SQLITE_RECURSIVE,
}
PRAGMAS = {"optimize", "wal_checkpoint", "foreign_keys", "foreign_key_check", "data_version", "busy_timeout"}


def authorise(action: int, first: str | None, second: str | None, _database: str | None, _inner: str | None) -> int:
    """SQLite's question for each thing that a statement would do; the answer is OK or DENY."""
    if action in HARMLESS:
        allowed = True
    elif action == sqlite3.SQLITE_DELETE:
        allowed = first not in ONLY_APPENDED | {HEADS}
    elif action == sqlite3.SQLITE_UPDATE:
        # The search index asks to write the schema when it is opened; SQLite lets nobody do that without the pragma
        # `writable_schema`, which is refused below.
        allowed = first not in ONLY_APPENDED and (first != HEADS or second in HEAD_COLUMNS)
    elif action == sqlite3.SQLITE_PRAGMA:
        allowed = second is None or first in PRAGMAS or _asks_of_a_table(first)
    else:
        # Nothing else is the application's: no table, trigger or index made, altered or dropped, nothing attached.
        allowed = False
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _asks_of_a_table(pragma: str | None) -> bool:
    return pragma is not None and pragma.endswith(("_info", "_xinfo", "_list", "integrity_check", "quick_check"))


def guard(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """From now on the connection refuses."""
    if connection.vendor == "sqlite":
        connection.connection.set_authorizer(authorise)


def _lift(using: str, **_kwargs: Any) -> None:
    _set(using, None)


def _restore(using: str, **_kwargs: Any) -> None:
    _set(using, authorise)


def _set(using: str, answer: Any) -> None:
    from django.db import connections

    connection = connections[using]
    if connection.vendor == "sqlite" and connection.connection is not None:
        connection.connection.set_authorizer(answer)


def install() -> None:
    """Guard every connection that is opened from now on, but for migrations."""
    connection_created.connect(guard, dispatch_uid="signoff.ledger.guard")
    pre_migrate.connect(_lift, dispatch_uid="signoff.ledger.guard.lift")
    post_migrate.connect(_restore, dispatch_uid="signoff.ledger.guard.restore")
