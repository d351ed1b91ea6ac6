"""Holding the tables against the ledger: each decided row against the last fact of its object (TRUST.md, A6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.db import Error

from signoff.charter.sides import Room
from signoff.kernel.decided import Decided
from signoff.ledger.facts import Fact, Facts
from signoff.ledger.findings import Finding

PIECE = 500
WITHOUT_ROWS = {"file"}
"""Facts of these tell of what no row holds: that a file's content was erased."""
Home = tuple[int | None, str]


def decided_models() -> list[type[Decided]]:
    """Every table whose rows stand in the ledger."""
    return [model for model in apps.get_models() if issubclass(model, Decided)]


class RowCheck:
    """Holds the rows of one project, or of all and the installation, against the facts of their logs."""

    def __init__(self, facts: Facts, logs: Mapping[Home, int], project_id: int | None) -> None:
        self.facts, self.logs, self.project_id = facts, logs, project_id
        models = decided_models() if project_id is None else [each for each in decided_models() if each.project_path]
        self.models = {model.recorded_as: model for model in models}

    def findings(self, tell: Callable[[int], None] = lambda done: None) -> Iterator[Finding]:
        """Every row that is not as the ledger says, or of which it says nothing; and every fact without its row."""
        done = 0
        for model in self.models.values():
            for pks in self._pieces(model):
                yield from self._piece(model, pks)
                done += len(pks)
                tell(done)
        yield from self._without_rows()

    def _pieces(self, model: type[Decided]) -> Iterator[list[int]]:
        rows = model._default_manager.order_by("pk")
        if self.project_id is not None:
            rows = rows.filter(**{model.project_path: self.project_id})
        last = None
        while True:
            pks = list((rows if last is None else rows.filter(pk__gt=last)).values_list("pk", flat=True)[:PIECE])
            if not pks:
                return
            yield pks
            last = pks[-1]

    def _piece(self, model: type[Decided], pks: Sequence[int]) -> Iterator[Finding]:
        rows: dict[int, tuple[str, str, Decided]] = {}
        for pk, row in _read(model, pks).items():
            # Whatever somebody wrote into the table is a finding further down, not a crash.
            with suppress(Exception):
                rows[pk] = row.obj, row.digest(), row
        facts = self.facts.of({obj for obj, _digest, _row in rows.values()})
        for pk in pks:
            if pk not in rows:
                yield Finding(_place(model, pk), "holds what no command ever wrote, and cannot be read")
                continue
            obj, digest, row = rows[pk]
            yield from self._row(_place(model, pk, obj), row, digest, facts.get(obj, []))
        self.facts.count_rows(obj for obj, _digest, _row in rows.values())

    def _row(self, where: str, row: Decided, digest: str, facts: Sequence[Fact]) -> Iterator[Finding]:
        home = self._home(row)
        own = [fact for fact in facts if home is None or fact.log == home]
        if not own:
            if facts:
                yield Finding(where, "stands in another log than the one it belongs to: it was moved by hand")
            elif row.is_recorded:
                yield Finding(where, "no entry of the ledger tells of it: it was put there by hand")
            return
        last = max(own, key=lambda fact: fact.rev)
        if row.revision != last.rev:
            yield Finding(where, f"is at revision {row.revision}; entry {last.seq} says {last.rev}")
        elif digest != last.digest:
            yield Finding(where, f"is not what entry {last.seq} says: it was changed by hand")

    def _home(self, row: Decided) -> int | None:
        """The log in which this row must stand; None when it may be any, and -1 when there is none."""
        if not row.project_path:
            return None
        thing: Any = row
        *way, last = row.project_path.split("__")
        for step in way:
            thing = getattr(thing, step)
        project_id = thing.pk if last == "pk" else getattr(thing, f"{last}_id")
        return self.logs.get((project_id, getattr(row, "room", Room.BOTH)), -1)

    def _without_rows(self) -> Iterator[Finding]:
        for fact, rows in self.facts.without_one_row():
            kind = fact.obj.partition(":")[0]
            model = self.models.get(kind)
            if rows > 1:
                yield Finding(fact.obj, f"stands {rows} times in the tables")
            elif model is not None:
                yield Finding(fact.obj, f"missing from {model._meta.db_table}, though entry {fact.seq} tells of it")
            elif kind not in WITHOUT_ROWS and not any(each.recorded_as == kind for each in decided_models()):
                yield Finding(fact.obj, f"entry {fact.seq} tells of it, and there is no table for it")


def _read(model: type[Decided], pks: Sequence[int]) -> dict[int, Decided]:
    """The rows that can be read, by primary key."""
    rows = model._default_manager.select_related(*model.decided_with) if model.decided_with else model._default_manager
    try:
        return {row.pk: row for row in rows.filter(pk__in=pks)}
    except (ValueError, TypeError, Error):
        if len(pks) == 1:
            return {}
        return {pk: row for each in pks for pk, row in _read(model, [each]).items()}


def _place(model: type[Decided], pk: int, obj: str = "") -> str:
    table = f"{model._meta.db_table}, row {pk}"
    return f"{obj} ({table})" if obj else table
