"""Files attached to tasks and requirements. The content lies in a folder, named by its SHA-256."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from signoff.backlog.models import Task
from signoff.charter.sides import Room
from signoff.kernel.decided import Decided
from signoff.people.models import Person, Project, new_public_id
from signoff.scope.models import Requirement


class Attachment(Decided):
    """A file at a task or at a requirement, for both sides or for one. Size in bytes."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="attachments")
    requirement = models.ForeignKey(Requirement, models.PROTECT, null=True, related_name="attachments")
    room = models.CharField(max_length=10, choices=[(room.value, room.value) for room in Room])
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "attachment"
    project_path: ClassVar[str] = "project"
    decided_with: ClassVar[tuple[str, ...]] = ("project", "task__project", "requirement__project", "by")
    decided_fields: ClassVar[tuple[str, ...]] = (
        "public_id",
        "room",
        "name",
        "media_type",
        "size",
        "sha256",
        "at",
        "erased_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(task=None, requirement__isnull=False)
                | models.Q(task__isnull=False, requirement=None),
                name="attached_to_one_thing",
            ),
        ]

    @property
    def holder(self) -> Task | Requirement:
        """What it is attached to."""
        return self.task or self.requirement  # type: ignore[return-value]  # one of the two, says the constraint

    @property
    def obj(self) -> str:
        return f"attachment:{self.public_id}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {
            "task": self.task.key if self.task else None,
            "requirement": self.requirement.number if self.requirement else None,
            "by": self.by.pid,
        }
