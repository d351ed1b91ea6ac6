"""Concerns about priorities, what tasks begin with, and the mix of kinds of work."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import BaseModel, Field

from signoff.backlog.concerns import concerns_of, open_concerns
from signoff.backlog.mixing import MixNow, Work, mix_now
from signoff.backlog.models import Concern, TaskTemplate
from signoff.backlog.offers import templates
from signoff.backlog.queries import task_named
from signoff.doors.api.answers import OF_READS
from signoff.doors.api.auth import caller_of
from signoff.doors.api.reads.common import MOST_ROWS, KeyOfTask, Moment, WhoRead, at, at_or_none, only
from signoff.people.standing import Member

router = Router(tags=["priorities"])


class ConcernRead(BaseModel):
    """What troubles the customer about a task's priority, and the contractor's answer."""

    task: KeyOfTask
    concern: int
    text: str
    by: WhoRead
    at: Moment
    answer: str
    answered_by: WhoRead | None
    answered_at: Moment | None
    settled_by: WhoRead | None
    settled_at: Moment | None

    @classmethod
    def of(cls, row: Concern) -> ConcernRead:
        return cls(
            task=row.task.key,
            concern=row.number,
            text=row.text,
            by=WhoRead.of(row.by),
            at=at(row.at),
            answer=row.answer,
            answered_by=WhoRead.or_none(row.answered_by),
            answered_at=at_or_none(row.answered_at),
            settled_by=WhoRead.or_none(row.settled_by),
            settled_at=at_or_none(row.settled_at),
        )


class ConcernsRead(BaseModel):
    """Concerns, oldest first."""

    concerns: list[ConcernRead]


@router.get(
    "/projects/{key}/concerns",
    response={200: ConcernsRead, **OF_READS},
    operation_id="open-concerns",
    summary="The concerns of a project that are not settled",
)
def concerns(request: HttpRequest, key: str) -> ConcernsRead:
    only(request)
    member = caller_of(request).member(key)
    rows = open_concerns(seen_by=member).select_related("task", "by", "answered_by", "settled_by").order_by("at", "pk")
    found = list(rows[:MOST_ROWS])
    for row in found:
        row.task.project = member.project
    return ConcernsRead(concerns=[ConcernRead.of(row) for row in found])


@router.get(
    "/tasks/{key}/concerns",
    response={200: ConcernsRead, **OF_READS},
    operation_id="concerns",
    summary="All concerns about one task's priority",
)
def concerns_about(request: HttpRequest, key: str) -> ConcernsRead:
    only(request)
    member = caller_of(request).member(key.partition("-")[0])
    rows = concerns_of(task_named(key, seen_by=member), seen_by=member)
    return ConcernsRead(concerns=[ConcernRead.of(row) for row in rows])


class TemplateRead(BaseModel):
    """What a task can begin with. `sort`: template, or case of the document of recurring cases."""

    template: Annotated[str, Field(examples=["BOOK.3"])]
    sort: str
    name: str
    kind: str
    title: str
    story: str
    criteria: list[str]
    revision: int

    @classmethod
    def of(cls, row: TaskTemplate, member: Member) -> TemplateRead:
        same = {name: getattr(row, name) for name in ("sort", "name", "kind", "title", "story", "criteria", "revision")}
        return cls(template=f"{member.project.key}.{row.number}", **same)


class TemplatesRead(BaseModel):
    """All that are offered, by name."""

    templates: list[TemplateRead]


@router.get(
    "/projects/{key}/templates",
    response={200: TemplatesRead, **OF_READS},
    operation_id="templates",
    summary="The templates and recurring cases of a project",
)
def all_templates(request: HttpRequest, key: str) -> TemplatesRead:
    only(request)
    member = caller_of(request).member(key)
    return TemplatesRead(templates=[TemplateRead.of(row, member) for row in templates(seen_by=member)])


class WorkRead(BaseModel):
    """Minutes of work by kind, and the numbers of the sprints that it is of."""

    minutes: dict[str, int]
    sprints: list[int]

    @classmethod
    def of(cls, work: Work) -> WorkRead:
        return cls(minutes=dict(work.minutes), sprints=list(work.sprints))


class MixRead(BaseModel):
    """The mix of kinds of work: `agreed` in per cent (null: not agreed yet), planned, and done of late."""

    agreed: dict[str, int] | None
    agreed_at: Moment | None
    planned: WorkRead
    done: WorkRead

    @classmethod
    def of(cls, now: MixNow) -> MixRead:
        return cls(
            agreed=now.agreed.shares if now.agreed else None,
            agreed_at=at_or_none(now.agreed.at if now.agreed else None),
            planned=WorkRead.of(now.planned),
            done=WorkRead.of(now.done),
        )


@router.get(
    "/projects/{key}/mix",
    response={200: MixRead, **OF_READS},
    operation_id="mix",
    summary="Agreed, planned and done, by kind of work",
)
def mix(request: HttpRequest, key: str) -> MixRead:
    only(request)
    return MixRead.of(mix_now(seen_by=caller_of(request).member(key)))
