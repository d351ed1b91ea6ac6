"""Asking for something new."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from django.db import connection
from django.utils.translation import gettext as _
from pydantic import Field

from signoff.backlog.models import Task
from signoff.backlog.order import SPACE_BETWEEN
from signoff.backlog.rules import MOST_CRITERIA
from signoff.backlog.tally import recount, sort_of
from signoff.backlog.words import Kind, Priority, Value
from signoff.charter.decisions import decision_named
from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Line, Text, Title
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.people.models import Project

PriorityWord = Literal["critical", "high", "medium", "low"]
Criteria = Annotated[list[Annotated[Line, Field(min_length=1)]], Field(max_length=MOST_CRITERIA)]


class AddTask(ProjectCommand[Project]):
    """Somebody of either side asks for work: a task is added at the end of the backlog (S4).

    Priority and value may be given at once by those who decide them (S2).
    """

    decision: ClassVar[str] = "new-task"

    project: ProjectKey
    kind: Kind = Kind.FEATURE
    title: Title
    story: Text = ""
    criteria: Criteria = Field(default_factory=list)
    priority: PriorityWord | None = None
    value: Value | None = None

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Project:
        return scene.project

    def why_not(self, project: Project, scene: ProjectScene) -> Iterator[Refusal]:
        priority = decision_named("priority")
        if (self.priority or self.value) and not priority.allows(scene.standing):
            yield priority.refusal_to(scene.who_may(priority))

    def apply(self, project: Project, scene: ProjectScene) -> Outcome:
        number = next_number(project)
        task = Task(
            project=project,
            number=number,
            kind=self.kind,
            title=self.title,
            story=self.story,
            criteria=[{"id": place, "text": text} for place, text in enumerate(self.criteria, 1)],
            last_criterion=len(self.criteria),
            priority=Priority[self.priority.upper()] if self.priority else Priority.UNSET,
            value=self.value or "",
            position=number * SPACE_BETWEEN,
            created_by=scene.by,
            created_at=scene.now,
            step_since=scene.now,
        )
        scene.keep(task)
        recount(project.pk, now=[sort_of(task)])
        return Outcome(answer={"task": task.key, "revision": task.revision}, told={"task": task.key})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("asked for “%(title)s”.") % {"title": told.given("title")}


def next_number(project: Project, count: int = 1) -> int:
    """The first of `count` new task numbers. The project's head is locked, and the row was read after that."""
    first = project.last_number + 1
    project.last_number += count
    with connection.cursor() as cursor:
        cursor.execute("UPDATE signoff_project SET last_number = %s WHERE id = %s", [project.last_number, project.pk])
    return first
