"""How soon the customer needs a part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from signoff.backlog.commands.add import PriorityWord
from signoff.backlog.rules import against_no_change
from signoff.backlog.words import Priority
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.scope import rules
from signoff.scope.deeds import PartChange
from signoff.scope.models import Part


class SetPartPriority(PartChange):
    """The customer says how soon they need a stage, an epic or a story, by business need (S2)."""

    decision: ClassVar[str] = "priority"
    proposable: ClassVar[bool] = True

    priority: PriorityWord

    def before(self, part: Part) -> dict[str, Any]:
        return {"priority": Priority(part.priority).name.lower()}

    def why_not(self, part: Part, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_retired(part.retired_at is not None)
        yield from against_no_change(part.priority != Priority[self.priority.upper()])

    def apply(self, part: Part, scene: ProjectScene) -> Outcome:
        part.priority = Priority[self.priority.upper()]
        scene.keep(part)
        return Outcome(answer={"part": self.part, "revision": part.revision}, told={"title": part.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        priority = Priority[str(told.given("priority")).upper()].label
        return _("set the priority of “%(title)s” to %(priority)s.") % {
            "title": told.word("title"),
            "priority": str(priority).lower(),
        }
