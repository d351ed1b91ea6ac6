"""Taking a part out of the scope."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.scope import rules
from signoff.scope.deeds import PartChange
from signoff.scope.models import Part


class RetirePart(PartChange):
    """A part is no longer wanted; nothing open stands in it any more. What was accepted in it stays so (S1)."""

    decision: ClassVar[str] = "scope"

    def why_not(self, part: Part, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_retired(part.retired_at is not None)
        yield from rules.against_retiring(
            open_tasks=part.tasks.filter(is_open=True).count(),
            children=part.children.filter(retired_at=None).count(),
        )

    def apply(self, part: Part, scene: ProjectScene) -> Outcome:
        part.retired_at = scene.now
        scene.keep(part)
        return Outcome(answer={"part": self.part, "revision": part.revision}, told={"title": part.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("took “%(title)s” out of the scope.") % {"title": told.word("title")}
