"""Making a task out of a requirement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from signoff.backlog.commands.add import AddTask, Criteria
from signoff.backlog.deeds import keep_task
from signoff.backlog.queries import task_named
from signoff.backlog.tally import sort_of
from signoff.backlog.words import Kind
from signoff.kernel.keys import NumberedKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.run import perform
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Text, Title
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.scope import rules
from signoff.scope.models import Part, Requirement
from signoff.scope.queries import part_named, requirement_named


class MakeTask(ProjectCommand[Requirement]):
    """An analyst makes a task out of a requirement, with its place in the scope if it has one already (S3, S6)."""

    decision: ClassVar[str] = "analysis"

    requirement: NumberedKey
    title: Title
    story: Text = ""
    criteria: Criteria = Field(default_factory=list)
    kind: Kind = Kind.FEATURE
    part: NumberedKey | None = None

    @property
    def project_key(self) -> str:
        return self.requirement.partition(".")[0]

    def about(self, scene: ProjectScene) -> Requirement:
        return requirement_named(self.requirement, seen_by=scene.member)

    def _part(self, scene: ProjectScene) -> Part | None:
        return part_named(self.part, seen_by=scene.member) if self.part else None

    def why_not(self, requirement: Requirement, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_withdrawn(requirement.state)
        part = self._part(scene)
        yield from rules.against_retired(part is not None and part.retired_at is not None)

    def apply(self, requirement: Requirement, scene: ProjectScene) -> Outcome:
        asked = AddTask(
            project=self.project_key, kind=self.kind, title=self.title, story=self.story, criteria=self.criteria
        )
        added = perform(asked, scene)
        task = task_named(str(added.answer["task"]), seen_by=scene.member)
        was = sort_of(task)
        task.requirement, task.part = requirement, self._part(scene)
        keep_task(scene, task, was)
        return Outcome(
            answer={"task": task.key, "revision": task.revision},
            told={"task": task.key, "requirement": requirement.title},
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("made the task “%(title)s” out of the requirement “%(requirement)s”.") % {
            "title": told.given("title"),
            "requirement": told.word("requirement"),
        }
