"""The witness: keeps the last checkpoint of a log that it saw, and finds out when the past is another one (A3).

It trusts nothing but the key that it saw first, or was given. It needs no database, and runs best on a machine of the
side that does not run the server.
"""

from __future__ import annotations

import json
import os
import sys
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Protocol

import signoff
from signoff.kernel import clock
from signoff.ledger.witness_proof import continues


class Unseen(Exception):
    """The log could not be looked at, or its state file not be read; the message says why. It is no alarm."""


class Alarm(Exception):
    """The log is not what was signed before. `kind` is another-key, another-log, set-back, forked or rewritten."""

    evidence: Path | None = None
    """The folder with all that proves it."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(words)
        self.kind = kind


@dataclass(frozen=True)
class Shown:
    """What the log shows now: its newest checkpoint, its own policy, and how it goes on from what is held.

    `proof` is a consistency proof; None where the source had none to give.
    """

    checkpoint: bytes
    policy: bytes
    proof: list[bytes] | None = None
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Held:
    """What the witness keeps between two looks: the pinned policy, and the last checkpoint that was good."""

    policy: bytes
    checkpoint: bytes
    seen_at: str


@cache
def verifier() -> Any:
    """verify.py as a module: it reads checkpoints and policies strictly, and is what others check with too."""
    package = Path(signoff.__file__).parent
    path = next(each for each in (package / "verify.py", package.parent / "verify.py") if each.exists())
    spec = spec_from_file_location("signoff_verify", path)
    if spec is None or spec.loader is None:
        raise Unseen(f"{path} cannot be loaded")
    module = sys.modules["signoff_verify"] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Looking(Protocol):
    """A place where the log can be seen."""

    def look(self, since: int) -> Shown:
        """What it shows now, and how it goes on from its first `since` entries. Raises Unseen."""


class Witness:
    """One log's witness; all that it knows stands in its state file."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.last_seen = ""

    def look(self, source: Looking, pinned: bytes | None = None) -> str:
        """Look once; what was found, in words. At the first look `pinned` is the policy that was obtained elsewhere.

        Raises Alarm, when the evidence has been kept, and Unseen.
        """
        held = read_state(self.state)
        self.last_seen = held.seen_at if held else ""
        shown = source.look(verifier().read_note(held.checkpoint).size if held else 0)
        now = clock.now()
        try:
            before, count = judge(held, shown, pinned)
        except Alarm as alarm:
            alarm.evidence = keep_evidence(self.state, alarm, held, shown, now)
            raise
        policy = held.policy if held else pinned or shown.policy
        write_state(self.state, Held(policy, shown.checkpoint, f"{now:%Y-%m-%d %H:%M:%S} UTC"))
        if held:
            return f"{count} entries, {count - before} more than at {held.seen_at}; what was there before is the same"
        key = policy.decode("ascii", "replace").split()[1]
        return f"{count} entries, seen for the first time; the key {'given' if pinned else 'now trusted'} is {key}"


def judge(held: Held | None, shown: Shown, pinned: bytes | None = None) -> tuple[int, int]:
    """How many entries were seen before, and how many there are now, when all is well.

    Raises Alarm; and Unseen where what is shown is no checkpoint at all.
    """
    check = verifier()
    try:
        new = check.read_note(shown.checkpoint)
        check.weigh(shown.policy, new)
    except check.Invalid as problem:
        raise Unseen(f"what it shows is no signed checkpoint: {problem}") from problem
    old = check.read_note(held.checkpoint) if held else new
    if new.origin != old.origin:
        raise Alarm("another-log", f"It shows the log {new.origin}; the witness has kept {old.origin}.")
    policy = held.policy if held else pinned
    try:
        check.weigh(policy or shown.policy, new)
    except check.Invalid as problem:
        raise Alarm(
            "another-key", f"It is signed with another key than the one that is pinned: {problem}."
        ) from problem
    _judge_history(old, new, shown.proof)
    return old.size if held else 0, new.size


def _judge_history(old: Any, new: Any, proof: list[bytes] | None) -> None:
    if new.size < old.size:
        words = f"It has {new.size} entries now, and had signed {old.size}: it was cut, or set back to an older state."
        raise Alarm("set-back", words)
    if new.size == old.size:
        if new.root != old.root:
            words = f"There are two signed checkpoints of {old.size} entries that differ: there are two histories."
            raise Alarm("forked", words)
        return
    if proof is None:
        raise Unseen("it did not prove that it goes on from what was seen before")
    if not continues(old.size, old.root, new.size, new.root, proof):
        words = f"Its {new.size} entries do not begin with the {old.size} that it had signed: the past was rewritten."
        raise Alarm("rewritten", words)


def read_state(path: Path) -> Held | None:
    """What the state file keeps; None where there is none yet. Raises Unseen."""
    try:
        said = json.loads(path.read_text())
        return Held(said["policy"].encode(), said["checkpoint"].encode(), said["seen_at"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as problem:
        raise Unseen(f"the state file {path} cannot be read: {problem}") from problem


def write_state(path: Path, held: Held) -> None:
    """Keep it, whole or not at all: a witness that forgets would have to trust anew."""
    said = {"policy": held.policy.decode(), "checkpoint": held.checkpoint.decode(), "seen_at": held.seen_at}
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with draft.open("w") as file:
        json.dump(said, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def keep_evidence(path: Path, alarm: Alarm, held: Held | None, shown: Shown, now: datetime) -> Path:
    """A folder beside the state file with all that proves it; the state stays as it was, and so the alarm goes on."""
    folder = path.with_name(f"{path.name}.evidence") / f"{now:%Y-%m-%dT%H-%M-%S.%fZ}-{alarm.kind}"
    folder.mkdir(parents=True)
    proof = "".join(f"{b64encode(each).decode()}\n" for each in shown.proof or [])
    files = {
        "told.txt": f"{now:%Y-%m-%d %H:%M:%S} UTC, {alarm.kind}: {alarm}\n".encode(),
        "shown.checkpoint": shown.checkpoint,
        "shown.policy": shown.policy,
        "proof": proof.encode(),
        **shown.files,
    }
    if held:
        files |= {"held.checkpoint": held.checkpoint, "held.policy": held.policy}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder
