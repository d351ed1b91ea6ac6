"""Sprints: a page of them, and one as a whole with its plan."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from signoff.doors.api.answers import OF_READS
from signoff.doors.api.auth import caller_of
from signoff.doors.api.reads.common import Limit, Moment, WhoRead, at, at_or_none, only
from signoff.sprints.models import PlanSignature, Sprint
from signoff.sprints.plan_digest import digest_of, snapshot
from signoff.sprints.queries.planning import Plan, plan_of
from signoff.sprints.queries.sprints import sprint_named, sprints

router = Router(tags=["sprints"])
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


class SprintRead(BaseModel):
    """A sprint in a list. `sprint` is how commands name it."""

    sprint: Annotated[str, Field(examples=["BOOK.4"])]
    number: int
    goal: str
    starts_on: date
    ends_on: date
    weeks: int
    state: Literal["planned", "running", "completed"]
    planned_at: Moment
    started_at: Moment | None
    completed_at: Moment | None
    revision: int


class OpenPointRead(BaseModel):
    """Something to settle before signing."""

    code: Annotated[str, Field(examples=["no-testing-date"])]
    sentence: str
    rule: str
    task: Annotated[str | None, Field(examples=["BOOK-131"])]
    person: str | None


class SignatureRead(BaseModel):
    """One side's signature. `holds`: the plan is still what was signed."""

    side: str
    by: WhoRead
    at: Moment
    plan: str
    holds: bool


class PlanRead(BaseModel):
    """The plan as it is now: `digest` is what `sprints.sign-plan` signs, `content` what the digest stands for."""

    digest: str
    content: dict[str, Any]
    open: list[OpenPointRead]
    signatures: list[SignatureRead]


class WholeSprintRead(SprintRead):
    """A sprint with its plan while it is planned, what both sides committed to at its start, and what came of it."""

    plan: PlanRead | None
    commitment: dict[str, Any] | None
    result: dict[str, Any] | None


class SprintsRead(BaseModel):
    """A page of sprints, newest first. `next` goes into `before`; null after the last."""

    sprints: list[SprintRead]
    next: int | None


class SprintQuery(BaseModel):
    """Which sprints: those before a number."""

    before: Annotated[int, Field(ge=1, le=2**31 - 1, description="The `next` of the page before.")] | None = None
    limit: Limit = 50


@router.get(
    "/projects/{key}/sprints",
    response={200: SprintsRead, **OF_READS},
    operation_id="sprints",
    summary="The sprints of a project, newest first",
)
def sprint_list(request: HttpRequest, key: str, query: Query[SprintQuery]) -> SprintsRead:
    only(request, SprintQuery)
    member = caller_of(request).member(key)
    rows = sprints(seen_by=member).defer("commitment", "result").order_by("-number")
    if query.before:
        rows = rows.filter(number__lt=query.before)
    found = list(rows[: query.limit + 1])
    shown = found[: query.limit]
    for row in shown:
        row.project = member.project
    following = shown[-1].number if len(found) > query.limit else None
    return SprintsRead(sprints=[SprintRead(**fields_of(row)) for row in shown], next=following)


@router.get(
    "/projects/{key}/sprints/{number}",
    response={200: WholeSprintRead, **OF_READS},
    operation_id="sprint",
    summary="One sprint, with its plan, commitment and result",
)
def sprint(request: HttpRequest, key: str, number: Number, response: HttpResponse) -> WholeSprintRead:
    """The header `ETag` is its revision, which `If-Match` of a change wants."""
    only(request)
    member = caller_of(request).member(key)
    row = sprint_named(f"{key}.{number}", seen_by=member)
    response.headers["ETag"] = f'"{row.revision}"'
    plan = plan_read(plan_of(row, seen_by=member)) if row.is_planned else None
    return WholeSprintRead(**fields_of(row), plan=plan, commitment=row.commitment, result=row.result)


def fields_of(row: Sprint) -> dict[str, Any]:
    """What a list shows of a sprint."""
    return {
        "sprint": f"{row.project.key}.{row.number}",
        "number": row.number,
        "goal": row.goal,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "weeks": row.weeks,
        "state": "planned" if row.is_planned else "running" if row.is_running else "completed",
        "planned_at": at(row.planned_at),
        "started_at": at_or_none(row.started_at),
        "completed_at": at_or_none(row.completed_at),
        "revision": row.revision,
    }


def plan_read(plan: Plan) -> PlanRead:
    digest = digest_of(plan)
    return PlanRead(
        digest=digest,
        content=snapshot(plan),
        open=[
            OpenPointRead(
                code=each.code,
                sentence=each.refusal.sentence,
                rule=each.refusal.rule,
                task=each.task or None,
                person=each.person or None,
            )
            for each in plan.points
        ],
        signatures=[_signature(each, digest) for each in plan.signatures],
    )


def _signature(row: PlanSignature, digest: str) -> SignatureRead:
    return SignatureRead(
        side=row.side, by=WhoRead.of(row.by), at=at(row.at), plan=row.plan_digest, holds=row.plan_digest == digest
    )
