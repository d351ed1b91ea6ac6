"""The plan of a sprint: its days, who takes part, who takes more than fits, and the two signatures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models

from signoff.charter.sides import Side
from signoff.kernel.decided import Decided
from signoff.people.models import Person, Project


class Sprint(Decided):
    """One or two weeks of work with a goal (SP1). It starts when both sides have signed its plan (SP2).

    `commitment` is the snapshot of the plan at the start, `result` what came of it at the end (SP7). Before the start
    the sprint is in planning; `completed_at` ends it (AC1).
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="sprints")
    number = models.PositiveIntegerField()
    goal = models.CharField(max_length=200)
    starts_on = models.DateField()
    weeks = models.PositiveSmallIntegerField()
    planned_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    commitment = models.JSONField(null=True)
    result = models.JSONField(null=True)

    recorded_as: ClassVar[str] = "sprint"
    project_path: ClassVar[str] = "project"
    decided_with: ClassVar[tuple[str, ...]] = ("project",)
    decided_fields: ClassVar[tuple[str, ...]] = (
        "number",
        "goal",
        "starts_on",
        "weeks",
        "planned_at",
        "started_at",
        "completed_at",
        "commitment",
        "result",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_sprint_a_number"),
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(started_at__isnull=False, completed_at=None),
                name="one_sprint_runs",
            ),
            models.CheckConstraint(condition=models.Q(weeks__in=(1, 2)), name="one_or_two_weeks"),
        ]

    def __str__(self) -> str:
        return self.goal

    @property
    def obj(self) -> str:
        return f"sprint:{self.project.key}.{self.number}"

    @property
    def ends_on(self) -> date:
        """The last day."""
        return self.starts_on + timedelta(weeks=self.weeks, days=-1)

    @property
    def last_working_day(self) -> date:
        """The last day from Monday to Friday, from which on what is left moves on (AC3)."""
        return self.ends_on - timedelta(days=max(0, self.ends_on.weekday() - 4))

    @property
    def is_planned(self) -> bool:
        return self.started_at is None

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.completed_at is None


class Participant(Decided):
    """Somebody who takes part in a sprint: with a share of their hours, and in its planning (SP2, SP4)."""

    sprint = models.ForeignKey(Sprint, models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    allocation = models.PositiveSmallIntegerField(default=100)
    planned_together = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "participant"
    project_path: ClassVar[str] = "sprint__project"
    decided_with: ClassVar[tuple[str, ...]] = ("sprint__project", "person")
    decided_fields: ClassVar[tuple[str, ...]] = ("side", "allocation", "planned_together", "left_at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sprint", "person"], name="one_participant_a_person")]

    @property
    def obj(self) -> str:
        return f"participant:{self.sprint.project.key}.{self.sprint.number}.{self.person.pid}"


class Overcommitment(Decided):
    """Who is entitled to said, with a reason, that a person takes more than their hours: up to `minutes` (SP4)."""

    sprint = models.ForeignKey(Sprint, models.PROTECT, related_name="overcommitments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    minutes = models.PositiveIntegerField()
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    recorded_as: ClassVar[str] = "overcommitment"
    project_path: ClassVar[str] = "sprint__project"
    decided_with: ClassVar[tuple[str, ...]] = ("sprint__project", "person", "by")
    decided_fields: ClassVar[tuple[str, ...]] = ("minutes", "reason", "at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sprint", "person"], name="one_overcommitment_a_person")]

    @property
    def obj(self) -> str:
        return f"overcommitment:{self.sprint.project.key}.{self.sprint.number}.{self.person.pid}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {"by": self.by.pid}


class PlanSignature(Decided):
    """One side signs the plan as it is (`plan_digest`). A plan changed afterwards voids it (SP2)."""

    sprint = models.ForeignKey(Sprint, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10, choices=Side)
    number = models.PositiveIntegerField()
    plan_digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "signature"
    project_path: ClassVar[str] = "sprint__project"
    decided_with: ClassVar[tuple[str, ...]] = ("sprint__project", "by")
    decided_fields: ClassVar[tuple[str, ...]] = ("side", "number", "plan_digest", "at", "voided_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sprint", "side", "number"], name="one_signature_a_number"),
            models.UniqueConstraint(
                fields=["sprint", "side"], condition=models.Q(voided_at=None), name="one_signature_holds"
            ),
        ]

    @property
    def obj(self) -> str:
        return f"signature:{self.sprint.project.key}.{self.sprint.number}.{self.side}.{self.number}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {"by": self.by.pid}
