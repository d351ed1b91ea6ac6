"""Proposals: what somebody may not decide, and suggests."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from signoff.charter.sides import Side
from signoff.kernel.decided import Decided
from signoff.people.models import Person, Project


class Proposal(Decided):
    """Commands that one side suggests to the other, which agrees (they are run then, or none is) or declines.

    `commands` are [{"command": public name, "given": {…}}]; `before` is what each of them would change, as it was when
    it was suggested; `effect` the computed effect on hours and dates. `about` is the `obj` that a page shows it at.
    """

    class Outcome(models.TextChoices):
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    project = models.ForeignKey(Project, models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    about = models.CharField(max_length=80)
    commands = models.JSONField()
    before = models.JSONField()
    effect = models.JSONField(default=dict)
    reason = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    note = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "proposal"
    project_path: ClassVar[str] = "project"
    decided_with: ClassVar[tuple[str, ...]] = ("project", "by", "answered_by")
    decided_fields: ClassVar[tuple[str, ...]] = (
        "number",
        "side",
        "about",
        "commands",
        "before",
        "effect",
        "reason",
        "at",
        "outcome",
        "note",
        "answered_at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_proposal_a_number")]
        indexes = [
            models.Index(fields=["project", "outcome", "number"], name="proposal_by_outcome"),
            models.Index(fields=["project", "about"], name="proposal_by_about"),
        ]

    @property
    def obj(self) -> str:
        return f"proposal:{self.project.key}.{self.number}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {
            "by": self.by.pid,
            "answered_by": self.answered_by.pid if self.answered_by else None,
        }
