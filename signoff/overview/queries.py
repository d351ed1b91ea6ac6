"""What waits for the customer."""

from __future__ import annotations

from signoff.backlog.models import Task
from signoff.backlog.queries import tasks
from signoff.backlog.words import Step
from signoff.people.standing import Member


def waiting_for_acceptance(*, seen_by: Member, limit: int = 6) -> list[Task]:
    """Tasks that were handed over, those that have waited longest first (AC2)."""
    rows = tasks(seen_by=seen_by).filter(step=Step.HANDED_OVER, done_before=None).select_related("assignee")
    found = list(rows.defer("story", "criteria").order_by("step_since", "number")[:limit])
    for row in found:
        row.project = seen_by.project
    return found
