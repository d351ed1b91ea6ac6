"""What becomes of a requirement: it is taken up, settled, or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.scope import rules
from signoff.scope.deeds import RequirementChange
from signoff.scope.models import Requirement

State = Requirement.State


class TakeUpRequirement(RequirementChange):
    """An analyst takes up a requirement: collects what is missing, and decomposes it into tasks (S6)."""

    decision: ClassVar[str] = "analysis"

    def why_not(self, requirement: Requirement, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_taking_up(state=requirement.state, own=requirement.analyst_id == scene.by.pk)

    def apply(self, requirement: Requirement, scene: ProjectScene) -> Outcome:
        requirement.analyst = scene.by
        return _in_state(requirement, State.IN_ANALYSIS, "", scene)

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("took up the requirement “%(title)s”.") % {"title": told.word("title")}


class SettleRequirement(RequirementChange):
    """An analyst says that a requirement is settled, and how: by which tasks, or by which answer (S6)."""

    decision: ClassVar[str] = "analysis"

    note: Words

    def why_not(self, requirement: Requirement, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_ending(requirement.state)

    def apply(self, requirement: Requirement, scene: ProjectScene) -> Outcome:
        requirement.analyst = requirement.analyst or scene.by
        return _in_state(requirement, State.SETTLED, self.note, scene)

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("settled the requirement “%(title)s”: %(note)s") % {
            "title": told.word("title"),
            "note": told.given("note"),
        }


class WithdrawRequirement(RequirementChange):
    """The customer no longer needs it, and says why. Tasks that were made of it stay in the backlog (S6)."""

    decision: ClassVar[str] = "requirement-end"

    note: Words

    def why_not(self, requirement: Requirement, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_withdrawn(requirement.state)

    def apply(self, requirement: Requirement, scene: ProjectScene) -> Outcome:
        return _in_state(requirement, State.WITHDRAWN, self.note, scene)

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("withdrew the requirement “%(title)s”: %(note)s") % {
            "title": told.word("title"),
            "note": told.given("note"),
        }


def _in_state(requirement: Requirement, state: State, note: str, scene: ProjectScene) -> Outcome:
    requirement.state, requirement.state_since, requirement.note = state, scene.now, note
    scene.keep(requirement)
    key = requirement.obj.partition(":")[2]
    return Outcome(answer={"requirement": key, "revision": requirement.revision}, told={"title": requirement.title})
