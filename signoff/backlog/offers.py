"""What a new task can begin with, as the person who asks can see it: templates and recurring cases."""

from __future__ import annotations

from django.db.models import QuerySet

from signoff.backlog.models import TaskTemplate
from signoff.kernel.refusals import NotThere
from signoff.people.standing import Member


def templates(*, seen_by: Member) -> QuerySet[TaskTemplate]:
    """The templates and cases of the member's project that are offered, by name. Both sides see all (A1)."""
    return TaskTemplate.objects.filter(project_id=seen_by.project.pk, retired_at=None).order_by("name", "number")


def template_named(key: str, *, seen_by: Member) -> TaskTemplate:
    """The template or case called `BOOK.3`, also one that is no longer offered. Raises NotThere."""
    project_key, _dot, number = key.partition(".")
    if project_key != seen_by.project.key or not (number.isdecimal() and number.isascii()) or len(number) > 9:
        raise NotThere(key)
    found = TaskTemplate.objects.filter(project_id=seen_by.project.pk, number=int(number)).first()
    if found is None:
        raise NotThere(key)
    found.project = seen_by.project
    return found
