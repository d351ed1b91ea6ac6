"""Saying from which requirement a task comes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog.deeds import TaskChange
from signoff.backlog.models import Task
from signoff.backlog.rules import against_no_change
from signoff.kernel.keys import NumberedKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.scope.models import Requirement
from signoff.scope.queries import requirement_named


class LinkRequirement(TaskChange):
    """A task is there because of a requirement; without one, because of none (S6)."""

    decision: ClassVar[str] = "analysis"

    requirement: NumberedKey | None = None

    def _requirement(self, scene: ProjectScene) -> Requirement | None:
        return requirement_named(self.requirement, seen_by=scene.member) if self.requirement else None

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        requirement = self._requirement(scene)
        yield from against_no_change(task.requirement_id != (requirement.pk if requirement else None))

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        requirement = self._requirement(scene)
        task.requirement = requirement
        scene.keep(task)
        told = {"title": task.title, "requirement": requirement.title if requirement else ""}
        return Outcome(answer={"task": task.key, "revision": task.revision}, told=told)

    @classmethod
    def sentence(cls, told: Told) -> str:
        if not told.word("requirement"):
            return _("said that “%(title)s” comes from no requirement.") % {"title": told.word("title")}
        return _("said that “%(title)s” comes from the requirement “%(requirement)s”.") % {
            "title": told.word("title"),
            "requirement": told.word("requirement"),
        }
