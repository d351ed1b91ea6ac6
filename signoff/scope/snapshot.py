"""The scope as it is at one moment: which tasks, in which parts, with which estimate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from signoff.backlog.models import Task
from signoff.forecast.points import Points
from signoff.forecast.whole import Range, Sums, range_of, sums_of
from signoff.people.standing import Member
from signoff.scope.models import Baseline, Part
from signoff.scope.tree import in_tree_order


@dataclass(frozen=True)
class Line:
    """A task in the scope. Minutes; None without an estimate. `words` is its content revision."""

    key: str
    title: str
    part: int
    low: int | None
    likely: int | None
    high: int | None
    words: int

    @property
    def points(self) -> Points | None:
        if self.low is None or self.likely is None or self.high is None:
            return None
        return Points(self.low, self.likely, self.high)


@dataclass(frozen=True)
class PartLine:
    """A part of the scope, as the tree has it."""

    number: int
    parent: int | None
    level: str
    title: str


@dataclass(frozen=True)
class Snapshot:
    """Tasks by number, and the parts in the order of the tree. `number`: of the baseline; None of the scope now."""

    lines: tuple[Line, ...]
    parts: tuple[PartLine, ...]
    number: int | None = None

    @cached_property
    def sums(self) -> Sums:
        return sums_of(line.points for line in self.lines if line.points)

    @property
    def range(self) -> Range:
        return range_of(self.sums)

    @property
    def without_estimate(self) -> list[str]:
        return [line.key for line in self.lines if line.points is None]


def snapshot_now(*, seen_by: Member) -> Snapshot:
    """The scope of the member's project as it is: in two queries, which read every task in it.

    What was done before Signoff kept the record is no longer to be built, and is not in it.
    """
    project = seen_by.project
    parts = Part.objects.filter(project=project, retired_at=None).select_related("parent")
    tasks = Task.objects.filter(project=project, part__project=project, part__retired_at=None, done_before=None)
    columns = ("estimate_low", "estimate_minutes", "estimate_high", "content_revision")
    rows = tasks.order_by("number").values_list("number", "title", "part__number", *columns)
    return Snapshot(
        lines=tuple(Line(f"{project.key}-{number}", *rest) for number, *rest in rows),
        parts=tuple(
            PartLine(part.number, part.parent.number if part.parent else None, part.level, part.title)
            for part in in_tree_order(list(parts))
        ),
    )


def snapshot_of(baseline: Baseline) -> Snapshot:
    """What was offered then."""
    return Snapshot(
        lines=tuple(Line(*line) for line in baseline.lines),
        parts=tuple(PartLine(*part) for part in baseline.parts),
        number=baseline.number,
    )


def stored(snapshot: Snapshot) -> dict[str, Any]:
    """The snapshot as a baseline keeps it."""
    sums, whole = snapshot.sums, snapshot.range
    return {
        "lines": [
            [each.key, each.title, each.part, each.low, each.likely, each.high, each.words] for each in snapshot.lines
        ],
        "parts": [[each.number, each.parent, each.level, each.title] for each in snapshot.parts],
        "tasks": len(snapshot.lines),
        "low": sums.low,
        "likely": sums.likely,
        "high": sums.high,
        "range_low": whole.low,
        "range_high": whole.high,
    }


def whole_of(baseline: Baseline) -> Range:
    """The one estimate of a baseline, from its own sums: without reading its lines."""
    expected = round((baseline.low + 4 * baseline.likely + baseline.high) / 6)
    return Range(baseline.range_low, expected, baseline.range_high)
