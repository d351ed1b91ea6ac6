"""Taking a suggestion back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.charter.sides import DECIDING_ROLE, Side
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Text
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.proposals import rules
from signoff.proposals.deeds import ProposalDeed, settle
from signoff.proposals.models import Proposal


class Withdraw(ProposalDeed):
    """Whoever suggested it, or who decides for their side, takes it back before it is answered (R2)."""

    decision: ClassVar[str] = "suggestion"

    note: Text = ""

    def why_not(self, proposal: Proposal, scene: ProjectScene) -> Iterator[Refusal]:
        side = Side(proposal.side)
        leads = scene.standing.side is side and DECIDING_ROLE[side] in scene.standing.roles
        yield from rules.against_withdrawing(
            outcome=proposal.outcome,
            by=proposal.answered_by.name if proposal.answered_by else "",
            may=leads or proposal.by_id == scene.by.pk,
        )

    def apply(self, proposal: Proposal, scene: ProjectScene) -> Outcome:
        settle(proposal, Proposal.Outcome.WITHDRAWN, self.note, scene)
        return Outcome(answer={"proposal": self.proposal})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("took suggestion %(number)s back.") % {"number": str(told.given("proposal")).partition(".")[2]}
