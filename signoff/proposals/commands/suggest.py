"""Suggesting what the other side decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from signoff.charter.decisions import decision_named
from signoff.charter.sides import Side
from signoff.kernel.command import Command
from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.proposals import rules
from signoff.proposals.deeds import suggest
from signoff.proposals.inner import MOST_AT_ONCE, Suggested, is_proposable, read_suggested, thing_of

Commands = list[Command[Any, Any]]


class Suggest(ProjectCommand[Commands]):
    """Somebody suggests to the other side what that side decides, with a reason (S2, R2).

    `commands` are done when the other side agrees: all of them, or none. A thing's `revision` is the one that the
    suggester has seen; at agreeing it is the one that it has then, if what would change is still the same.
    """

    decision: ClassVar[str] = "suggestion"

    project: ProjectKey
    commands: Annotated[list[Suggested], Field(min_length=1, max_length=MOST_AT_ONCE)]
    reason: Words

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Commands:
        inner = read_suggested(self.commands)
        for command in inner:
            if isinstance(command, ProjectCommand):
                thing_of(command, scene)
        return inner

    def why_not(self, inner: Commands, scene: ProjectScene) -> Iterator[Refusal]:
        for command in inner:
            against = list(self._against(command, scene))
            yield from against or command.why_not(thing_of(command, scene), replace(scene, agreed=True))

    @staticmethod
    def _against(command: Command[Any, Any], scene: ProjectScene) -> Iterator[Refusal]:
        """Where both sides have a say, one's own has had it only if one may decide it there."""
        decision, side = decision_named(command.decision), Side(scene.member.membership.side)
        model = scene.member.cooperation_model
        proposable = is_proposable(type(command))
        others, ours = decision.holders(side.other, model), decision.holders(side, model)
        if proposable and others and (not ours or decision.allows(scene.standing)):
            return
        who = scene.who_may(decision)
        yield from rules.against_suggesting(proposable=proposable, others_decide=bool(others), who=who)
        if proposable and others:
            yield decision.refusal_to(who)

    def apply(self, inner: Commands, scene: ProjectScene) -> Outcome:
        thing = thing_of(inner[0], scene)
        proposal = suggest(scene, inner, self.reason)
        key = f"{self.project}.{proposal.number}"
        return Outcome(
            answer={"proposal": key},
            told={"proposal": key, "title": str(getattr(thing, "title", "") or getattr(thing, "name", ""))},
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        if not told.word("title"):
            return _("suggested a change: %(reason)s") % {"reason": told.given("reason")}
        return _("suggested a change to “%(title)s”: %(reason)s") % {
            "title": told.word("title"),
            "reason": told.given("reason"),
        }
