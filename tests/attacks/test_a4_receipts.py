"""A4: every accepted command answers with a receipt that verifies offline, with verify.py alone."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from signoff.ledger.export import export
from signoff.ledger.models import Log
from signoff.ledger.note import policy_text
from signoff.ledger.queries import receipt_text
from signoff.ledger.signer import signer
from tests.attacks.figures import report, times
from tests.cast import Cast, add_task, all_met, do, hand_over

VERIFY = Path(__file__).parent.parent.parent / "verify.py"


@pytest.fixture(scope="module")
def offline() -> ModuleType:
    """verify.py as a module: it knows nothing of Signoff."""
    spec = importlib.util.spec_from_file_location("offline_verifier", VERIFY)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def deeds(cast: Cast, wanted: int) -> list[tuple[int, bytes, bytes]]:
    """Do that many deeds; number, receipt and entry of each."""
    held: list[tuple[int, bytes, bytes]] = []
    while len(held) < wanted:
        task = add_task(cast.helena)
        several = [
            do("backlog.move-task", cast.sofia, task=task, revision=1, step="in_progress"),
            do("discussions.write-comment", cast.priya, task=task, text="On its way"),
            hand_over(cast.sofia, task, revision=2),
            do("acceptance.accept-task", cast.helena, task=task, revision=3, verdicts=all_met()),
        ]
        held += [(done.receipt.seq, done.receipt.proof.encode(), done.receipt.entry) for done in several]
    return held[:wanted]


def test_every_receipt_verifies_offline(cast: Cast, tmp_path: Path, offline: ModuleType) -> None:
    log, early, late = Log.objects.get(project=cast.project, room="both"), tmp_path / "1.zip", tmp_path / "2.zip"
    policy = policy_text(log.origin, signer().public_key).encode()
    export(log, early)
    held = deeds(cast, times(200, 5000))
    log.refresh_from_db()
    export(log, late)
    failed = []
    for place, (seq, receipt, entry) in enumerate(held):
        bundle = late if place % max(1, len(held) // 40) == 0 else early
        try:
            offline.check_receipt(str(bundle), receipt, entry, policy)
        except ValueError as problem:
            failed.append(f"receipt {seq}: {problem}")
    report("A4", len(held), failed, "receipts of accepted commands, each to verify offline")


def test_a_receipt_of_another_entry_does_not_verify(cast: Cast, tmp_path: Path, offline: ModuleType) -> None:
    log, bundle = Log.objects.get(project=cast.project, room="both"), tmp_path / "book.zip"
    export(log, bundle)
    (_seq, receipt, entry), (_other, _receipt, another) = deeds(cast, 2)
    offline.check_receipt(str(bundle), receipt, entry)
    with pytest.raises(ValueError, match="receipt"):
        offline.check_receipt(str(bundle), receipt, another)


def test_any_entry_gets_a_receipt_later_too_and_the_command_line_checks_it(cast: Cast, tmp_path: Path) -> None:
    deeds(cast, 20)
    log = Log.objects.get(project=cast.project, room="both")
    export(log, tmp_path / "book.zip")
    (tmp_path / "policy").write_text(policy_text(log.origin, signer().public_key))
    (tmp_path / "r").write_text(receipt_text(log, 7))
    (tmp_path / "e").write_bytes(bytes(log.entries.get(seq=7).bytes))
    words = ["receipt", "book.zip", "r", "e", "--policy", "policy"]
    done = subprocess.run([sys.executable, str(VERIFY), *words], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
