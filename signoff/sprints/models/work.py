"""What is done in a sprint: its tasks, their subtasks, and their deadlines."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from signoff.backlog.models import Task
from signoff.backlog.words import Work
from signoff.kernel.decided import Decided
from signoff.people.models import Person
from signoff.sprints.models.plan import Sprint


class SprintTask(Decided):
    """A task's time in a sprint: how it came in, and how it left (SP5, AC3). `minutes` is its estimate on coming in.

    `left_how` is "" while it is there, and of what left before the sprint ran.
    """

    class Entry(models.TextChoices):
        PLANNED = "planned", _("planned")
        CARRIED_OVER = "carried_over", _("carried over")
        CRITICAL_BUG = "critical_bug", _("critical bug")
        AGREED = "agreed", _("both sides agreed")
        EMERGENCY = "emergency", _("emergency, written down afterwards")

    class Exit(models.TextChoices):
        CARRIED_OVER = "carried_over", _("carried over")
        AGREED = "agreed", _("both sides agreed")
        MADE_WAY = "made_way", _("made way for a critical bug")

    sprint = models.ForeignKey(Sprint, models.PROTECT, related_name="sprint_tasks")
    task = models.ForeignKey(Task, models.PROTECT, related_name="sprint_tasks")
    number = models.PositiveIntegerField(default=1)
    entry = models.CharField(max_length=20, choices=Entry, default=Entry.PLANNED)
    minutes = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    left_at = models.DateTimeField(null=True)
    left_how = models.CharField(max_length=20, choices=Exit, blank=True)
    left_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    left_reason = models.TextField(blank=True)
    left_for = models.ForeignKey(Sprint, models.PROTECT, null=True, related_name="+")

    recorded_as: ClassVar[str] = "sprint-task"
    project_path: ClassVar[str] = "sprint__project"
    decided_with: ClassVar[tuple[str, ...]] = ("sprint__project", "task__project", "by", "left_by", "left_for")
    decided_fields: ClassVar[tuple[str, ...]] = (
        "entry",
        "minutes",
        "at",
        "reason",
        "left_at",
        "left_how",
        "left_reason",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sprint", "task", "number"], name="one_stay_a_number"),
            models.UniqueConstraint(fields=["task"], condition=models.Q(left_at=None), name="in_one_sprint_at_a_time"),
        ]

    @property
    def obj(self) -> str:
        return f"sprint-task:{self.task.key}.{self.sprint.number}.{self.number}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {
            "by": self.by.pid,
            "left_by": self.left_by.pid if self.left_by else None,
            "left_for": self.left_for.number if self.left_for else None,
        }


class Subtask(Decided):
    """A piece of a task of at most two hours, with who does it (SP4)."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="subtasks")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    work = models.CharField(max_length=12, choices=Work)
    minutes = models.PositiveSmallIntegerField()
    assignee = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "subtask"
    project_path: ClassVar[str] = "task__project"
    decided_with: ClassVar[tuple[str, ...]] = ("task__project", "assignee", "done_by")
    decided_fields: ClassVar[tuple[str, ...]] = ("number", "title", "work", "minutes", "done_at", "dropped_at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "number"], name="one_subtask_a_number"),
            models.CheckConstraint(condition=models.Q(minutes__gte=1, minutes__lte=120), name="at_most_two_hours"),
        ]

    @property
    def obj(self) -> str:
        return f"subtask:{self.task.key}.{self.number}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {
            "assignee": self.assignee.pid if self.assignee else None,
            "done_by": self.done_by.pid if self.done_by else None,
        }


class Deadline(Decided):
    """The day by which one kind of work on a task will be done, said by those who do it (SP3)."""

    class Kind(models.TextChoices):
        DEVELOPMENT = "development", _("built")
        TESTING = "testing", _("tested")
        DEPLOYMENT = "deployment", _("on trial")
        DEMONSTRATION = "demonstration", _("shown")

    task = models.ForeignKey(Task, models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=14, choices=Kind)
    on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    recorded_as: ClassVar[str] = "deadline"
    project_path: ClassVar[str] = "task__project"
    decided_with: ClassVar[tuple[str, ...]] = ("task__project", "by")
    decided_fields: ClassVar[tuple[str, ...]] = ("kind", "on", "at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "kind"], name="one_deadline_a_kind")]

    @property
    def obj(self) -> str:
        return f"deadline:{self.task.key}.{self.kind}"

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {"by": self.by.pid}
