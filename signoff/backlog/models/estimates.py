"""How long those who do the work think that a task takes."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from signoff.backlog.models.tasks import Task
from signoff.backlog.words import Work
from signoff.kernel.decided import Decided
from signoff.people.models import Person


class Estimate(Decided):
    """One person's three points for one kind of work on a task, in minutes (S6). A later one replaces it."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="estimates")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    work = models.CharField(max_length=12, choices=Work)
    optimistic = models.PositiveIntegerField()
    likely = models.PositiveIntegerField()
    pessimistic = models.PositiveIntegerField()
    at = models.DateTimeField()

    recorded_as: ClassVar[str] = "estimate"
    project_path: ClassVar[str] = "task__project"
    decided_with: ClassVar[tuple[str, ...]] = ("task__project", "person")
    decided_fields: ClassVar[tuple[str, ...]] = ("work", "optimistic", "likely", "pessimistic", "at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "person", "work"], name="one_estimate_a_person"),
            models.CheckConstraint(
                condition=models.Q(optimistic__lte=models.F("likely"), likely__lte=models.F("pessimistic")),
                name="three_points_in_order",
            ),
        ]

    @property
    def obj(self) -> str:
        return f"estimate:{self.task.key}.{self.work}.{self.person.pid}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {"task": self.task.key, "person": self.person.pid}
