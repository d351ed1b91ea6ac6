"""Approving scope and estimate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from signoff.kernel.keys import NumberedKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.proposals.deeds import settle
from signoff.proposals.models import Proposal
from signoff.scope import rules
from signoff.scope.baselines import last_approved, open_offer
from signoff.scope.models import Baseline
from signoff.scope.queries import baseline_named
from signoff.scope.telling import scope_told, words_of


class ApproveBaseline(ProjectCommand[Baseline]):
    """The customer approves scope and estimate together, as they were offered (S6, R2).

    It is the same as agreeing to the suggestion that offers it, which is settled by this.
    """

    decision: ClassVar[str] = "baseline-approval"
    proposable: ClassVar[bool] = True

    baseline: NumberedKey

    @property
    def project_key(self) -> str:
        return self.baseline.partition(".")[0]

    def about(self, scene: ProjectScene) -> Baseline:
        return baseline_named(self.baseline, seen_by=scene.member)

    def before(self, baseline: Baseline) -> dict[str, Any]:
        return {}

    def why_not(self, baseline: Baseline, scene: ProjectScene) -> Iterator[Refusal]:
        last = last_approved(seen_by=scene.member)
        yield from rules.against_approving(
            approved=baseline.approved_at is not None,
            newer=last.number if last and last.number > baseline.number else None,
            answered=open_offer(baseline, seen_by=scene.member) is None,
        )

    def apply(self, baseline: Baseline, scene: ProjectScene) -> Outcome:
        baseline.approved_by, baseline.approved_at = scene.by, scene.now
        scene.keep(baseline)
        offer = open_offer(baseline, seen_by=scene.member)
        if offer is not None and not scene.agreed:
            settle(offer, Proposal.Outcome.AGREED, "", scene)
        return Outcome(answer={"baseline": self.baseline}, told=words_of(baseline))

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("approved baseline %(number)s: %(scope)s.") % {
            "number": told.word("number"),
            "scope": scope_told(told),
        }
