"""Changing what a part says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog.rules import against_no_change
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Text, Title
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.scope import rules
from signoff.scope.deeds import PartChange
from signoff.scope.models import Part


class ChangePart(PartChange):
    """Title and text of a part are written anew; both are given as they shall be (S1)."""

    decision: ClassVar[str] = "scope"

    title: Title
    text: Text = ""

    def why_not(self, part: Part, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_retired(part.retired_at is not None)
        yield from against_no_change((part.title, part.text) != (self.title, self.text))

    def apply(self, part: Part, scene: ProjectScene) -> Outcome:
        was = part.title
        part.title, part.text = self.title, self.text
        scene.keep(part)
        return Outcome(answer={"part": self.part, "revision": part.revision}, told={"was": was, "title": part.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        if told.word("was") != told.word("title"):
            return _("renamed “%(was)s” to “%(title)s”.") % {"was": told.word("was"), "title": told.word("title")}
        return _("changed what “%(title)s” says.") % {"title": told.word("title")}
