"""The witness of the other side: it looks at a real server and at copies, and raises the alarm by itself (A3)."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from signoff.cli import main
from signoff.ledger.export import export
from signoff.ledger.models import Log
from signoff.ledger.note import policy_text
from signoff.ledger.signer import Signer, signer
from signoff.ledger.tree import grow, leaf_hash, root_of
from signoff.ledger.witness import Alarm, Shown, Unseen, Witness
from signoff.ledger.witness_proof import consistency_proof, consistency_ranges, continues
from signoff.ledger.witness_sources import Source, look_at_server, read_answer
from tests.cast import Cast, add_task


class Api:
    """The server as a person's programs see it."""

    def __init__(self, person: Any, tamper: Callable[[dict[str, Any]], object] = lambda said: None) -> None:
        self.client = Client()
        self.client.force_login(person)
        self.tamper = tamper

    def look(self, since: int) -> Shown:
        answer = self.client.get(f"/api/v1/projects/BOOK/checkpoint?since={since}")
        assert answer.status_code == 200, answer.content
        said = answer.json()
        self.tamper(said)
        return read_answer(json.dumps(said).encode())


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path / "BOOK.state")


def rewritten(cast: Cast, witness: Witness, seen: int, instead: int) -> Alarm:
    """The alarm when the last `seen` deeds are taken back, with key and code, and others put there instead."""
    with transaction.atomic():
        before = transaction.savepoint()
        for number in range(seen):
            add_task(cast.helena, title=f"Seen {number}")
        witness.look(Api(cast.helena))
        transaction.savepoint_rollback(before)
    for number in range(instead):
        add_task(cast.helena, title=f"Instead {number}")
    with pytest.raises(Alarm) as raised:
        witness.look(Api(cast.helena))
    return raised.value


def test_a_log_that_only_grows_is_found_good(cast: Cast, witness: Witness) -> None:
    assert "seen for the first time" in witness.look(Api(cast.helena))
    assert ", 0 more" in witness.look(Api(cast.helena))
    for _day in range(3):
        add_task(cast.helena)
        assert ", 1 more" in witness.look(Api(cast.sofia))


@pytest.mark.parametrize(("seen", "instead", "kind"), [(3, 5, "rewritten"), (3, 1, "set-back"), (3, 3, "forked")])
def test_whoever_rewrites_sets_back_or_forks_is_found_out(
    cast: Cast, witness: Witness, seen: int, instead: int, kind: str
) -> None:
    assert rewritten(cast, witness, seen, instead).kind == kind


def test_the_evidence_is_kept_and_the_alarm_goes_on(cast: Cast, witness: Witness) -> None:
    alarm = rewritten(cast, witness, 2, 2)
    assert alarm.evidence
    names = {file.name for file in alarm.evidence.iterdir()}
    assert names >= {"told.txt", "held.checkpoint", "shown.checkpoint", "held.policy", "proof"}
    held, shown = ((alarm.evidence / name).read_text() for name in ("held.checkpoint", "shown.checkpoint"))
    assert held.split("\n")[:2] == shown.split("\n")[:2]
    assert held != shown
    with pytest.raises(Alarm):
        witness.look(Api(cast.helena))


def test_another_key_raises_the_alarm(cast: Cast, witness: Witness, tmp_path: Path) -> None:
    witness.look(Api(cast.helena))
    other = Signer(tmp_path / "other")
    log = Log.objects.get(project__key="BOOK", room="both")

    def forge(said: dict[str, Any]) -> None:
        said["checkpoint"] = other.sign(log.origin, log.size, b"\0" * 32)
        said["policy"] = policy_text(log.origin, other.public_key)

    with pytest.raises(Alarm) as raised:
        witness.look(Api(cast.helena, forge))
    assert raised.value.kind == "another-key"


def test_a_key_that_was_obtained_elsewhere_is_believed_before_the_servers(
    cast: Cast, witness: Witness, tmp_path: Path
) -> None:
    log = Log.objects.get(project__key="BOOK", room="both")
    with pytest.raises(Alarm):
        witness.look(Api(cast.helena), policy_text(log.origin, Signer(tmp_path / "other").public_key).encode())
    assert "key given" in witness.look(Api(cast.helena), policy_text(log.origin, signer().public_key).encode())


def test_another_log_raises_the_alarm(cast: Cast, witness: Witness) -> None:
    witness.look(Api(cast.helena))
    other = Log.objects.get(project__key="ELSE", room="both")
    shown = {"checkpoint": other.checkpoint, "policy": policy_text(other.origin, signer().public_key)}
    with pytest.raises(Alarm) as raised:
        witness.look(Api(cast.helena, lambda said: said.update(shown)))
    assert raised.value.kind == "another-log"


