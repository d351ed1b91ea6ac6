"""Signing the plan of a sprint."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import StringConstraints

from signoff.charter.sides import Side
from signoff.kernel.refusals import Refusal, Stale
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.sprints.commands.plan_sprint import against_not_in_planning
from signoff.sprints.deeds import SprintCommand, key_of
from signoff.sprints.models import PlanSignature, Sprint
from signoff.sprints.plan_digest import digest_of, snapshot
from signoff.sprints.queries.planning import Plan, plan_of
from signoff.sprints.queries.sprints import running_sprint
from signoff.sprints.rules.signing import against_signing

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class SignPlan(SprintCommand):
    """One side signs the plan; when both have signed the same plan, the sprint starts (SP2).

    `plan` is the digest of the plan that the actor has read. A plan that was changed since is not signed (C4), and a
    signature on an earlier plan is void. What must be settled first is told, all at once (S3, SP3, SP4). The plan as it
    was signed by both sides is kept as the commitment.
    """

    decision: ClassVar[str] = "signature"

    plan: Digest

    def why_not(self, sprint: Sprint, scene: ProjectScene) -> Iterator[Refusal]:
        refusals = list(against_not_in_planning(sprint))
        yield from refusals
        if refusals:
            return
        plan = plan_of(sprint, seen_by=scene.member)
        if self.plan != digest_of(plan):
            raise Stale(sprint.obj, sprint.revision)
        running = running_sprint(seen_by=scene.member)
        yield from against_signing(
            signed=_signed(plan, self.plan, scene.member.membership.side),
            starts=_signed(plan, self.plan, _other(scene)),
            running=running.number if running else None,
            open_points=plan.points,
        )

    def apply(self, sprint: Sprint, scene: ProjectScene) -> Outcome:
        plan = plan_of(sprint, seen_by=scene.member)
        starts = _signed(plan, self.plan, _other(scene))
        for void in (row for row in plan.signatures if row.plan_digest != self.plan):
            void.voided_at = scene.now
            scene.keep(void)
        side = scene.member.membership.side
        number = PlanSignature.objects.filter(sprint=sprint, side=side).count() + 1
        signature = PlanSignature(
            sprint=sprint, side=side, number=number, plan_digest=self.plan, by=scene.by, at=scene.now
        )
        scene.keep(signature)
        if starts:
            sprint.started_at, sprint.commitment = scene.now, snapshot(plan)
            scene.keep(sprint)
        answer = {"sprint": key_of(sprint), "revision": sprint.revision, "started": starts}
        return Outcome(answer=answer, told={"number": sprint.number, "started": int(starts)})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"number": told.word("number")}
        if told.word("started"):
            return _("signed the plan of sprint %(number)s, as the other side had: the sprint has started.") % words
        return _("signed the plan of sprint %(number)s.") % words


def _signed(plan: Plan, digest: str, side: str) -> bool:
    """Whether this side's signature stands under this very plan."""
    return any(row.side == side and row.plan_digest == digest for row in plan.signatures)


def _other(scene: ProjectScene) -> str:
    return Side(scene.member.membership.side).other
