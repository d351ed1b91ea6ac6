"""Declining a suggestion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.proposals import rules
from signoff.proposals.deeds import ProposalDeed, must_decide, settle
from signoff.proposals.models import Proposal


class Decline(ProposalDeed):
    """The side that decides leaves it as it is, and says why (S2, R2)."""

    decision: ClassVar[str] = "suggestion-answer"

    note: Words

    def why_not(self, proposal: Proposal, scene: ProjectScene) -> Iterator[Refusal]:
        must_decide(proposal, scene)
        yield from rules.against_answering(
            outcome=proposal.outcome,
            by=proposal.answered_by.name if proposal.answered_by else "",
            own_side=proposal.side == scene.member.membership.side,
        )

    def apply(self, proposal: Proposal, scene: ProjectScene) -> Outcome:
        settle(proposal, Proposal.Outcome.DECLINED, self.note, scene)
        return Outcome(answer={"proposal": self.proposal})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("declined suggestion %(number)s: %(reason)s") % {
            "number": str(told.given("proposal")).partition(".")[2],
            "reason": told.given("note"),
        }
