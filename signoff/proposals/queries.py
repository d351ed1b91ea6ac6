"""Finding suggestions, as the person who asks can see them."""

from __future__ import annotations

from django.db.models import QuerySet

from signoff.backlog.concerns import open_concerns
from signoff.kernel.refusals import NotThere
from signoff.people.standing import Member
from signoff.proposals.models import Proposal


def proposals(*, seen_by: Member) -> QuerySet[Proposal]:
    """The suggestions of the member's project. Both sides see all of them (A1)."""
    return Proposal.objects.filter(project_id=seen_by.project.pk)


def proposal_named(key: str, *, seen_by: Member) -> Proposal:
    """The suggestion called `BOOK.7`. Raises NotThere."""
    project_key, _dot, number = key.partition(".")
    if project_key != seen_by.project.key or not number.isdecimal() or len(number) > 9:
        raise NotThere(key)
    rows = proposals(seen_by=seen_by).filter(number=int(number)).select_related("by", "answered_by")
    found = next(iter(rows), None)
    if found is None:
        raise NotThere(key)
    found.project = seen_by.project
    return found


def open_counts(*, seen_by: Member) -> dict[str, int]:
    """How many suggestions wait for an answer in the project, and how many concerns are not settled."""
    return {
        "suggestions": proposals(seen_by=seen_by).filter(outcome="").count(),
        "concerns": open_concerns(seen_by=seen_by).count(),
    }
