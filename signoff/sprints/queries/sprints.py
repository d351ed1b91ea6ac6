"""Finding sprints, as the person who asks can see them: both sides see all of them (A1)."""

from __future__ import annotations

import re

from django.db.models import QuerySet

from signoff.kernel.refusals import NotThere
from signoff.people.standing import Member
from signoff.sprints.models import Sprint

NUMBER = re.compile(r"[1-9][0-9]{0,8}")


def sprints(*, seen_by: Member) -> QuerySet[Sprint]:
    """The sprints of the member's project: completed, running, in planning."""
    return Sprint.objects.filter(project_id=seen_by.project.pk)


def sprint_named(key: str, *, seen_by: Member) -> Sprint:
    """The sprint called `BOOK.4`. Raises NotThere."""
    project_key, _dot, number = key.partition(".")
    if project_key != seen_by.project.key or not NUMBER.fullmatch(number):
        raise NotThere(key)
    sprint = sprints(seen_by=seen_by).filter(number=int(number)).first()
    if sprint is None:
        raise NotThere(key)
    sprint.project = seen_by.project
    return sprint


def running_sprint(*, seen_by: Member) -> Sprint | None:
    """The one that runs now; there is never a second."""
    sprint = sprints(seen_by=seen_by).filter(started_at__isnull=False, completed_at=None).first()
    if sprint is not None:
        sprint.project = seen_by.project
    return sprint
