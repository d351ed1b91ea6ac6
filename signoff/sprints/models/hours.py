"""When people work."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from signoff.kernel.decided import Decided
from signoff.people.models import Membership, new_public_id


class WorkingHours(Decided):
    """How many minutes a person works for a project on each day of the week, Monday first (SP4)."""

    membership = models.OneToOneField(Membership, models.PROTECT, related_name="working_hours")
    weekdays = models.JSONField()

    recorded_as: ClassVar[str] = "working-hours"
    project_path: ClassVar[str] = "membership__project"
    decided_with: ClassVar[tuple[str, ...]] = ("membership",)
    decided_fields: ClassVar[tuple[str, ...]] = ("weekdays",)

    @property
    def obj(self) -> str:
        return f"working-hours:{self.membership.public_id}"


class Absence(Decided):
    """Days on which a person is away, both included. Why is nobody's business (SP4)."""

    public_id = models.CharField(max_length=20, unique=True, default=new_public_id, editable=False)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="absences")
    first_on = models.DateField()
    last_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "absence"
    project_path: ClassVar[str] = "membership__project"
    decided_with: ClassVar[tuple[str, ...]] = ("membership",)
    decided_fields: ClassVar[tuple[str, ...]] = ("public_id", "first_on", "last_on", "withdrawn_at")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(first_on__lte=models.F("last_on")), name="away_in_order"),
        ]
        indexes = [models.Index(fields=["membership", "last_on"], name="absence_by_day")]

    @property
    def obj(self) -> str:
        return f"absence:{self.public_id}"
