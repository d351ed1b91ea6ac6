"""Which baseline holds, and which waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator

from signoff.kernel.refusals import Refusal
from signoff.people.standing import Member
from signoff.proposals.models import Proposal
from signoff.proposals.queries import proposals
from signoff.scope import rules
from signoff.scope.comparing import compare
from signoff.scope.models import Baseline
from signoff.scope.queries import baselines
from signoff.scope.snapshot import Snapshot, snapshot_of


def last_approved(*, seen_by: Member) -> Baseline | None:
    """The baseline that holds. Its lines and parts are read when they are needed."""
    rows = baselines(seen_by=seen_by).filter(approved_at__isnull=False).order_by("-number")
    return rows.select_related("proposed_by", "approved_by").defer("lines", "parts").first()


def offer_of(baseline: Baseline, *, seen_by: Member) -> Proposal | None:
    """The suggestion by which a baseline was offered, answered or not."""
    rows = proposals(seen_by=seen_by).filter(about=baseline.obj).order_by("-number")
    return rows.select_related("by", "answered_by").first()


def open_offer(baseline: Baseline, *, seen_by: Member) -> Proposal | None:
    """The same while it waits for an answer."""
    offer = offer_of(baseline, seen_by=seen_by)
    return offer if offer is not None and not offer.outcome else None


def waiting(*, seen_by: Member) -> Baseline | None:
    """The newest baseline, while it waits for the customer's answer. Its lines are read when they are needed."""
    newest = baselines(seen_by=seen_by).order_by("-number").defer("lines", "parts").first()
    if newest is None or newest.approved_at is not None:
        return None
    newest.project = seen_by.project
    return newest if open_offer(newest, seen_by=seen_by) else None


def against_offering(now: Snapshot, *, seen_by: Member) -> Iterator[Refusal]:
    """What the rules have against offering the scope as it is now (S6)."""
    last, offered = last_approved(seen_by=seen_by), waiting(seen_by=seen_by)
    yield from rules.against_offering(
        waiting=offered.number if offered else None,
        tasks=len(now.lines),
        without=now.without_estimate,
        same=last is not None and compare(snapshot_of(last), now).nothing,
    )
