"""A3: whoever holds the database and the key cannot rewrite, set back or fork a log without the witness's alarm."""

from __future__ import annotations

import random
from pathlib import Path

from signoff.ledger.note import policy_text
from signoff.ledger.signer import Signer
from signoff.ledger.tree import grow, leaf_hash, root_of
from signoff.ledger.witness import Alarm, Shown, Witness
from signoff.ledger.witness_proof import consistency_proof
from tests.attacks.figures import report, times

ORIGIN = "work.example/signoff/0123456789abcdef"
MOST = 200


class Operator:
    """Runs the server: has the entries and the real key, and signs whatever history suits them."""

    def __init__(self, signer: Signer, entries: list[bytes]) -> None:
        self.signer, self.entries = signer, entries

    def look(self, since: int) -> Shown:
        nodes: dict[tuple[int, int], bytes] = {}
        frontier: list[bytes] = []
        for index, entry in enumerate(self.entries):
            nodes[0, index] = leaf_hash(entry)
            nodes.update({(level, at): root for level, at, root in grow(frontier, index, nodes[0, index])})
        size = len(self.entries)
        proof = consistency_proof(since, size, lambda level, index: nodes[level, index])
        checkpoint = self.signer.sign(ORIGIN, size, root_of(frontier)).encode()
        return Shown(checkpoint, policy_text(ORIGIN, self.signer.public_key).encode(), proof)


def attacked(kind: str, honest: list[bytes], chance: random.Random) -> list[bytes]:
    """Another history than the honest one that was seen: longer, shorter, or of the same length."""
    changed = list(honest)
    if kind == "set-back":
        return changed[: chance.randint(1, len(changed) - 1)]
    while changed == honest or chance.random() < 0.5:
        at = chance.randrange(len(changed))
        match chance.choice(["alter", "swap", "drop and add"]):
            case "alter":
                changed[at] += b"!"
            case "swap":
                changed[at], changed[-1] = changed[-1] + b"~", changed[at]
            case _:
                del changed[at]
                changed.append(b"added %d" % chance.getrandbits(32))
    more = [b"later %d" % number for number in range(chance.randint(1, MOST))]
    return changed + more if kind == "rewritten" else changed


def test_every_other_past_raises_the_alarm_and_growing_never_does(tmp_path: Path) -> None:
    chance, signer, missed, tried = random.Random(3), Signer(tmp_path / "keys"), [], times(60, 500)
    for number in range(tried):
        kind = ("rewritten", "set-back", "forked")[number % 3]
        witness = Witness(tmp_path / f"{number}.state")
        honest = [b"entry %d" % at for at in range(chance.randint(2, MOST))]
        witness.look(Operator(signer, honest[: len(honest) // 2 + 1]))
        witness.look(Operator(signer, honest))
        try:
            witness.look(Operator(signer, attacked(kind, honest, chance)))
            missed.append(f"{number}: {kind} went unseen")
        except Alarm as alarm:
            if alarm.kind != kind or not (alarm.evidence and (alarm.evidence / "held.checkpoint").exists()):
                missed.append(f"{number}: {kind} was called {alarm.kind}")
        # What it holds is still the honest past, which goes on without an alarm.
        witness.look(Operator(signer, [*honest, b"and on"]))
    report("A3", tried, missed, "rewritten, set back and forked with the real key: the witness's alarm, with evidence")
