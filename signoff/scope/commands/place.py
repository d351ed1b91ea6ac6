"""Giving a task its place in the scope."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog.deeds import TaskChange, keep_task
from signoff.backlog.models import Task
from signoff.backlog.rules import against_no_change
from signoff.backlog.tally import sort_of
from signoff.kernel.keys import NumberedKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.scope import rules
from signoff.scope.models import Part
from signoff.scope.queries import part_named


class PlaceTask(TaskChange):
    """A task is put at a part of the scope, and is in the scope from then on; without a part it leaves it (S1)."""

    decision: ClassVar[str] = "scope"

    part: NumberedKey | None = None

    def _part(self, scene: ProjectScene) -> Part | None:
        return part_named(self.part, seen_by=scene.member) if self.part else None

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        part = self._part(scene)
        yield from rules.against_retired(part is not None and part.retired_at is not None)
        yield from against_no_change(task.part_id != (part.pk if part else None))

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        was, part = sort_of(task), self._part(scene)
        task.part = part
        keep_task(scene, task, was)
        told = {"title": task.title, "part": part.title if part else ""}
        return Outcome(answer={"task": task.key, "revision": task.revision}, told=told)

    @classmethod
    def sentence(cls, told: Told) -> str:
        if not told.word("part"):
            return _("took “%(title)s” out of the scope.") % {"title": told.word("title")}
        return _("put “%(title)s” into “%(part)s”.") % {"title": told.word("title"), "part": told.word("part")}
