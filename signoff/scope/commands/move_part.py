"""Giving a part another place in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog.rules import against_no_change
from signoff.kernel.keys import NumberedKey
from signoff.kernel.refusals import Problem, Refusal, Unreadable
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.scope import rules
from signoff.scope.deeds import PartChange
from signoff.scope.models import Part
from signoff.scope.order import SPACE_BETWEEN, beside, between
from signoff.scope.queries import part_named


class MovePart(PartChange):
    """A part comes below `parent` (to the top without one), right above the part `above` or at the end (S1)."""

    decision: ClassVar[str] = "scope"

    parent: NumberedKey | None = None
    above: NumberedKey | None = None

    def _parent(self, scene: ProjectScene) -> Part | None:
        return part_named(self.parent, seen_by=scene.member) if self.parent else None

    def _above(self, scene: ProjectScene, parent: Part | None) -> Part | None:
        if not self.above:
            return None
        found = part_named(self.above, seen_by=scene.member)
        if found.parent != parent:
            raise Unreadable([Problem("above", _("does not stand below that parent"))])
        return found

    def _others(self, part: Part, parent: Part | None, scene: ProjectScene) -> list[Part]:
        return [each for each in beside(scene.project, parent) if each != part]

    def why_not(self, part: Part, scene: ProjectScene) -> Iterator[Refusal]:
        parent = self._parent(scene)
        yield from rules.against_retired(part.retired_at is not None)
        retired = parent is not None and parent.retired_at is not None
        yield from rules.against_parent(level=part.level, parent=parent.level if parent else "", retired=retired)
        before, whole = self._above(scene, parent), beside(scene.project, parent)
        following = next((each for place, each in enumerate(whole) if place and whole[place - 1] == part), None)
        yield from against_no_change(part.parent != parent or before not in (part, following))

    def apply(self, part: Part, scene: ProjectScene) -> Outcome:
        parent = self._parent(scene)
        others, before = self._others(part, parent, scene), self._above(scene, parent)
        position = between(others, before)
        if position is None:
            self._make_room(others, scene)
            position = between(others, before) or 0
        part.parent, part.position = parent, position
        scene.keep(part)
        told = {"title": part.title, "parent": parent.title if parent else ""}
        return Outcome(answer={"part": self.part, "revision": part.revision}, told=told)

    @staticmethod
    def _make_room(others: list[Part], scene: ProjectScene) -> None:
        for place, each in enumerate(others, 1):
            each.project, each.position = scene.project, place * SPACE_BETWEEN
            scene.keep(each)

    @classmethod
    def sentence(cls, told: Told) -> str:
        if told.word("parent"):
            return _("moved “%(title)s” within the scope, to “%(parent)s”.") % {
                "title": told.word("title"),
                "parent": told.word("parent"),
            }
        return _("moved “%(title)s” within the scope.") % {"title": told.word("title")}
