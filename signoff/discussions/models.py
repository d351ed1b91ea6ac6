"""Remarks on tasks, heard by both sides or by one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from signoff.backlog.models import Task
from signoff.charter.sides import Room
from signoff.kernel.decided import Decided
from signoff.people.models import Person, new_public_id, new_salt


class Comment(Decided):
    """What somebody said about a task. `author_name` stands for a person of an import who is not here."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="comments")
    room = models.CharField(max_length=10, choices=[(room.value, room.value) for room in Room])
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    at = models.DateTimeField()
    salt = models.CharField(max_length=32, default=new_salt, editable=False)

    recorded_as: ClassVar[str] = "comment"
    project_path: ClassVar[str] = "task__project"
    decided_with: ClassVar[tuple[str, ...]] = ("task__project", "author")
    decided_fields: ClassVar[tuple[str, ...]] = ("public_id", "room", "author_name", "text", "at", "salt")

    class Meta:
        indexes = [models.Index(fields=["task", "at"], name="comment_by_task")]

    @property
    def obj(self) -> str:
        return f"comment:{self.public_id}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {
            "task": self.task.key,
            "author": self.author.pid if self.author else None,
        }
