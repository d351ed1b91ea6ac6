"""Writing a suggestion, and what all deeds on one share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max

from signoff.kernel.command import Command
from signoff.kernel.decided import Decided
from signoff.kernel.keys import NumberedKey
from signoff.kernel.refusals import Refused
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.proposals.inner import before_of, decisions_of, is_proposable, stored, thing_of
from signoff.proposals.models import Proposal
from signoff.proposals.queries import proposal_named, proposals


def suggest(
    scene: ProjectScene,
    commands: Sequence[Command[Any, Any]],
    reason: str,
    about: str = "",
    effect: Mapping[str, Any] | None = None,
) -> Proposal:
    """Write what somebody suggests to the other side: all of `commands`, or none (R2).

    `about` is the `obj` at which pages show it, by default that of the first command's thing; `effect` what it would
    cost, by default what the commands say together. An area's own deed may call it too. Raises NotThere or Stale.
    """
    unfit = [each.public_name for each in commands if not is_proposable(type(each))]
    if unfit or not commands:
        raise ValueError(f"cannot be suggested: {unfit}")
    things = [thing_of(command, scene) for command in commands]
    proposal = Proposal(
        project=scene.project,
        number=(proposals(seen_by=scene.member).aggregate(last=Max("number"))["last"] or 0) + 1,
        side=scene.member.membership.side,
        about=about or obj_of(things[0], scene),
        commands=[stored(command) for command in commands],
        before=[before_of(command, thing) for command, thing in zip(commands, things, strict=True)],
        effect=dict(effect) if effect is not None else effect_of(commands, things),
        reason=reason,
        by=scene.by,
        at=scene.now,
    )
    scene.keep(proposal)
    return proposal


def obj_of(thing: Any, scene: ProjectScene) -> str:
    return thing.obj if isinstance(thing, Decided) else scene.project.obj


def effect_of(commands: Sequence[Command[Any, Any]], things: Sequence[Any]) -> dict[str, Any]:
    """What all of them would cost together: numbers of one name are added up."""
    whole: Counter[str] = Counter()
    for command, thing in zip(commands, things, strict=True):
        whole.update(command.effect(thing))
    return dict(whole)


class ProposalDeed(ProjectCommand[Proposal]):
    """A deed on a suggestion, `BOOK.7`."""

    proposal: NumberedKey

    @property
    def project_key(self) -> str:
        return self.proposal.partition(".")[0]

    def about(self, scene: ProjectScene) -> Proposal:
        return proposal_named(self.proposal, seen_by=scene.member)


def settle(proposal: Proposal, outcome: Proposal.Outcome, note: str, scene: ProjectScene) -> None:
    """Write how it ended: once, and for good."""
    proposal.outcome, proposal.note = outcome, note
    proposal.answered_by, proposal.answered_at = scene.by, scene.now
    scene.keep(proposal)


def must_decide(proposal: Proposal, scene: ProjectScene) -> None:
    """Only those who decide all that it is about answer a suggestion. Raises Refused."""
    for decision in decisions_of(proposal.commands):
        if not decision.allows(scene.standing):
            raise Refused([decision.refusal_to(scene.who_may(decision))], beyond_role=True)
