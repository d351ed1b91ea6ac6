"""What the scope looks like to a program. Hours are whole minutes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from signoff.backlog.words import Priority
from signoff.doors.api.reads.common import KeyOfTask, Moment, WhoRead, at, at_or_none
from signoff.doors.api.reads.task_shapes import FileRead
from signoff.files.models import Attachment
from signoff.forecast.whole import Range
from signoff.scope.comparing import Comparison
from signoff.scope.models import Baseline, Requirement
from signoff.scope.snapshot import Line, snapshot_of, whole_of
from signoff.scope.tree import Node

KeyOfPart = Annotated[str, Field(examples=["BOOK.7"])]


class RangeRead(BaseModel):
    """What is expected, in minutes, and between which values it lies four times in five."""

    low: int
    expected: int
    high: int

    @classmethod
    def of(cls, whole: Range) -> RangeRead:
        return cls(low=whole.low, expected=whole.expected, high=whole.high)


class PartRead(BaseModel):
    """A part of the scope, with all that is below it rolled up."""

    part: KeyOfPart
    level: str
    title: str
    text: str
    parent: KeyOfPart | None
    priority: Annotated[str | None, Field(description="critical, high, medium or low; null: not said yet.")]
    retired_at: Moment | None
    tasks: int
    finished: int
    without_estimate: int
    minutes: RangeRead
    finished_minutes: int
    revision: int

    @classmethod
    def of(cls, node: Node) -> PartRead:
        part, work = node.part, node.work
        return cls(
            part=f"{part.project.key}.{part.number}",
            level=part.level,
            title=part.title,
            text=part.text,
            parent=f"{part.project.key}.{part.parent.number}" if part.parent else None,
            priority=None if part.priority == Priority.UNSET else Priority(part.priority).name.lower(),
            retired_at=at_or_none(part.retired_at),
            tasks=work.tasks,
            finished=work.finished,
            without_estimate=work.without_estimate,
            minutes=RangeRead.of(work.range),
            finished_minutes=work.finished_minutes,
            revision=part.revision,
        )


class RequirementRead(BaseModel):
    """A requirement as it came in, and how far it is."""

    requirement: KeyOfPart
    title: str
    text: str
    origin: str
    state: str
    state_since: Moment
    note: str
    by: WhoRead
    at: Moment
    analyst: WhoRead | None
    revision: int

    @classmethod
    def of(cls, row: Requirement) -> RequirementRead:
        return cls(**_fields_of(row))


class WholeRequirementRead(RequirementRead):
    """A requirement with the tasks that came of it, and its files as far as the reader may see them."""

    tasks: list[KeyOfTask]
    files: list[FileRead]

    @classmethod
    def whole(cls, row: Requirement, tasks: list[str], files: list[Attachment]) -> WholeRequirementRead:
        return cls(**_fields_of(row), tasks=tasks, files=[FileRead.of(file) for file in files])


def _fields_of(row: Requirement) -> dict[str, Any]:
    return {
        "requirement": f"{row.project.key}.{row.number}",
        **{name: getattr(row, name) for name in ("title", "text", "origin", "state", "note", "revision")},
        "state_since": at(row.state_since),
        "by": WhoRead.of(row.by),
        "at": at(row.at),
        "analyst": WhoRead.or_none(row.analyst),
    }


class BaselineRead(BaseModel):
    """Scope and estimate as they were offered. `approved_at` is null as long as, or if, the customer has not."""

    baseline: KeyOfPart
    reason: str
    tasks: int
    minutes: RangeRead
    offered_by: WhoRead
    offered_at: Moment
    approved_by: WhoRead | None
    approved_at: Moment | None

    @classmethod
    def of(cls, row: Baseline) -> BaselineRead:
        return cls(**_of_baseline(row))


class LineRead(BaseModel):
    """A task in the scope, with its three points. `words` is its content revision."""

    key: KeyOfTask
    title: str
    part: int
    low: int | None
    likely: int | None
    high: int | None
    words: int

    @classmethod
    def of(cls, line: Line) -> LineRead:
        return cls(**vars(line))


class PartLineRead(BaseModel):
    """A part as the tree had it, by number."""

    number: int
    parent: int | None
    level: str
    title: str


class WholeBaselineRead(BaselineRead):
    """A baseline with every task and part in it."""

    lines: list[LineRead]
    parts: list[PartLineRead]

    @classmethod
    def whole(cls, row: Baseline) -> WholeBaselineRead:
        snapshot = snapshot_of(row)
        lines = [LineRead.of(line) for line in snapshot.lines]
        return cls(**_of_baseline(row), lines=lines, parts=[PartLineRead(**vars(part)) for part in snapshot.parts])


def _of_baseline(row: Baseline) -> dict[str, Any]:
    return {
        "baseline": f"{row.project.key}.{row.number}",
        "reason": row.reason,
        "tasks": row.tasks,
        "minutes": RangeRead.of(whole_of(row)),
        "offered_by": WhoRead.of(row.proposed_by),
        "offered_at": at(row.proposed_at),
        "approved_by": WhoRead.or_none(row.approved_by),
        "approved_at": at_or_none(row.approved_at),
    }


class ChangeRead(BaseModel):
    """A task then and now."""

    then: LineRead
    now: LineRead


class ChangesRead(BaseModel):
    """What differs, by sort; a task may stand in several. The minutes are those of the whole, before and after."""

    then: RangeRead
    now: RangeRead
    added: list[LineRead]
    removed: list[LineRead]
    reworded: list[ChangeRead]
    estimated_anew: list[ChangeRead]
    placed_anew: list[ChangeRead]

    @classmethod
    def of(cls, found: Comparison) -> ChangesRead:
        pairs = {
            name: [ChangeRead(then=LineRead.of(then), now=LineRead.of(now)) for then, now in getattr(found, name)]
            for name in ("reworded", "estimated_anew", "placed_anew")
        }
        return cls(
            then=RangeRead.of(found.then.range),
            now=RangeRead.of(found.now.range),
            added=[LineRead.of(line) for line in found.added],
            removed=[LineRead.of(line) for line in found.removed],
            **pairs,
        )
