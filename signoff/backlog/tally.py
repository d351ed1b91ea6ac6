"""Keeping count of a project's tasks by sort, in the transaction that changes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from django.db import connection

from signoff.backlog.models import Task


@dataclass(frozen=True)
class Sort:
    """What tasks are counted by."""

    step: str
    priority: int
    kind: str
    done_before: bool


def sort_of(task: Task) -> Sort:
    return Sort(str(task.step), int(task.priority), str(task.kind), task.done_before is not None)


def recount(project_id: int, *, was: Iterable[Sort] = (), now: Iterable[Sort]) -> None:
    """Take the old sorts off the tally and put the new ones on it. The project's head is locked."""
    changes = Counter(now)
    changes.subtract(Counter(was))
    rows = [(project_id, *astuple(sort), change) for sort, change in changes.items() if change]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO signoff_tasktally (project_id, step, priority, kind, done_before, count) "
            "VALUES (%s, %s, %s, %s, %s, %s) "
            "ON CONFLICT (project_id, step, priority, kind, done_before) "
            "DO UPDATE SET count = signoff_tasktally.count + excluded.count",
            rows,
        )
