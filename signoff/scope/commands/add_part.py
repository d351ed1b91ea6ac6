"""Adding a part to the scope."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.kernel.keys import NumberedKey, ProjectKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Text, Title
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.people.models import Project
from signoff.scope import rules
from signoff.scope.deeds import key_of
from signoff.scope.models import Level, Part
from signoff.scope.order import at_end
from signoff.scope.queries import next_number, part_named


class AddPart(ProjectCommand[Project]):
    """A stage, an epic or a story is added to the scope, at the end of its parent or of the project (S1).

    Stages are made of epics, epics of stories; a level may be left out.
    """

    decision: ClassVar[str] = "scope"

    project: ProjectKey
    level: Level
    title: Title
    text: Text = ""
    parent: NumberedKey | None = None

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Project:
        return scene.project

    def _parent(self, scene: ProjectScene) -> Part | None:
        return part_named(self.parent, seen_by=scene.member) if self.parent else None

    def why_not(self, project: Project, scene: ProjectScene) -> Iterator[Refusal]:
        if parent := self._parent(scene):
            retired = parent.retired_at is not None
            yield from rules.against_parent(level=self.level, parent=parent.level, retired=retired)

    def apply(self, project: Project, scene: ProjectScene) -> Outcome:
        parent = self._parent(scene)
        part = Part(
            project=project,
            number=next_number(Part.objects.all(), project),
            level=self.level,
            parent=parent,
            title=self.title,
            text=self.text,
            position=at_end(project, parent),
            created_at=scene.now,
        )
        scene.keep(part)
        told = {"part": key_of(part), "parent": parent.title if parent else ""}
        return Outcome(answer={"part": key_of(part), "revision": part.revision}, told=told)

    @classmethod
    def sentence(cls, told: Told) -> str:
        level = Level(str(told.given("level"))).label
        if told.word("parent"):
            return _("added the %(level)s “%(title)s” to “%(parent)s”.") % {
                "level": level,
                "title": told.given("title"),
                "parent": told.word("parent"),
            }
        return _("added the %(level)s “%(title)s” to the scope.") % {"level": level, "title": told.given("title")}
