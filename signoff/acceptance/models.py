"""What was handed over, what the customer said of each criterion, and the verdict."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from signoff.backlog.models import Task
from signoff.kernel.decided import Decided
from signoff.people.models import Person


class Result(models.TextChoices):
    """How a check that stands as evidence ended (DV2)."""

    PASSED = "passed", _("passed")
    FAILED = "failed", _("failed")
    OPEN = "open", _("not done yet")


class EvidenceKind(models.TextChoices):
    """What sort of check it was (DV2)."""

    TEST = "test", _("Tested")
    AUTOTEST = "autotest", _("Automated tests")
    REVIEW = "review", _("Reviewed")
    SECURITY = "security", _("Security check")
    PERFORMANCE = "performance", _("Performance check")
    DOCUMENTATION = "documentation", _("Documentation")


class Handover(Decided):
    """The contractor says: this is finished, in this version, here, and this is how to try it (AC4).

    `evidence` is a list of {"kind", "text", "result"}.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="handovers")
    number = models.PositiveIntegerField()
    version = models.CharField(max_length=60)
    where = models.CharField(max_length=500)
    how = models.TextField()
    evidence = models.JSONField(default=list)
    content_revision = models.PositiveIntegerField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    recorded_as: ClassVar[str] = "handover"
    project_path: ClassVar[str] = "task__project"
    decided_with: ClassVar[tuple[str, ...]] = ("task__project", "by")
    decided_fields: ClassVar[tuple[str, ...]] = (
        "number",
        "version",
        "where",
        "how",
        "evidence",
        "content_revision",
        "at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "number"], name="one_handover_a_number")]

    @property
    def obj(self) -> str:
        return f"handover:{self.task.key}.{self.number}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {"task": self.task.key, "by": self.by.pid}


class CriterionVerdict(Decided):
    """The customer's verdict on one criterion of one handover; a later one replaces it until all is settled.

    `criterion` is the criterion's id in the task. Where it is not met, three answers say why (D3).
    """

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="criterion_verdicts")
    content_revision = models.PositiveIntegerField()
    criterion = models.PositiveIntegerField()
    met = models.BooleanField()
    expected = models.TextField(blank=True)
    happened = models.TextField(blank=True)
    better = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    recorded_as: ClassVar[str] = "criterion-verdict"
    project_path: ClassVar[str] = "handover__task__project"
    decided_with: ClassVar[tuple[str, ...]] = ("handover__task__project", "by")
    decided_fields: ClassVar[tuple[str, ...]] = (
        "content_revision",
        "criterion",
        "met",
        "expected",
        "happened",
        "better",
        "at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "content_revision", "criterion"], name="one_verdict_a_criterion"
            ),
        ]

    @property
    def obj(self) -> str:
        handover = self.handover
        return f"criterion-verdict:{handover.task.key}.{handover.number}.{self.content_revision}.{self.criterion}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {"handover": self.handover.obj, "by": self.by.pid}


class Verdict(Decided):
    """The customer accepts or returns what was handed over, in the words that the task had then (AC1)."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("returned")

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="verdicts")
    outcome = models.CharField(max_length=10, choices=Outcome)
    content_revision = models.PositiveIntegerField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    recorded_as: ClassVar[str] = "verdict"
    project_path: ClassVar[str] = "handover__task__project"
    decided_with: ClassVar[tuple[str, ...]] = ("handover__task__project", "by")
    decided_fields: ClassVar[tuple[str, ...]] = ("outcome", "content_revision", "note", "at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["handover", "content_revision"], name="one_verdict_a_wording"),
        ]

    @property
    def obj(self) -> str:
        return f"verdict:{self.handover.task.key}.{self.handover.number}.{self.content_revision}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {"handover": self.handover.obj, "by": self.by.pid}
