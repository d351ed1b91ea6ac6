"""What a task looks like to a program."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from signoff.acceptance.models import CriterionVerdict, Handover, Verdict
from signoff.acceptance.rounds import Rounds
from signoff.backlog.models import Estimate, ImportedRecord, Task, TaskWords
from signoff.backlog.words import Priority
from signoff.discussions.models import Comment
from signoff.doors.api.reads.common import KeyOfTask, Moment, WhoRead, at, at_or_none
from signoff.files.models import Attachment


class TaskRead(BaseModel):
    """A task as lists show it. `revision` is the one that a change of it wants."""

    key: KeyOfTask
    title: str
    kind: str
    step: str
    step_since: Moment
    open: bool
    priority: Annotated[str | None, Field(description="critical, high, medium or low; null: not said yet.")]
    value: str | None
    assignee: WhoRead | None
    estimate_low: int | None
    estimate_minutes: int | None
    estimate_high: int | None
    changed_since_accepted: bool
    done_before: Moment | None
    created_at: Moment
    external_key: str
    revision: int

    @classmethod
    def of(cls, task: Task) -> TaskRead:
        return cls(**fields_of(task))


def fields_of(task: Task) -> dict[str, Any]:
    unset = task.priority == Priority.UNSET
    return {
        "key": task.key,
        "title": task.title,
        "kind": task.kind,
        "step": task.step,
        "step_since": at(task.step_since),
        "open": task.is_open,
        "priority": None if unset else Priority(task.priority).name.lower(),
        "value": task.value or None,
        "assignee": WhoRead.or_none(task.assignee),
        "estimate_low": task.estimate_low,
        "estimate_minutes": task.estimate_minutes,
        "estimate_high": task.estimate_high,
        "changed_since_accepted": task.changed_since_accepted,
        "done_before": at_or_none(task.done_before),
        "created_at": at(task.created_at),
        "external_key": task.external_key,
        "revision": task.revision,
    }


class CriterionRead(BaseModel):
    """A criterion, by the id that its task has given it."""

    id: int
    text: str


class CriterionVerdictRead(BaseModel):
    """What the customer found of one criterion, in the words that the task had at `content_revision`."""

    criterion: int
    content_revision: int
    met: bool
    expected: str
    happened: str
    better: str
    by: WhoRead
    at: Moment
    revision: int

    @classmethod
    def of(cls, row: CriterionVerdict) -> CriterionVerdictRead:
        return cls(
            criterion=row.criterion,
            content_revision=row.content_revision,
            met=row.met,
            expected=row.expected,
            happened=row.happened,
            better=row.better,
            by=WhoRead.of(row.by),
            at=at(row.at),
            revision=row.revision,
        )


class VerdictRead(BaseModel):
    """The customer accepted or returned what was handed over."""

    outcome: str
    content_revision: int
    note: str
    by: WhoRead
    at: Moment

    @classmethod
    def of(cls, row: Verdict) -> VerdictRead:
        return cls(
            outcome=row.outcome,
            content_revision=row.content_revision,
            note=row.note,
            by=WhoRead.of(row.by),
            at=at(row.at),
        )


class EvidenceRead(BaseModel):
    """A check of the work, and how it ended."""

    kind: str
    text: str
    result: str


class HandoverRead(BaseModel):
    """One handover, with what the customer said of it."""

    number: int
    version: str
    where: str
    how: str
    evidence: list[EvidenceRead]
    content_revision: int
    by: WhoRead
    at: Moment
    criterion_verdicts: list[CriterionVerdictRead]
    verdicts: list[VerdictRead]

    @classmethod
    def of(cls, row: Handover, rounds: Rounds) -> HandoverRead:
        return cls(
            number=row.number,
            version=row.version,
            where=row.where,
            how=row.how,
            evidence=[EvidenceRead(**each) for each in row.evidence],
            content_revision=row.content_revision,
            by=WhoRead.of(row.by),
            at=at(row.at),
            criterion_verdicts=[CriterionVerdictRead.of(each) for each in rounds.judged if each.handover == row],
            verdicts=[VerdictRead.of(each) for each in rounds.settled if each.handover == row],
        )


class CommentRead(BaseModel):
    """A remark. `room`: who hears it. `author` is null for somebody of another tracker, called `author_name`."""

    comment: str
    room: str
    author: WhoRead | None
    author_name: str
    text: str
    at: Moment

    @classmethod
    def of(cls, row: Comment) -> CommentRead:
        return cls(
            comment=row.public_id,
            room=row.room,
            author=WhoRead.or_none(row.author),
            author_name=row.author.name if row.author else row.author_name,
            text=row.text,
            at=at(row.at),
        )


class FileRead(BaseModel):
    """An attached file; its content is at `address`."""

    file: str
    name: str
    media_type: str
    size: int
    sha256: str
    room: str
    by: WhoRead
    at: Moment
    address: str

    @classmethod
    def of(cls, row: Attachment) -> FileRead:
        return cls(
            file=row.public_id,
            name=row.name,
            media_type=row.media_type,
            size=row.size,
            sha256=row.sha256,
            room=row.room,
            by=WhoRead.of(row.by),
            at=at(row.at),
            address=f"/api/v1/files/{row.public_id}",
        )


class WordsRead(BaseModel):
    """What the task said before it was changed."""

    content_revision: int
    title: str
    story: str
    criteria: list[CriterionRead]

    @classmethod
    def of(cls, row: TaskWords) -> WordsRead:
        criteria = [CriterionRead(**each) for each in row.criteria]
        return cls(content_revision=row.content_revision, title=row.title, story=row.story, criteria=criteria)


class ImportedRead(BaseModel):
    """What another tracker said of the task and Signoff has no place for."""

    source: str
    external_key: str
    data: dict[str, Any]

    @classmethod
    def of(cls, row: ImportedRecord) -> ImportedRead:
        return cls(source=row.source, external_key=row.external_key, data=row.data)


class EstimateRead(BaseModel):
    """One person's three points for one kind of work, in minutes."""

    person: WhoRead
    work: str
    optimistic: int
    likely: int
    pessimistic: int
    at: Moment

    @classmethod
    def of(cls, row: Estimate) -> EstimateRead:
        return cls(
            person=WhoRead.of(row.person),
            work=row.work,
            optimistic=row.optimistic,
            likely=row.likely,
            pessimistic=row.pessimistic,
            at=at(row.at),
        )


class WholeTaskRead(TaskRead):
    """A task with all that belongs to it, as far as the reader may see and hear it."""

    story: str
    criteria: list[CriterionRead]
    content_revision: int
    accepted_content: int | None
    created_by: WhoRead
    estimates: list[EstimateRead]
    part: Annotated[str | None, Field(description="Where it stands in the scope.", examples=["BOOK.7"])]
    requirement: Annotated[str | None, Field(description="From which requirement it comes.", examples=["BOOK.3"])]
    handovers: list[HandoverRead]
    comments: list[CommentRead]
    files: list[FileRead]
    earlier_words: list[WordsRead]
    imported: ImportedRead | None
