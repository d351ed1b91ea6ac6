"""Offering scope and estimate to the customer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.people.models import Project
from signoff.proposals.deeds import suggest
from signoff.scope.baselines import against_offering, last_approved
from signoff.scope.commands.approve_baseline import ApproveBaseline
from signoff.scope.models import Baseline
from signoff.scope.queries import next_number
from signoff.scope.snapshot import snapshot_now, stored, whole_of
from signoff.scope.telling import scope_told, words_of


class OfferBaseline(ProjectCommand[Project]):
    """The contractor offers the scope as it is now, with one estimate of the whole and its range, for approval (S6).

    The snapshot is kept; the customer approves it by agreeing to the suggestion that comes with it.
    """

    decision: ClassVar[str] = "baseline"

    project: ProjectKey
    reason: Words

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Project:
        return scene.project

    def why_not(self, project: Project, scene: ProjectScene) -> Iterator[Refusal]:
        yield from against_offering(snapshot_now(seen_by=scene.member), seen_by=scene.member)

    def apply(self, project: Project, scene: ProjectScene) -> Outcome:
        last = last_approved(seen_by=scene.member)
        baseline = Baseline(
            project=project,
            number=next_number(Baseline.objects.all(), project),
            reason=self.reason,
            proposed_by=scene.by,
            proposed_at=scene.now,
            **stored(snapshot_now(seen_by=scene.member)),
        )
        scene.keep(baseline)
        key = baseline.obj.partition(":")[2]
        more = whole_of(baseline).expected - (whole_of(last).expected if last else 0)
        offer = suggest(
            scene, [ApproveBaseline(baseline=key)], self.reason, about=baseline.obj, effect={"minutes": more}
        )
        answer = {"baseline": key, "proposal": offer.obj.partition(":")[2]}
        return Outcome(answer=answer, told=words_of(baseline))

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("offered baseline %(number)s: %(scope)s.") % {
            "number": told.word("number"),
            "scope": scope_told(told),
        }
