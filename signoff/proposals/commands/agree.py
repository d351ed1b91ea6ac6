"""Agreeing to a suggestion."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from signoff.charter.sides import Room
from signoff.kernel.command import Command, commands
from signoff.kernel.refusals import NotThere, Refusal
from signoff.kernel.run import perform
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Text
from signoff.ledger.faults import LedgerFault
from signoff.ledger.given import given_of
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.proposals import rules
from signoff.proposals.deeds import ProposalDeed, must_decide, settle
from signoff.proposals.inner import as_of_now, before_of, restored
from signoff.proposals.models import Proposal

Done = tuple[Command[Any, Any], Outcome]


class Agree(ProposalDeed):
    """The side that decides agrees: everything that was suggested is done, by whoever agrees, in one entry (R2).

    Nothing is done when a part of it may not be done now, or when what it would change has changed since.
    """

    decision: ClassVar[str] = "suggestion-answer"

    note: Text = ""

    def why_not(self, proposal: Proposal, scene: ProjectScene) -> Iterator[Refusal]:
        must_decide(proposal, scene)
        yield from rules.against_answering(
            outcome=proposal.outcome,
            by=proposal.answered_by.name if proposal.answered_by else "",
            own_side=proposal.side == scene.member.membership.side,
        )
        if not proposal.outcome:
            yield from rules.against_changed(_is_as_it_was(proposal, scene))

    def apply(self, proposal: Proposal, scene: ProjectScene) -> Outcome:
        """What was suggested comes first, so that the entry is found among those of the thing it is about."""
        agreed = replace(scene, agreed=True)
        done: list[Done] = []
        for kept in proposal.commands:
            command, _thing = as_of_now(restored(kept), agreed)
            done.append((command, perform(command, agreed)))
        settle(proposal, Proposal.Outcome.AGREED, self.note, scene)
        return _outcome(self.proposal, done)

    @classmethod
    def sentence(cls, told: Told) -> str:
        inner = json.loads(told.word("deeds") or "[]")
        return _("agreed to suggestion %(number)s: %(deeds)s") % {
            "number": str(told.given("proposal")).partition(".")[2],
            "deeds": " ".join(
                commands[each["type"]].sentence(Told(each, {}, told.name_of))
                for each in inner
                if each["type"] in commands
            ),
        }


def _is_as_it_was(proposal: Proposal, scene: ProjectScene) -> bool:
    """Whether everything that it would change is still what it was when it was suggested."""
    now = []
    for kept in proposal.commands:
        try:
            now.append(before_of(*as_of_now(restored(kept), scene)))
        except NotThere:
            return False
    return bool(now == proposal.before)


def _outcome(key: str, done: list[Done]) -> Outcome:
    """One outcome of all: the entry tells of each deed, with what it was given and the words kept with it."""
    deeds = []
    for command, outcome in done:
        given, openings = given_of(command)
        if openings or outcome.secret or outcome.room is not Room.BOTH:
            raise LedgerFault(f"{command.public_name} is not for a suggestion: it keeps something back")
        deeds.append({"type": command.public_name, "given": given, "told": dict(outcome.told)})
    return Outcome(
        answer={"proposal": key, "done": [dict(outcome.answer) for _command, outcome in done]},
        told={"deeds": json.dumps(deeds, ensure_ascii=False, sort_keys=True)},
        files=[file for _command, outcome in done for file in outcome.files],
        more_facts=[fact for _command, outcome in done for fact in outcome.more_facts],
    )
