"""Concerns about priorities, as the person who asks can see them."""

from __future__ import annotations

from django.db.models import QuerySet

from signoff.backlog.models import Concern, Task
from signoff.kernel.refusals import NotThere
from signoff.people.standing import Member


def concerns_of(task: Task, *, seen_by: Member, with_people: bool = True) -> list[Concern]:
    """What troubles the customer about this task, first to last. Both sides see it (A1). Raises NotThere.

    Without its people it costs less, for who knows them already.
    """
    if task.project_id != seen_by.project.pk:
        raise NotThere(task.key)
    found = Concern.objects.filter(task=task).order_by("number")
    rows = list(found.select_related("by", "answered_by", "settled_by") if with_people else found)
    for row in rows:
        row.task = task
    return rows


def open_concerns(*, seen_by: Member) -> QuerySet[Concern]:
    """The concerns of the member's project that are not settled."""
    return Concern.objects.filter(task__project_id=seen_by.project.pk, settled_at=None)


def concern_numbered(number: int, task: Task) -> Concern:
    """One concern of a task that its reader can see. Raises NotThere."""
    rows = Concern.objects.filter(task=task, number=number).select_related("by", "answered_by", "settled_by")
    found = next(iter(rows), None)
    if found is None:
        raise NotThere(f"{task.key}.{number}")
    found.task = task
    return found
