"""What a new task can begin with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from signoff.backlog.words import Kind
from signoff.kernel.decided import Decided
from signoff.people.models import Project


class TaskTemplate(Decided):
    """A form of the project's own (S4), or a recurring case of its document (S5), from which a task is prefilled."""

    class Sort(models.TextChoices):
        TEMPLATE = "template", _("template")
        CASE = "case", _("recurring case")

    project = models.ForeignKey(Project, models.PROTECT, related_name="task_templates")
    number = models.PositiveIntegerField()
    sort = models.CharField(max_length=10, choices=Sort)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=200, blank=True)
    story = models.TextField(blank=True)
    criteria = models.JSONField(default=list)
    retired_at = models.DateTimeField(null=True)

    recorded_as: ClassVar[str] = "template"
    project_path: ClassVar[str] = "project"
    decided_with: ClassVar[tuple[str, ...]] = ("project",)
    decided_fields: ClassVar[tuple[str, ...]] = (
        "number",
        "sort",
        "name",
        "kind",
        "title",
        "story",
        "criteria",
        "retired_at",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="one_template_a_number")]

    @property
    def obj(self) -> str:
        return f"template:{self.project.key}.{self.number}"
