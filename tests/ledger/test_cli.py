"""The command line's part in the ledger: what it says, and with which exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from signoff.backlog.models import Task
from signoff.cli import main
from signoff.ledger.models import Log
from tests.cast import Cast, add_task
from tests.verifier import second

Said = pytest.CaptureFixture[str]


def test_verify_says_that_all_is_well(cast: Cast, capsys: Said) -> None:
    add_task(cast.helena)
    assert (main(["verify"]), main(["verify", "BOOK"])) == (0, 0)
    assert "BOOK: whole, and as the ledger says" in capsys.readouterr().out


def test_verify_names_what_is_wrong_and_fails(cast: Cast, capsys: Said) -> None:
    task = add_task(cast.helena)
    Task.objects.update(title="Something else")
    assert main(["verify", "BOOK"]) == 1
    out = capsys.readouterr().out
    assert f"task:{task} (signoff_task, row " in out
    assert "BOOK: 1 found to be wrong" in out


def test_verify_tells_of_logs_that_the_key_signed_and_the_database_lacks(
    cast: Cast, capsys: Said, own_keys: Path
) -> None:
    (own_keys / "signed-00000000deadbeef").write_text("7")
    assert main(["verify"]) == 0
    assert "00000000deadbeef that this database does not have" in capsys.readouterr().err


def test_export_and_policy_are_enough_to_check_a_copy_elsewhere(cast: Cast, capsys: Said, tmp_path: Path) -> None:
    to = tmp_path / "book.zip"
    assert main(["export", "BOOK", "--to", str(to)]) == 0
    capsys.readouterr()
    assert main(["policy", "BOOK"]) == 0
    assert second.judge_bundle(to.read_bytes(), capsys.readouterr().out.encode()) is None


def test_checkpoint_prints_the_newest_signed_note_and_nothing_else(cast: Cast, capsys: Said) -> None:
    assert main(["checkpoint", "BOOK"]) == 0
    assert capsys.readouterr().out == Log.objects.get(project=cast.project, room="both").checkpoint


@pytest.mark.parametrize("words", [["verify"], ["checkpoint"], ["policy"], ["export", "--to", "x.zip"]])
def test_a_project_that_is_not_there_is_said_to_be_so(cast: Cast, capsys: Said, words: list[str]) -> None:
    assert main([*words, "NONE"]) == 2
    assert "There is no project NONE" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said_to_be_so(cast: Cast, capsys: Said, tmp_path: Path) -> None:
    assert main(["export", "BOOK", "--to", str(tmp_path / "nowhere" / "book.zip")]) == 2
    assert "cannot be written" in capsys.readouterr().err
