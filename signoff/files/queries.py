"""Attached files, as far as their reader may see them."""

from __future__ import annotations

from django.db.models import QuerySet

from signoff.backlog.models import Task
from signoff.files.models import Attachment
from signoff.kernel.refusals import NotThere
from signoff.people.models import Person
from signoff.people.queries import standing
from signoff.people.standing import Member
from signoff.scope.models import Requirement


def attachments(*, seen_by: Member) -> QuerySet[Attachment]:
    """The files of the project in the rooms that the reader hears."""
    return Attachment.objects.filter(project_id=seen_by.project.pk, room__in=seen_by.rooms)


def attachments_of(holder: Task | Requirement, *, seen_by: Member) -> QuerySet[Attachment]:
    """The files of a task or of a requirement, oldest first, without the erased ones."""
    rows = attachments(seen_by=seen_by).filter(erased_at=None).select_related("by").order_by("at", "pk")
    return rows.filter(task=holder) if isinstance(holder, Task) else rows.filter(requirement=holder)


def attachment_named(public_id: str, *, seen_by: Member) -> Attachment:
    """The file with this public id. Raises NotThere."""
    found = attachments(seen_by=seen_by).select_related("by", "task", "requirement").filter(public_id=public_id).first()
    if found is None:
        raise NotThere(public_id)
    found.project = seen_by.project
    for thing in (found.task, found.requirement):
        if thing is not None:
            thing.project = seen_by.project
    return found


def attachment_anywhere(public_id: str, *, seen_by: Person) -> Attachment:
    """The file with this public id in any of the person's projects. Raises NotThere, also where it was erased."""
    found = Attachment.objects.filter(public_id=public_id, erased_at=None).values_list("project__key").first()
    if found is None:
        raise NotThere(public_id)
    return attachment_named(public_id, seen_by=standing(found[0], seen_by=seen_by))
