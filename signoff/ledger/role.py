"""The role in PostgreSQL that serves: it can add to the ledger, and in no way alter it (TRUST.md, A7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from signoff.charter.models import SecurityEvent
from signoff.ledger.check_rows import decided_models
from signoff.ledger.models import Entry, Log, Node, Opening

HEAD = ("size", "frontier", "checkpoint")
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


class CannotGrant(Exception):
    """The role could not be made or granted what it needs."""


def grant_role(name: str) -> bool:
    """Make the role if it is not there, and grant it exactly what serving needs. True when it was made.

    To be run as the owner of the tables, and again after each upgrade. Raises CannotGrant.
    """
    if connection.vendor != "postgresql":
        raise CannotGrant("SQLite has no roles: whoever can write the file can change it, and verify finds it.")
    if not NAME.fullmatch(name):
        raise CannotGrant("The name of a role has small letters, digits and underscores, and begins with a letter.")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            made = _make(name)
            for statement in _grants(name):
                cursor.execute(statement)
    except DatabaseError as problem:
        raise CannotGrant(f"PostgreSQL refused: {str(problem).strip()}") from problem
    return made


def _make(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolcreatedb OR rolcreaterole FROM pg_roles WHERE rolname = %s", [name])
        found = cursor.fetchone()
        if found and found[0]:
            raise CannotGrant(f"The role {name} may do more than serve. Choose another name.")
        cursor.execute("SELECT 1 FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = %s)", [name])
        if cursor.fetchone():
            raise CannotGrant(f"The role {name} owns tables, and so could alter them. Choose another name.")
        if not found:
            cursor.execute(f"CREATE ROLE {_quoted(name)} LOGIN")
    return not found


def _grants(name: str) -> Iterator[str]:
    role = _quoted(name)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
    yield f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    only = _only()
    for model in apps.get_models(include_auto_created=True):
        rights = only.get(model, "SELECT, INSERT, UPDATE, DELETE")
        yield f"GRANT {rights} ON {_quoted(model._meta.db_table)} TO {role}"
    columns = ", ".join(_quoted(column) for column in HEAD)
    yield f"GRANT UPDATE ({columns}) ON {_quoted(Log._meta.db_table)} TO {role}"
    # To see whether the tables are up to date, not to bring them there.
    yield f"GRANT SELECT ON django_migrations TO {role}"


def _only() -> dict[type[Model], str]:
    """The tables on which it may do less: the ledger above all; and nothing that was decided is ever deleted."""
    only: dict[type[Model], str] = dict.fromkeys(decided_models(), "SELECT, INSERT, UPDATE")
    only |= {Entry: "SELECT, INSERT", Node: "SELECT, INSERT", Log: "SELECT, INSERT"}
    only |= {Opening: "SELECT, INSERT, DELETE", SecurityEvent: "SELECT, INSERT"}
    return only


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
