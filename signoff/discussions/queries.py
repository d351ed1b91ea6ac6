"""What was said about a task, as far as its reader may hear it."""

from __future__ import annotations

from django.db.models import QuerySet

from signoff.backlog.models import Task
from signoff.discussions.models import Comment
from signoff.kernel.refusals import NotThere
from signoff.people.standing import Member


def comments(task: Task, *, seen_by: Member) -> QuerySet[Comment]:
    """The comments in the rooms that the reader hears, oldest first. The other side's room is not there at all."""
    if task.project_id != seen_by.project.pk:
        raise NotThere(task.key)
    return Comment.objects.filter(task=task, room__in=seen_by.rooms).select_related("author").order_by("at", "pk")
