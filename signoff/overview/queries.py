"""What waits, and what is worked on now."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from signoff.backlog.models import Task
from signoff.backlog.queries import tasks
from signoff.backlog.words import Step
from signoff.people.standing import Member
from signoff.proposals.queries import proposals
from signoff.sprints.models import Sprint
from signoff.sprints.queries.sprints import sprints


def waiting_for_acceptance(*, seen_by: Member, limit: int = 6) -> list[Task]:
    """Tasks that were handed over, those that have waited longest first (AC2)."""
    rows = tasks(seen_by=seen_by).filter(step=Step.HANDED_OVER, done_before=None).select_related("assignee")
    found = list(rows.defer("story", "criteria").order_by("step_since", "number")[:limit])
    for row in found:
        row.project = seen_by.project
    return found


@dataclass(frozen=True)
class SprintNow:
    """A sprint that is not completed, with its tasks and their minutes: all, and those that the customer accepted."""

    sprint: Sprint
    tasks: int
    accepted: int
    minutes: int
    accepted_minutes: int


def sprints_now(*, seen_by: Member, limit: int = 3) -> list[SprintNow]:
    """The sprint that runs, and those in planning, first to last."""
    done = Q(tasks__step=Step.ACCEPTED)
    rows = sprints(seen_by=seen_by).filter(completed_at=None).order_by("number").defer("commitment", "result")
    counted = rows.annotate(
        all_tasks=Count("tasks"),
        accepted=Count("tasks", filter=done),
        minutes=Sum("tasks__estimate_minutes", default=0),
        accepted_minutes=Sum("tasks__estimate_minutes", filter=done, default=0),
    )[:limit]
    return [SprintNow(row, row.all_tasks, row.accepted, row.minutes, row.accepted_minutes) for row in counted]


def suggestions_of_the_others(*, seen_by: Member) -> int:
    """How many suggestions of the other side wait for an answer."""
    return proposals(seen_by=seen_by).filter(outcome="").exclude(side=seen_by.membership.side).count()
