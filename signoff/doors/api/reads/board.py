"""A sprint that has begun, as it is now: its cards, its burn-up, and the result so far."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router
from pydantic import BaseModel, Field

from signoff.doors.api.answers import OF_READS
from signoff.doors.api.auth import caller_of
from signoff.doors.api.reads.common import KeyOfTask, Moment, WhoRead, at, at_or_none, only
from signoff.kernel.refusals import NotThere
from signoff.people.circle import circle
from signoff.people.standing import Member
from signoff.sprints.models import Sprint
from signoff.sprints.queries.result import result_of
from signoff.sprints.queries.running import Card, cards, stability, stays
from signoff.sprints.queries.running_news import cursor
from signoff.sprints.queries.running_progress import progress
from signoff.sprints.queries.sprints import sprint_named

router = Router(tags=["sprints"])
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


class CardRead(BaseModel):
    """A task on the board. `minutes` and `done` are those of its subtasks; `entry` says how it came in."""

    task: KeyOfTask
    title: str
    step: str
    step_since: Moment
    revision: int
    kind: str
    assignee: WhoRead | None
    minutes: int
    done: int
    blocked_since: Moment | None
    blocked_reason: str
    entry: Annotated[str, Field(examples=["planned"])]
    came_in_at: Moment
    reason: str


class RangeRead(BaseModel):
    """From, to: both likely enough."""

    low: int
    high: int


class BurnUpRead(BaseModel):
    """Minutes at the beginning, and at the end of each of `days`; `ready` ends with the day in hand."""

    days: list[date]
    scope: list[int]
    ready: list[int]
    tasks: int
    tasks_ready: int
    likely_minutes: RangeRead
    likely_tasks: RangeRead


class StabilityRead(BaseModel):
    """Minutes committed at the start, and what came in and went out since; `percent` of it stayed as signed."""

    committed: int
    came_in: int
    went_out: int
    percent: int | None


class BoardRead(BaseModel):
    """`cursor` is the number of entries of the project's log: as long as it is the same, nothing has changed."""

    sprint: Annotated[str, Field(examples=["BOOK.4"])]
    cursor: int
    cards: list[CardRead]
    burn_up: BurnUpRead
    stability: StabilityRead


class ResultRead(BaseModel):
    """What came of a sprint, as it is kept; while it runs (`draft`), what would be kept now."""

    sprint: Annotated[str, Field(examples=["BOOK.4"])]
    draft: bool
    result: dict[str, Any]


@router.get(
    "/projects/{key}/sprints/{number}/board",
    response={200: BoardRead, **OF_READS},
    operation_id="board",
    summary="The board of a sprint that has begun, with its burn-up",
)
def board(request: HttpRequest, key: str, number: Number) -> BoardRead:
    only(request)
    member, row = _begun(request, key, number)
    seen, rows = cursor(seen_by=member), stays(row, seen_by=member, people=False)
    people = circle(seen_by=member).people
    line = progress(row, seen_by=member, today=timezone.localdate(), rows=rows)
    figure = stability(rows)
    return BoardRead(
        sprint=f"{key}.{number}",
        cursor=seen,
        cards=[_card(each, people) for each in cards(row, seen_by=member, rows=rows)],
        burn_up=BurnUpRead(
            days=list(line.days),
            scope=list(line.scope),
            ready=list(line.ready),
            tasks=line.tasks_in,
            tasks_ready=line.tasks_ready,
            likely_minutes=RangeRead(low=line.minutes.low, high=line.minutes.high),
            likely_tasks=RangeRead(low=line.tasks.low, high=line.tasks.high),
        ),
        stability=StabilityRead(
            committed=figure.committed, came_in=figure.came_in, went_out=figure.went_out, percent=figure.percent
        ),
    )


@router.get(
    "/projects/{key}/sprints/{number}/report",
    response={200: ResultRead, **OF_READS},
    operation_id="sprint_report",
    summary="What came of a sprint, or a draft of it",
)
def report(request: HttpRequest, key: str, number: Number) -> ResultRead:
    only(request)
    member, row = _begun(request, key, number)
    draft = row.result is None
    result = row.result if row.result is not None else result_of(row, seen_by=member)
    return ResultRead(sprint=f"{key}.{number}", draft=draft, result=result)


def _begun(request: HttpRequest, key: str, number: int) -> tuple[Member, Sprint]:
    member = caller_of(request).member(key)
    row = sprint_named(f"{key}.{number}", seen_by=member)
    if row.started_at is None:
        raise NotThere(f"{key}.{number}")
    return member, row


def _card(card: Card, people: dict[int, Any]) -> CardRead:
    task, stay = card.task, card.stay
    return CardRead(
        task=task.key,
        title=task.title,
        step=task.step,
        step_since=at(task.step_since),
        revision=task.revision,
        kind=task.kind,
        assignee=WhoRead.or_none(people.get(task.assignee_id) if task.assignee_id else None),
        minutes=card.minutes,
        done=card.done,
        blocked_since=at_or_none(task.blocked_since),
        blocked_reason=task.blocked_reason,
        entry=stay.entry,
        came_in_at=at(stay.at),
        reason=stay.reason,
    )
