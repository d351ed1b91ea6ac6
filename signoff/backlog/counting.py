"""How many tasks a page speaks of, told from the tally: no page counts tasks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from signoff.backlog.listing import TaskFilter
from signoff.backlog.words import Priority, Step
from signoff.people.standing import Member


@dataclass(frozen=True)
class Sum:
    """How many tasks there are of one sort."""

    step: str
    priority: int
    kind: str
    done_before: bool
    count: int

    @property
    def open(self) -> bool:
        return self.step != Step.ACCEPTED and not self.done_before


@dataclass(frozen=True)
class Tally:
    """A project's tasks, counted by sort."""

    sums: tuple[Sum, ...]

    def count(self, wanted: TaskFilter) -> int | None:
        """How many tasks the filter lets through; None where only the tasks themselves would tell."""
        if any((wanted.q, wanted.assignee, wanted.ready, wanted.part, wanted.within, wanted.sprint)):
            return None
        return sum(each.count for each in self.sums if _lets_through(wanted, each))

    def of(self, **wanted: object) -> int:
        """How many tasks the filter of these values lets through."""
        return self.count(TaskFilter.model_validate(wanted)) or 0

    @property
    def all(self) -> int:
        return sum(each.count for each in self.sums)

    @property
    def done_before(self) -> int:
        """What was finished before Signoff kept the record: neither open nor accepted."""
        return sum(each.count for each in self.sums if each.done_before)


def _lets_through(wanted: TaskFilter, each: Sum) -> bool:
    if wanted.step and (each.step not in wanted.step or each.done_before):
        return False
    if wanted.open is not None and each.open != wanted.open:
        return False
    if wanted.priority and Priority(each.priority).name.lower() not in wanted.priority:
        return False
    return not wanted.kind or each.kind in wanted.kind


TALLY = "SELECT step, priority, kind, done_before, count FROM signoff_tasktally WHERE project_id = %s AND count > 0"
"""In SQL, since the backlog asks for it each time it is shown: a few dozen rows at most."""


def tally(*, seen_by: Member) -> Tally:
    """The tally of the member's project, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(TALLY, [seen_by.project.pk])
        rows = cursor.fetchall()
    return Tally(tuple(Sum(step, priority, kind, bool(past), count) for step, priority, kind, past, count in rows))
