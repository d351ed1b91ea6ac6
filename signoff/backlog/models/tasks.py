"""Tasks, and how many there are of each sort."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from signoff.backlog.words import Kind, Priority, Step, Value
from signoff.kernel.decided import Decided
from signoff.people.models import Person, Project


class Task(Decided):
    """One piece of work: what is wanted, when it is met, how far it is.

    `criteria` is a list of {"id": 1, "text": "…"}; an id is never used twice in a task. `content_revision` grows
    when title, story or criteria change, so that an acceptance says which words it was given for.
    `done_before` is the moment at which imported work was finished before Signoff kept the record: such a task is
    neither open nor accepted.

    `part` is its place in the scope tree, `sprint` the one it is planned into or runs in now. The three estimates are
    minutes, summed over the kinds of work (S6). `blocked_since` says that something holds it up. `began_at` stands
    only at work that was written down after it had begun (SP6).
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="tasks")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.FEATURE)
    title = models.CharField(max_length=200)
    story = models.TextField(blank=True)
    criteria = models.JSONField(default=list)
    last_criterion = models.PositiveSmallIntegerField(default=0)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.UNSET)
    value = models.CharField(max_length=20, choices=Value, blank=True)
    assignee = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    estimate_low = models.PositiveIntegerField(null=True)
    estimate_minutes = models.PositiveIntegerField(null=True)
    estimate_high = models.PositiveIntegerField(null=True)
    step = models.CharField(max_length=12, choices=Step, default=Step.TO_DO)
    position = models.BigIntegerField()
    content_revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    step_since = models.DateTimeField()
    accepted_content = models.PositiveIntegerField(null=True)
    done_before = models.DateTimeField(null=True)
    is_open = models.GeneratedField(
        expression=models.Case(
            models.When(models.Q(step=Step.ACCEPTED) | models.Q(done_before__isnull=False), then=False),
            default=True,
            output_field=models.BooleanField(),
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    external_key = models.CharField(max_length=100, blank=True)
    part = models.ForeignKey("signoff.Part", models.PROTECT, null=True, related_name="tasks")
    requirement = models.ForeignKey("signoff.Requirement", models.PROTECT, null=True, related_name="tasks")
    sprint = models.ForeignKey("signoff.Sprint", models.PROTECT, null=True, related_name="tasks")
    blocked_since = models.DateTimeField(null=True)
    blocked_reason = models.CharField(max_length=500, blank=True)
    began_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "task"
    project_path: ClassVar[str] = "project"
    decided_with: ClassVar[tuple[str, ...]] = ("project", "assignee", "created_by")
    decided_fields: ClassVar[tuple[str, ...]] = (
        "number",
        "kind",
        "title",
        "story",
        "criteria",
        "last_criterion",
        "priority",
        "value",
        "estimate_low",
        "estimate_minutes",
        "estimate_high",
        "step",
        "position",
        "content_revision",
        "created_at",
        "step_since",
        "accepted_content",
        "done_before",
        "external_key",
        "part_id",
        "requirement_id",
        "sprint_id",
        "blocked_since",
        "blocked_reason",
        "began_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_task_a_number"),
            models.UniqueConstraint(
                fields=["project", "external_key"],
                condition=~models.Q(external_key=""),
                name="one_task_an_external_key",
            ),
            # AC1: a task is at its last step only with words that the customer has accepted.
            models.CheckConstraint(
                condition=~models.Q(step=Step.ACCEPTED) | models.Q(accepted_content__isnull=False),
                name="accepted_only_by_acceptance",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "is_open", "priority", "position", "number"], name="task_order"),
            models.Index(fields=["project", "step", "step_since"], name="task_by_step"),
            models.Index(fields=["project", "assignee", "is_open"], name="task_by_assignee"),
            models.Index(fields=["part", "is_open", "priority", "position"], name="task_by_part"),
            models.Index(fields=["sprint", "step", "priority", "position"], name="task_by_sprint"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        return f"{self.project.key}-{self.number}"

    @property
    def obj(self) -> str:
        return f"task:{self.key}"

    @property
    def changed_since_accepted(self) -> bool:
        """Its words were changed after the customer had accepted them."""
        return self.accepted_content is not None and self.accepted_content != self.content_revision

    def decided_state(self) -> dict[str, Any]:
        return super().decided_state() | {
            "assignee": self.assignee.pid if self.assignee else None,
            "created_by": self.created_by.pid,
        }


class TaskTally(models.Model):
    """How many tasks of a sort a project has, so that no page counts them. Kept by the commands."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="tallies")
    step = models.CharField(max_length=12)
    priority = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    done_before = models.BooleanField(default=False)
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "step", "priority", "kind", "done_before"], name="one_tally_a_sort"
            ),
        ]


class PartTally(models.Model):
    """How many tasks stand directly at a part of the scope, and their minutes, so that the tree rolls up without them.

    Kept by the commands. `estimated` counts those with an estimate; the three sums are minutes; `squares` is the sum
    of (high - low)², by which the range of a whole is found. `done_before` counts as finished.
    """

    part = models.ForeignKey("signoff.Part", models.CASCADE, related_name="tallies")
    step = models.CharField(max_length=12)
    priority = models.PositiveSmallIntegerField()
    done_before = models.BooleanField(default=False)
    count = models.IntegerField(default=0)
    estimated = models.IntegerField(default=0)
    low = models.BigIntegerField(default=0)
    likely = models.BigIntegerField(default=0)
    high = models.BigIntegerField(default=0)
    squares = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "step", "priority", "done_before"], name="one_part_tally_a_sort"),
        ]


class TaskWords(Decided):
    """What a task said at an earlier content revision: the words of an old acceptance can be read again."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="earlier_words")
    content_revision = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    story = models.TextField(blank=True)
    criteria = models.JSONField()

    recorded_as: ClassVar[str] = "words"
    project_path: ClassVar[str] = "task__project"
    decided_with: ClassVar[tuple[str, ...]] = ("task__project",)
    decided_fields: ClassVar[tuple[str, ...]] = ("content_revision", "title", "story", "criteria")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "content_revision"], name="one_wording_a_revision")]

    @property
    def obj(self) -> str:
        return f"words:{self.task.key}.{self.content_revision}"
