"""Keeping count of a project's tasks by sort, in the transaction that changes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db.models import F

from signoff.backlog.models import Task, TaskTally


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
    for sort, change in changes.items():
        if change:
            row = TaskTally.objects.filter(project_id=project_id, **asdict(sort))
            if not row.update(count=F("count") + change):
                TaskTally.objects.create(project_id=project_id, count=change, **asdict(sort))
