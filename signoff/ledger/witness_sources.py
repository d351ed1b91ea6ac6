"""Where a witness looks: the address of a project on its server, or a copy of its ledger in a file."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from signoff.ledger.tree import grow
from signoff.ledger.witness import Shown, Unseen, verifier
from signoff.ledger.witness_proof import consistency_proof

MOST_BYTES = 1024 * 1024
PATIENCE = 30
PROJECT = re.compile(r"(https?://[^/?#]+)/projects/([A-Z][A-Z0-9]{1,9})(?:/.*)?")


class _StayHere(HTTPRedirectHandler):
    """A redirect would take the token along to somebody else."""

    def redirect_request(self, *_given: Any) -> None:
        return None


@dataclass(frozen=True)
class Source:
    """Either of them. `room` says whose log of a project; `token` is one of the API that reads."""

    where: str
    room: str = "both"
    token: str = ""

    def look(self, since: int) -> Shown:
        """What it shows now, with the proof that it goes on from its first `since` entries. Raises Unseen."""
        if "://" in self.where:
            return look_at_server(self.where, self.room, since, self.token)
        return look_at_copy(Path(self.where), since)


def look_at_server(address: str, room: str, since: int, token: str) -> Shown:
    """Ask the server of a project, `https://work.example/projects/BOOK`. Raises Unseen."""
    place = PROJECT.fullmatch(address)
    if place is None:
        raise Unseen(f"{address} is not the address of a project, such as https://work.example/projects/BOOK")
    asked = f"{place[1]}/api/v1/projects/{place[2]}/checkpoint?room={room}&since={since}"
    request = Request(asked, headers={"Authorization": f"Bearer {token}"} if token else {})  # noqa: S310 (http, https)
    try:
        with build_opener(_StayHere).open(request, timeout=PATIENCE) as answer:
            return read_answer(answer.read(MOST_BYTES))
    except HTTPError as refused:
        why = {401: "it wants a token: put one into SIGNOFF_TOKEN", 404: "the token's owner has no place there"}
        raise Unseen(f"{asked} answered {refused.code}: {why.get(refused.code, refused.reason)}") from refused
    except (URLError, OSError, ValueError) as problem:
        raise Unseen(f"{urlsplit(asked).netloc} does not answer: {problem}") from problem


def read_answer(answer: bytes) -> Shown:
    """The server's answer. Raises Unseen."""
    try:
        said = json.loads(answer)
        proof = None if said["proof"] is None else [b64decode(each, validate=True) for each in said["proof"]]
        return Shown(said["checkpoint"].encode(), said["policy"].encode(), proof)
    except (ValueError, KeyError, AttributeError, TypeError) as problem:
        raise Unseen(f"its answer cannot be read: {problem!r}") from problem


def look_at_copy(path: Path, since: int) -> Shown:
    """Check a copy as verify.py does, and make the proof from its own entries. Raises Unseen."""
    check = verifier()
    try:
        report = check.check_bundle(str(path))
    except (check.Invalid, OSError) as problem:
        raise Unseen(f"{path} is no whole copy of a ledger: {problem}") from problem
    nodes = {}
    frontier: list[bytes] = []
    for index, leaf in enumerate(report.leaves):
        nodes[0, index] = leaf
        nodes.update({(level, place): root for level, place, root in grow(frontier, index, leaf)})
    proof = consistency_proof(since, report.note.size, lambda level, place: nodes[level, place])
    signed = bytes(report.note.text) + b"\n" + "".join(signature_lines(report.note)).encode()
    return Shown(signed, report.policies[0], proof, {"copy.zip": path.read_bytes()})


def signature_lines(note: Any) -> list[str]:
    """The note's signature lines as they stood."""
    return [f"— {name} {b64encode(blob).decode()}\n" for name, blob in note.lines]
