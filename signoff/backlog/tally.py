"""Keeping count of a project's tasks by sort and by part, in the transaction that changes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from signoff.backlog.models import Task


@dataclass(frozen=True)
class Sort:
    """What tasks are counted by: in the project, and at the part of the scope where they stand. Minutes."""

    step: str
    priority: int
    kind: str
    done_before: bool
    part: int | None = None
    low: int | None = None
    likely: int | None = None
    high: int | None = None

    @property
    def sums(self) -> tuple[int, int, int, int, int]:
        """estimated, low, likely, high, and the square of its span; nothing without an estimate."""
        if self.likely is None:
            return 0, 0, 0, 0, 0
        low, high = self.low or self.likely, self.high or self.likely
        return 1, low, self.likely, high, (high - low) ** 2


def sort_of(task: Task) -> Sort:
    return Sort(
        str(task.step),
        int(task.priority),
        str(task.kind),
        task.done_before is not None,
        task.part_id,
        task.estimate_low,
        task.estimate_minutes,
        task.estimate_high,
    )


def recount(project_id: int, *, was: Iterable[Sort] = (), now: Iterable[Sort]) -> None:
    """Take the old sorts off the tallies and put the new ones on them. The project's head is locked."""
    changes = Counter(now)
    changes.subtract(Counter(was))
    _count_in_project(project_id, changes)
    _count_at_parts(changes)


def _count_in_project(project_id: int, changes: Counter[Sort]) -> None:
    counts: Counter[tuple[str, int, str, bool]] = Counter()
    for sort, change in changes.items():
        counts[sort.step, sort.priority, sort.kind, sort.done_before] += change
    rows = [(project_id, *sort, change) for sort, change in counts.items() if change]
    _count(
        "INSERT INTO signoff_tasktally (project_id, step, priority, kind, done_before, count) "
        "VALUES (%s, %s, %s, %s, %s, %s) "
        "ON CONFLICT (project_id, step, priority, kind, done_before) "
        "DO UPDATE SET count = signoff_tasktally.count + excluded.count",
        rows,
    )


def _count_at_parts(changes: Counter[Sort]) -> None:
    sums: dict[tuple[int, str, int, bool], list[int]] = defaultdict(lambda: [0] * 6)
    for sort, change in changes.items():
        if sort.part is not None:
            at = sums[sort.part, sort.step, sort.priority, sort.done_before]
            for place, each in enumerate((1, *sort.sums)):
                at[place] += change * each
    rows = [(*sort, *values) for sort, values in sums.items() if any(values)]
    _count(
        "INSERT INTO signoff_parttally "
        "(part_id, step, priority, done_before, count, estimated, low, likely, high, squares) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) "
        "ON CONFLICT (part_id, step, priority, done_before) DO UPDATE SET "
        "count = signoff_parttally.count + excluded.count, "
        "estimated = signoff_parttally.estimated + excluded.estimated, "
        "low = signoff_parttally.low + excluded.low, "
        "likely = signoff_parttally.likely + excluded.likely, "
        "high = signoff_parttally.high + excluded.high, "
        "squares = signoff_parttally.squares + excluded.squares",
        rows,
    )


def _count(statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Once for each row: mostly there are one or two, for which `executemany` is the slower way."""
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(statement, row)
