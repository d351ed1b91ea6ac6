"""Reading and writing rows in plain SQL, where every page and every deed passes.

The ORM takes several times as long to put such a statement together as the database takes to answer it. Here each is
put together once; values still go through the model's own fields, so that they are the same as by the ORM.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.models import Field, JSONField, Model

Row = TypeVar("Row", bound=Model)
AS_THEY_ARE = {int, str, bool, type(None)}
"""What both databases take as Python has it, but in a field of JSON; an enumeration is none of these."""


def one_of(models: Sequence[type[Model]], sql: str, *values: Any) -> list[Any] | None:
    """The first row found, as an instance of each model in turn; `sql` selects their `columns`. None: no row."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchone()
    if found is None:
        return None
    made, start = [], 0
    for model in models:
        names, _converters = _shape(model, connection.vendor)
        made.append(instance(model, found[start : start + len(names)]))
        start += len(names)
    return made


@cache
def columns(model: type[Model], alias: str) -> str:
    """The model's columns as a statement selects them, in the order in which `instance` wants them."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def instance(model: type[Row], values: Sequence[Any]) -> Row:
    """The row that the database has answered with."""
    names, converters = _shape(model, connection.vendor)
    plain = list(values)
    for place, expression, convert in converters:
        plain[place] = convert(plain[place], expression, connection)
    return model.from_db(connection.alias, names, plain)


@cache
def _shape(model: type[Model], vendor: str) -> tuple[list[str], list[tuple[int, Any, Callable[..., Any]]]]:
    """The names of its fields, and what makes Python's values of the database's: (place, expression, converter)."""
    fields = model._meta.concrete_fields
    converters = []
    for place, field in enumerate(fields):
        column = field.get_col(model._meta.db_table)
        both = (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
        converters += [(place, column, convert) for convert in both]
    return [field.attname for field in fields], converters


def write(row: Model) -> None:
    """Insert a new row, or write all of one that is there, as `save` does. Raises DatabaseError."""
    fields, insert, update = _statements(type(row))
    database, is_new = connections[DEFAULT_DB_ALIAS], row._state.adding
    values = [field.pre_save(row, is_new) for field in fields]
    for place, field in enumerate(fields):
        if type(values[place]) not in AS_THEY_ARE or isinstance(field, JSONField):
            values[place] = field.get_db_prep_save(values[place], database)
    with database.cursor() as cursor:
        if is_new:
            cursor.execute(insert, values)
            row.pk = cursor.fetchone()[0]
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
            return
        cursor.execute(update, [*values, row.pk])
        if cursor.rowcount != 1:
            raise DatabaseError(f"{row!r} is not there to be written")


@cache
def _statements(model: type[Model]) -> tuple[list[Field[Any, Any]], str, str]:
    """The fields that are written, and the statements that insert and update them."""
    fields = [field for field in model._meta.concrete_fields if not (field.primary_key or field.generated)]
    names = [f'"{field.column}"' for field in fields]
    table = model._meta.db_table
    into, marks = ", ".join(names), ", ".join(["%s"] * len(names))
    changes = ", ".join(f"{name} = %s" for name in names)
    return (
        fields,
        f"INSERT INTO {table} ({into}) VALUES ({marks}) RETURNING id",  # noqa: S608  (all names are ours, in code)
        f"UPDATE {table} SET {changes} WHERE id = %s",  # noqa: S608
    )
