"""Which kinds of work both sides want in a plan."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from signoff.kernel.decided import Decided
from signoff.people.models import Person, Project


class Mix(Decided):
    """The share of each kind of work that both sides agreed on, in per cent; together 100 (P2)."""

    project = models.OneToOneField(Project, models.PROTECT, related_name="mix")
    shares = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    recorded_as: ClassVar[str] = "mix"
    project_path: ClassVar[str] = "project"
    decided_with: ClassVar[tuple[str, ...]] = ("project", "by")
    decided_fields: ClassVar[tuple[str, ...]] = ("shares", "at")

    @property
    def obj(self) -> str:
        return f"mix:{self.project.key}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {"by": self.by.pid}
