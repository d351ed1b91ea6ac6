"""The scope: its parts, the requirements, the baselines, and what changed between two of them."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from signoff.doors.api.answers import OF_READS
from signoff.doors.api.auth import caller_of
from signoff.doors.api.reads.common import Limit, only
from signoff.doors.api.reads.scope_shapes import (
    BaselineRead,
    ChangesRead,
    PartRead,
    RequirementRead,
    WholeBaselineRead,
    WholeRequirementRead,
)
from signoff.files.queries import attachments_of
from signoff.kernel.refusals import NotThere
from signoff.people.standing import Member
from signoff.scope.comparing import compare
from signoff.scope.queries import baseline_named, baselines, part_named, requirement_named, requirements
from signoff.scope.snapshot import Snapshot, snapshot_now, snapshot_of
from signoff.scope.tree import Node, Work, tree

router = Router(tags=["scope"])

State = Literal["", "open", "in_analysis", "settled", "withdrawn"]
BaselineName = Annotated[str, Field(pattern=r"^(now|[1-9][0-9]{0,8})$")]


class PartsRead(BaseModel):
    """The tree, each part followed by those below it."""

    parts: list[PartRead]


class RequirementQuery(BaseModel):
    """Which requirements: of one state, newest first, those before a number."""

    state: State = ""
    before: Annotated[int, Field(ge=1, le=2**31 - 1, description="The `next` of the page before.")] | None = None
    limit: Limit = 50


class RequirementsRead(BaseModel):
    """A page of requirements. `next` goes into `before`; null after the last."""

    requirements: list[RequirementRead]
    next: int | None


class BaselinesRead(BaseModel):
    """Every baseline, newest first."""

    baselines: list[BaselineRead]


class ChangesQuery(BaseModel):
    """From which baseline to which; `now` is the scope as it is."""

    since: BaselineName
    to: BaselineName = "now"


@router.get(
    "/projects/{key}/parts",
    response={200: PartsRead, **OF_READS},
    operation_id="parts",
    summary="The scope as a tree, with what rolls up in it",
)
def parts(request: HttpRequest, key: str) -> PartsRead:
    only(request)
    whole = tree(seen_by=caller_of(request).member(key))
    return PartsRead(parts=[PartRead.of(node) for node in whole.rows()])


@router.get(
    "/projects/{key}/parts/{number}",
    response={200: PartRead, **OF_READS},
    operation_id="part",
    summary="One part of the scope",
)
def part(request: HttpRequest, key: str, number: str, response: HttpResponse) -> PartRead:
    """The header `ETag` is its revision, which `If-Match` of a change wants."""
    only(request)
    member = caller_of(request).member(key)
    row = part_named(f"{key}.{number}", seen_by=member)
    response.headers["ETag"] = f'"{row.revision}"'
    return PartRead.of(tree(seen_by=member).node(row.number) or Node(row, 0, Work(), []))


@router.get(
    "/projects/{key}/requirements",
    response={200: RequirementsRead, **OF_READS},
    operation_id="requirements",
    summary="The requirements of a project, page by page",
)
def requirements_read(request: HttpRequest, key: str, query: Query[RequirementQuery]) -> RequirementsRead:
    only(request, RequirementQuery)
    member = caller_of(request).member(key)
    rows = requirements(seen_by=member).select_related("by", "analyst").order_by("-number")
    rows = rows.filter(state=query.state) if query.state else rows
    rows = rows.filter(number__lt=query.before) if query.before else rows
    found = list(rows[: query.limit + 1])
    for row in found:
        row.project = member.project
    shown = found[: query.limit]
    return RequirementsRead(
        requirements=[RequirementRead.of(row) for row in shown],
        next=shown[-1].number if len(found) > query.limit else None,
    )


@router.get(
    "/projects/{key}/requirements/{number}",
    response={200: WholeRequirementRead, **OF_READS},
    operation_id="requirement",
    summary="One requirement, with its files and the tasks that came of it",
)
def requirement(request: HttpRequest, key: str, number: str, response: HttpResponse) -> WholeRequirementRead:
    """The header `ETag` is its revision, which `If-Match` of a change wants."""
    only(request)
    member = caller_of(request).member(key)
    row = requirement_named(f"{key}.{number}", seen_by=member)
    response.headers["ETag"] = f'"{row.revision}"'
    numbers = row.tasks.order_by("number").values_list("number", flat=True)
    return WholeRequirementRead.whole(
        row, [f"{key}-{each}" for each in numbers], list(attachments_of(row, seen_by=member))
    )


@router.get(
    "/projects/{key}/baselines",
    response={200: BaselinesRead, **OF_READS},
    operation_id="baselines",
    summary="Every baseline of a project",
)
def baselines_read(request: HttpRequest, key: str) -> BaselinesRead:
    only(request)
    member = caller_of(request).member(key)
    rows = baselines(seen_by=member).defer("lines", "parts").select_related("proposed_by", "approved_by")
    found = list(rows.order_by("-number"))
    for row in found:
        row.project = member.project
    return BaselinesRead(baselines=[BaselineRead.of(row) for row in found])


@router.get(
    "/projects/{key}/baselines/{number}",
    response={200: WholeBaselineRead, **OF_READS},
    operation_id="baseline",
    summary="One baseline, with every task in it",
)
def baseline(request: HttpRequest, key: str, number: str) -> WholeBaselineRead:
    only(request)
    row = baseline_named(f"{key}.{number}", seen_by=caller_of(request).member(key))
    return WholeBaselineRead.whole(row)


@router.get(
    "/projects/{key}/scope-changes",
    response={200: ChangesRead, **OF_READS},
    operation_id="scope_changes",
    summary="What changed between two baselines, or between one and the scope now",
)
def scope_changes(request: HttpRequest, key: str, query: Query[ChangesQuery]) -> ChangesRead:
    only(request, ChangesQuery)
    member = caller_of(request).member(key)
    return ChangesRead.of(compare(_snapshot(query.since, member), _snapshot(query.to, member)))


def _snapshot(name: str, member: Member) -> Snapshot:
    if name == "now":
        return snapshot_now(seen_by=member)
    if not name.isdecimal():
        raise NotThere(name)
    return snapshot_of(baseline_named(f"{member.project.key}.{name}", seen_by=member))
