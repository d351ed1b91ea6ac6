"""Requirements, the parts of the scope, and its baselines."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from signoff.backlog.words import Priority
from signoff.kernel.decided import Decided
from signoff.people.models import Person, Project


class Level(models.TextChoices):
    """What sort of part: stages are made of epics, epics of stories. Tasks may stand at any of them (S1)."""

    STAGE = "stage", _("stage")
    EPIC = "epic", _("epic")
    STORY = "story", _("story")


class Part(Decided):
    """A part of the scope of work (S1). `priority` is the customer's (S2); `retired_at`: no longer wanted."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField()
    level = models.CharField(max_length=10, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.UNSET)
    position = models.BigIntegerField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "part"
    project_path: ClassVar[str] = "project"
    decided_with: ClassVar[tuple[str, ...]] = ("project", "parent")
    decided_fields: ClassVar[tuple[str, ...]] = (
        "number",
        "level",
        "title",
        "text",
        "priority",
        "position",
        "created_at",
        "retired_at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_part_a_number")]

    def __str__(self) -> str:
        return self.title

    @property
    def obj(self) -> str:
        return f"part:{self.project.key}.{self.number}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {"parent": self.parent.number if self.parent else None}


class Requirement(Decided):
    """What the customer needs, in their words, and where it comes from (S6).

    It is taken up by an analyst, who makes tasks of it; then it is settled, with a word how, or withdrawn.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        IN_ANALYSIS = "in_analysis", _("in analysis")
        SETTLED = "settled", _("settled")
        WITHDRAWN = "withdrawn", _("withdrawn")

    project = models.ForeignKey(Project, models.PROTECT, related_name="requirements")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    origin = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    state_since = models.DateTimeField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    analyst = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    recorded_as: ClassVar[str] = "requirement"
    project_path: ClassVar[str] = "project"
    decided_with: ClassVar[tuple[str, ...]] = ("project", "by", "analyst")
    decided_fields: ClassVar[tuple[str, ...]] = (
        "number",
        "title",
        "text",
        "origin",
        "state",
        "state_since",
        "note",
        "at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_requirement_a_number")]
        indexes = [models.Index(fields=["project", "state", "number"], name="requirement_by_state")]

    @property
    def obj(self) -> str:
        return f"requirement:{self.project.key}.{self.number}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {
            "by": self.by.pid,
            "analyst": self.analyst.pid if self.analyst else None,
        }


class Baseline(Decided):
    """Scope and estimate as they were on a day: offered by the contractor, approved by the customer (S6).

    `lines` are the tasks in the scope then, as [[key, title, part number, low, likely, high, content_revision], …];
    `parts` the tree, as [[number, parent number, level, title], …]. The three sums are minutes; `range_low` and
    `range_high` are the range of the whole, which is narrower than the sums of the extremes.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="baselines")
    number = models.PositiveIntegerField()
    reason = models.TextField()
    lines = models.JSONField()
    parts = models.JSONField()
    tasks = models.PositiveIntegerField()
    low = models.PositiveBigIntegerField()
    likely = models.PositiveBigIntegerField()
    high = models.PositiveBigIntegerField()
    range_low = models.PositiveBigIntegerField()
    range_high = models.PositiveBigIntegerField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "baseline"
    project_path: ClassVar[str] = "project"
    decided_with: ClassVar[tuple[str, ...]] = ("project", "proposed_by", "approved_by")
    decided_fields: ClassVar[tuple[str, ...]] = (
        "number",
        "reason",
        "lines",
        "parts",
        "tasks",
        "low",
        "likely",
        "high",
        "range_low",
        "range_high",
        "proposed_at",
        "approved_at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_baseline_a_number")]

    @property
    def obj(self) -> str:
        return f"baseline:{self.project.key}.{self.number}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {
            "proposed_by": self.proposed_by.pid,
            "approved_by": self.approved_by.pid if self.approved_by else None,
        }
