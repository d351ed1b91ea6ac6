"""Suggestions: what one side has put to the other, and how it was answered."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from signoff.doors.api.answers import OF_READS
from signoff.doors.api.auth import caller_of
from signoff.doors.api.reads.common import Limit, Moment, WhoRead, at, at_or_none, only
from signoff.people.standing import Member
from signoff.proposals.models import Proposal
from signoff.proposals.queries import proposal_named, proposals

router = Router(tags=["suggestions"])

LAST = 2**31 - 1


class ProposalRead(BaseModel):
    """A suggestion. `commands` are what is done when the other side agrees; `before` is what each would change, as it
    was when it was suggested. `outcome`: "" while it waits; agreed, declined, withdrawn."""

    proposal: Annotated[str, Field(examples=["BOOK.7"])]
    side: str
    about: str
    commands: list[dict[str, Any]]
    before: list[dict[str, Any]]
    effect: dict[str, Any]
    reason: str
    by: WhoRead
    at: Moment
    outcome: str
    note: str
    answered_by: WhoRead | None
    answered_at: Moment | None

    @classmethod
    def of(cls, row: Proposal, member: Member) -> ProposalRead:
        return cls(
            proposal=f"{member.project.key}.{row.number}",
            side=row.side,
            about=row.about,
            commands=row.commands,
            before=row.before,
            effect=row.effect,
            reason=row.reason,
            by=WhoRead.of(row.by),
            at=at(row.at),
            outcome=row.outcome,
            note=row.note,
            answered_by=WhoRead.or_none(row.answered_by),
            answered_at=at_or_none(row.answered_at),
        )


class ProposalQuery(BaseModel):
    """Newest first, those before the number `before`; `open` for those that wait, or were answered."""

    open: bool | None = None
    before: Annotated[int, Field(ge=1, le=LAST)] = LAST
    limit: Limit = 50


class ProposalsRead(BaseModel):
    """A page of suggestions. `next` goes into `before` for what follows; null after the last."""

    proposals: list[ProposalRead]
    next: int | None


@router.get(
    "/projects/{key}/suggestions",
    response={200: ProposalsRead, **OF_READS},
    operation_id="suggestions",
    summary="What one side has suggested to the other",
)
def all_proposals(request: HttpRequest, key: str, query: Query[ProposalQuery]) -> ProposalsRead:
    only(request, ProposalQuery)
    member = caller_of(request).member(key)
    rows = proposals(seen_by=member).filter(number__lt=query.before).select_related("by", "answered_by")
    if query.open is not None:
        rows = rows.filter(outcome="") if query.open else rows.exclude(outcome="")
    found = list(rows.order_by("-number")[: query.limit + 1])
    shown = found[: query.limit]
    more = shown[-1].number if len(found) > query.limit else None
    return ProposalsRead(proposals=[ProposalRead.of(row, member) for row in shown], next=more)


@router.get(
    "/projects/{key}/suggestions/{int:number}",
    response={200: ProposalRead, **OF_READS},
    operation_id="suggestion",
    summary="One suggestion",
)
def one_proposal(request: HttpRequest, key: str, number: int) -> ProposalRead:
    only(request)
    member = caller_of(request).member(key)
    return ProposalRead.of(proposal_named(f"{key}.{number}", seen_by=member), member)