def test_no_proof_is_no_sight_and_a_wrong_one_is_an_alarm(cast: Cast, witness: Witness) -> None:
    witness.look(Api(cast.helena))
    add_task(cast.helena)
    with pytest.raises(Unseen):
        witness.look(Api(cast.helena, lambda said: said.update(proof=None)))
    with pytest.raises(Alarm):
        witness.look(Api(cast.helena, lambda said: said.update(proof=[])))
    assert ", 1 more" in witness.look(Api(cast.helena))


def test_a_state_file_that_was_garbled_is_not_taken_for_a_first_look(cast: Cast, witness: Witness) -> None:
    witness.state.write_text("{}")
    with pytest.raises(Unseen):
        witness.look(Api(cast.helena))


def test_copies_are_looked_at_too(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log, state = Log.objects.get(project__key="BOOK", room="both"), str(tmp_path / "state")
    first, second, other = (tmp_path / f"{name}.zip" for name in ("first", "second", "other"))
    export(log, first)
    assert main(["witness", str(first), "--state", state]) == 0
    with transaction.atomic():
        before = transaction.savepoint()
        add_task(cast.helena, title="Seen")
        log.refresh_from_db()
        export(log, second)
        transaction.savepoint_rollback(before)
    assert main(["witness", str(second), "--state", state]) == 0
    for _deed in range(2):
        add_task(cast.helena, title="Instead")
    log.refresh_from_db()
    export(log, other)
    assert main(["witness", str(other), "--state", state]) == 1
    assert "ALARM, rewritten" in capsys.readouterr().err
    assert main(["witness", str(first), "--state", state]) == 1
    assert "ALARM, set-back" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("http://127.0.0.1:9/projects/BOOK", "does not answer"),
        ("https://work.example/elsewhere", "is not the address of a project"),
        ("no-such-file.zip", "is no whole copy"),
    ],
)
def test_what_cannot_be_looked_at_is_no_alarm(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str, why: str
) -> None:
    assert main(["witness", source, "--state", str(tmp_path / "state")]) == 2
    assert why in capsys.readouterr().err


def test_the_token_goes_to_the_server_and_along_with_no_redirect() -> None:
    asked: list[tuple[str, str | None]] = []

    class Redirecting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["Authorization"]))
            self.send_response(302)
            self.send_header("Location", "/stolen")
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Redirecting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(Unseen, match="302"):
            look_at_server(f"http://127.0.0.1:{server.server_port}/projects/BOOK/ledger", "both", 5, "signoff_x")
        server.shutdown()
    assert asked == [("/api/v1/projects/BOOK/checkpoint?room=both&since=5", "Bearer signoff_x")]


@pytest.mark.parametrize("answer", [b"", b"[]", b"{}", b'{"checkpoint":1,"policy":"","proof":null}', b"\xff"])
def test_an_answer_that_is_none_is_no_sight(answer: bytes) -> None:
    with pytest.raises(Unseen):
        read_answer(answer)


def test_a_witness_of_ones_own_sides_room_sees_that_and_no_other(cast: Cast, client: Client) -> None:
    client.force_login(cast.helena)
    assert client.get("/api/v1/projects/BOOK/checkpoint?room=customer").status_code == 200
    assert client.get("/api/v1/projects/BOOK/checkpoint?room=contractor").status_code == 404
    client.force_login(cast.astrid)
    assert client.get("/api/v1/projects/BOOK/checkpoint").status_code == 404
    assert Source("x").room == "both"


def test_every_proof_between_two_sizes_up_to_40_convinces_and_no_other_does() -> None:
    leaves = [leaf_hash(bytes([number])) for number in range(40)]
    nodes, roots, frontier = {}, {}, list[bytes]()
    for index, leaf in enumerate(leaves):
        nodes[0, index] = leaf
        nodes.update({(level, place): root for level, place, root in grow(frontier, index, leaf)})
        roots[index + 1] = root_of(frontier)
    for new in range(1, 41):
        for old in range(1, new + 1):
            proof = consistency_proof(old, new, lambda level, index: nodes[level, index])
            assert len(proof) == len(consistency_ranges(old, 0, new)) <= 7
            assert continues(old, roots[old], new, roots[new], proof)
            assert not continues(old, b"\0" * 32, new, roots[new], proof)
            assert not continues(old, roots[old], new, b"\0" * 32, proof)
            assert not continues(old, roots[old], new, roots[new], [*proof, b"\0" * 32])
            for place in range(len(proof)):
                wrong = [b"\0" * 32 if at == place else each for at, each in enumerate(proof)]
                assert not continues(old, roots[old], new, roots[new], wrong)
