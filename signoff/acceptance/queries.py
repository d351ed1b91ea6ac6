"""What was handed over, and what the customer said of it."""

from __future__ import annotations

from django.db.models import QuerySet

from signoff.acceptance.models import CriterionVerdict, Handover, Verdict
from signoff.backlog.models import Task
from signoff.kernel.refusals import NotThere
from signoff.people.standing import Member


def handovers(task: Task, *, seen_by: Member) -> QuerySet[Handover]:
    """All handovers of a task, newest first. Both sides see them (A1)."""
    if task.project_id != seen_by.project.pk:
        raise NotThere(task.key)
    return Handover.objects.filter(task=task).select_related("by").order_by("-number")


def latest_handover(task: Task, *, seen_by: Member) -> Handover | None:
    """The one that the customer judges."""
    handover = handovers(task, seen_by=seen_by).first()
    if handover:
        handover.task = task
    return handover


def criterion_verdicts(handover: Handover, *, seen_by: Member) -> dict[int, CriterionVerdict]:
    """The verdicts on the words that the task has now, by criterion."""
    task = handover.task
    if task.project_id != seen_by.project.pk:
        raise NotThere(handover.obj)
    rows = CriterionVerdict.objects.filter(handover=handover, content_revision=task.content_revision).select_related(
        "by"
    )
    verdicts = {}
    for row in rows:
        row.handover = handover
        verdicts[row.criterion] = row
    return verdicts


def verdicts(task: Task, *, seen_by: Member) -> QuerySet[Verdict]:
    """Every acceptance and return of a task, newest first."""
    if task.project_id != seen_by.project.pk:
        raise NotThere(task.key)
    return Verdict.objects.filter(handover__task=task).select_related("by", "handover").order_by("-at", "-pk")
