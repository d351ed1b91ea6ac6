"""What troubles the customer about a priority, and the contractor's answer."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from signoff.backlog.models.tasks import Task
from signoff.kernel.decided import Decided
from signoff.people.models import Person


class Concern(Decided):
    """A concern about a task's priority or place: open until answered, and settled by who raised it (P3)."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="concerns")
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "concern"
    project_path: ClassVar[str] = "task__project"
    decided_with: ClassVar[tuple[str, ...]] = ("task__project", "by", "answered_by", "settled_by")
    decided_fields: ClassVar[tuple[str, ...]] = ("number", "text", "at", "answer", "answered_at", "settled_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "number"], name="one_concern_a_number")]

    @property
    def obj(self) -> str:
        return f"concern:{self.task.key}.{self.number}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {
            "task": self.task.key,
            "by": self.by.pid,
            "answered_by": self.answered_by.pid if self.answered_by else None,
            "settled_by": self.settled_by.pid if self.settled_by else None,
        }
