"""What another tracker said of a task."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from signoff.backlog.models.tasks import Task
from signoff.kernel.decided import Decided


class ImportedRecord(Decided):
    """What another tracker said of a task and Signoff has no place for, kept with the task word for word."""

    task = models.OneToOneField(Task, models.PROTECT, related_name="imported")
    source = models.CharField(max_length=20)
    external_key = models.CharField(max_length=100)
    data = models.JSONField()

    recorded_as: ClassVar[str] = "imported"
    project_path: ClassVar[str] = "task__project"
    decided_with: ClassVar[tuple[str, ...]] = ("task__project",)
    decided_fields: ClassVar[tuple[str, ...]] = ("source", "external_key", "data")

    @property
    def obj(self) -> str:
        return f"imported:{self.task.key}"
