"""The single door to every change: one transaction, one entry in the ledger, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from signoff.charter.decisions import Decision, decision_named
from signoff.charter.security import note_beyond_role
from signoff.kernel import clock, retries
from signoff.kernel.command import Command
from signoff.kernel.refusals import Refused
from signoff.kernel.scene import Actor, Outcome, Scene
from signoff.ledger.append import Deed, Receipt, append
from signoff.ledger.faults import LedgerFault
from signoff.ledger.given import given_of


@dataclass(frozen=True)
class Done:
    """What the caller gets: the answer, and the receipt. `secret` is told once and kept nowhere."""

    answer: dict[str, Any]
    receipt: Receipt
    secret: dict[str, Any]
    repeated: bool = False


def run(
    command: Command[Any, Any], *, by: Actor, door: str, now: datetime | None = None, key: str | None = None
) -> Done:
    """Do it, or raise Refused, NotThere or Stale with nothing changed.

    `door` is where it came in; `key` is the caller's idempotency key: with it, the first answer is given again,
    and another command under the same key is Unreadable (C3).
    """
    at = now or clock.now()
    try:
        try:
            with transaction.atomic():
                return _run_once(command, by, at, key)
        except IntegrityError:
            # The same key came twice at once, and the other was first; anything else is a fault of ours.
            if key and (first := retries.remembered(by, key, command)):
                return Done(*first, repeated=True)
            raise
    except Refused as refused:
        if refused.beyond_role:
            note_beyond_role(by, command, door, at)
        raise


def _run_once(command: Command[Any, Any], by: Actor, at: datetime, key: str | None) -> Done:
    scene = command.enter(by, at)
    if key and (first := retries.remembered(by, key, command)):
        return Done(*first, repeated=True)
    outcome = perform(command, scene)
    receipt = _tell(command, scene, outcome)
    if receipt is None:
        raise LedgerFault("a deed alone always has a receipt")
    answer = dict(outcome.answer)
    if key:
        retries.remember(by, key, command, answer=answer, receipt=receipt, at=at)
    return Done(answer, receipt, dict(outcome.secret))


def run_all(
    commands: Iterator[Command[Any, Any]],
    *,
    by: Actor,
    door: str,
    now: datetime | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Do all of them or none, before one log, with one signature at the end. Returns how many.

    They must all belong to the same project. `progress` is told how many are done, and may raise to stop.
    """
    at = now or clock.now()
    last: Command[Any, Any] | None = None
    try:
        with transaction.atomic():
            scene: Scene | None = None
            done = 0
            following = next(commands, None)
            while following is not None:
                last, following = following, next(commands, None)
                scene = scene or last.enter(by, at)
                scene.kept.clear()
                _tell(last, scene, perform(last, scene), more_follow=following is not None)
                done += 1
                progress(done)
            return done
    except Refused as refused:
        if refused.beyond_role and last is not None:
            note_beyond_role(by, last, door, at)
        raise


def why_not(command: Command[Any, Any], *, by: Actor, now: datetime | None = None) -> Sequence[Any]:
    """The refusals that running it now would meet; nothing is written. Raises NotThere or Stale."""
    with transaction.atomic():
        scene = command.enter(by, now or clock.now())
        try:
            _ask(command, scene)
        except Refused as refused:
            return refused.refusals
    return ()


def _ask(command: Command[Any, Any], scene: Scene) -> Any:
    """The thing that it is about, once charter and rules have nothing against it."""
    thing = command.about(scene)
    decision: Decision = decision_named(command.decision)
    if not decision.allows(scene.standing):
        raise Refused([decision.refusal_to(scene.who_may(decision))], beyond_role=True)
    refusals = list(command.why_not(thing, scene))
    if refusals:
        raise Refused(refusals)
    return thing


def perform(command: Command[Any, Any], scene: Scene) -> Outcome:
    """Do it in a scene that is entered already, as a deed of its own or as a part of another one (S2, R2).

    Charter and rules are asked again. Nothing is told yet: the entry of the whole deed tells of every row that the
    scene has kept. Raises Refused, NotThere or Stale; the transaction must then end without a change.
    """
    thing = _ask(command, scene)
    before = _written(scene)
    outcome = command.apply(thing, scene)
    if _written(scene) == before:
        raise LedgerFault(f"{command.public_name} decided nothing")
    return outcome


def _written(scene: Scene) -> int:
    """A number that grows with every row that is written."""
    return sum(row.revision for row in scene.kept)


def _tell(
    command: Command[Any, Any], scene: Scene, outcome: Outcome, *, more_follow: bool | None = None
) -> Receipt | None:
    """Append the entry that tells of the deed; in a batch, `more_follow` says whether it is not the last."""
    given, openings = given_of(command)
    deed = Deed(
        at=scene.now,
        type=command.public_name,
        actor=scene.by.pid,
        side=scene.standing.side_word,
        rule=decision_named(command.decision).rule,
        given=given,
        facts=[
            *({"obj": row.obj, "rev": row.revision, "digest": row.digest()} for row in scene.kept),
            *outcome.more_facts,
        ],
        told=outcome.told,
        files=outcome.files,
        openings=openings,
    )
    log = scene.log_of(outcome.room)
    if more_follow is not None and log is not scene.log:
        raise LedgerFault("what one side does for itself is not done in a batch")
    return append(log, deed, more_follow=bool(more_follow))
