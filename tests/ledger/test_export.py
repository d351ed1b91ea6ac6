"""The export: as BUNDLE.md says, valid for two verifiers that share nothing; and never of a log that is not whole."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest
from django.db import connection

from signoff.charter.sides import Room
from signoff.files.models import Attachment
from signoff.files.store import path_of
from signoff.ledger import queries
from signoff.ledger.export import CannotExport, export, newest_checkpoint
from signoff.ledger.models import Entry, Log
from signoff.ledger.note import policy_text
from signoff.ledger.signer import signer
from tests.cast import Cast, add_task, all_met, do, hand_over
from tests.ledger.test_verify import without_triggers
from tests.verifier import second

VERIFY = Path(__file__).parent.parent.parent / "verify.py"


def verified(*words: object) -> tuple[int, str]:
    """What verify.py, run as people run it, answers."""
    command = [sys.executable, str(VERIFY), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def log_of(cast: Cast, room: Room = Room.BOTH) -> Log:
    return Log.objects.get(project=cast.project, room=room)


def attach(cast: Cast, task: str, words: bytes) -> str:
    done = do("files.attach-file", cast.helena, task=task, name="plan.txt", content=b64encode(words).decode())
    return str(done.answer["file"])


@pytest.fixture
def lively(cast: Cast) -> Cast:
    """A project in which a task was accepted, one was returned, and files were attached and erased."""
    for deed in ("acceptance.accept-task", "acceptance.return-task"):
        task = add_task(cast.helena, title="Ärzte & 予約 “quoted” \\ / \u2028")
        hand_over(cast.sofia, task)
        more = {"verdicts": all_met()} if deed.endswith("accept-task") else {"note": "Not yet"}
        do(deed, cast.helena, task=task, revision=2, **more)
    _kept, erased, again = (attach(cast, task, words) for words in (b"kept", b"erased", b"again"))
    do("files.erase-file", cast.helena, project="BOOK", file=erased)
    do("files.erase-file", cast.helena, project="BOOK", file=again)
    for name in ("erased", "again"):
        path_of(Attachment.objects.get(public_id={"erased": erased, "again": again}[name]).sha256).unlink()
    attach(cast, task, b"again")
    return cast


def test_an_export_is_valid_for_both_verifiers(lively: Cast, tmp_path: Path) -> None:
    log, to, policy = log_of(lively), tmp_path / "book.zip", tmp_path / "policy"
    policy.write_text(policy_text(log.origin, signer().public_key))
    assert export(log, to) == log.size
    assert verified("bundle", to) == (0, verified("bundle", to)[1])
    assert verified("bundle", to, "--policy", policy)[0] == 0
    assert second.judge_bundle(to.read_bytes(), policy.read_bytes()) is None
    assert oct(to.stat().st_mode)[-3:] == "600"


def test_an_export_holds_what_was_attached_but_for_what_was_erased(lively: Cast, tmp_path: Path) -> None:
    export(log_of(lively), tmp_path / "book.zip")
    with zipfile.ZipFile(tmp_path / "book.zip") as bundle:
        contents = {bundle.read(name) for name in bundle.namelist() if name.startswith("files/")}
        state = json.loads(bundle.read("state.json"))
        lines = bundle.read("entries.jsonl").splitlines()
    assert contents == {b"kept", b"again"}
    assert len(lines) == log_of(lively).size
    assert {obj.partition(":")[0] for obj in state} >= {"task", "handover", "verdict", "membership", "file"}


def test_each_receipt_is_valid_against_the_export_and_by_the_second_verifier(lively: Cast, tmp_path: Path) -> None:
    log, to = log_of(lively), tmp_path / "book.zip"
    export(log, to)
    done = do("backlog.add-task", lively.helena, project="BOOK", title="After the copy")
    member, newer = lively.member(lively.helena), log_of(lively)
    for seq in (0, 3, log.size - 1):
        receipt = queries.receipt_text(newer, seq).encode()
        said = queries.entry_bytes(newer, seq, seen_by=member)
        assert second.judge_receipt(to.read_bytes(), receipt, said) is None
    (tmp_path / "r").write_text(done.receipt.proof)
    (tmp_path / "e").write_bytes(done.receipt.entry)
    code, words = verified("receipt", to, tmp_path / "r", tmp_path / "e")
    assert (code, "newer than the bundle" in words) == (0, True)


def test_any_change_to_the_contents_is_rejected_by_both(lively: Cast, tmp_path: Path) -> None:
    to = tmp_path / "book.zip"
    export(log_of(lively), to)
    with zipfile.ZipFile(to) as bundle:
        members = {name: bundle.read(name) for name in bundle.namelist()}
    for name in ("entries.jsonl", "checkpoint", "state.json", "policy"):
        place = len(members[name]) // 2
        changed = bytearray(members[name])
        changed[place] ^= 1
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as bundle:
            for each, content in members.items():
                bundle.writestr(zipfile.ZipInfo(each), bytes(changed) if each == name else content)
        (tmp_path / "changed.zip").write_bytes(packed.getvalue())
        assert verified("bundle", tmp_path / "changed.zip")[0] == 1, name
        assert second.judge_bundle(packed.getvalue()) is not None, name


def test_the_log_of_a_room_in_which_nothing_was_said_is_a_valid_empty_one(cast: Cast, tmp_path: Path) -> None:
    log, to = log_of(cast, Room.CUSTOMER), tmp_path / "room.zip"
    assert export(log, to) == 0
    assert verified("bundle", to)[0] == 0
    assert second.judge_bundle(to.read_bytes()) is None


def test_the_log_of_both_sides_has_no_trace_of_a_room(cast: Cast, tmp_path: Path) -> None:
    task = add_task(cast.helena)
    do("discussions.write-comment", cast.helena, task=task, room="customer", text="Between us")
    export(log_of(cast), tmp_path / "both.zip")
    export(log_of(cast, Room.CUSTOMER), tmp_path / "room.zip")
    with zipfile.ZipFile(tmp_path / "both.zip") as both, zipfile.ZipFile(tmp_path / "room.zip") as room:
        assert b"discussions.write-comment" not in both.read("entries.jsonl")
        assert b"discussions.write-comment" in room.read("entries.jsonl")
    assert verified("bundle", tmp_path / "room.zip")[0] == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE signoff_entry SET bytes = leaf WHERE seq = 3",
        "DELETE FROM signoff_entry WHERE seq = 3",
        "UPDATE signoff_log SET size = size - 1 WHERE size > 0",
        "UPDATE signoff_log SET checkpoint = replace(checkpoint, 'localhost', 'elsewhere')",
    ],
)
def test_a_log_that_is_not_whole_is_not_exported_and_leaves_no_file(cast: Cast, tmp_path: Path, statement: str) -> None:
    without_triggers(statement)
    with pytest.raises(CannotExport):
        export(log_of(cast), tmp_path / "book.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_log_whose_file_is_missing_is_not_exported(cast: Cast, tmp_path: Path) -> None:
    attach(cast, add_task(cast.helena), b"here and gone")
    path_of(Attachment.objects.get().sha256).unlink()
    with pytest.raises(CannotExport, match="missing"):
        export(log_of(cast), tmp_path / "book.zip")


def test_the_same_log_gives_the_same_bytes(lively: Cast, tmp_path: Path) -> None:
    export(log_of(lively), tmp_path / "one.zip")
    export(log_of(lively), tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_reading_a_log_takes_as_many_queries_for_few_as_for_many_entries(
    cast: Cast, tmp_path: Path, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(30):
        add_task(cast.helena, title=f"Task {number}")
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        export(log_of(cast), tmp_path / "book.zip")
    assert Entry.objects.filter(log=log_of(cast)).count() > 30
    assert newest_checkpoint(log_of(cast)) == log_of(cast).checkpoint
    assert connection.in_atomic_block
