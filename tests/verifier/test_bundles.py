"""Each rule of the bundle, with a bundle that breaks it or keeps it in an unusual way."""

from pathlib import Path

import pytest

import verify
from tests.verifier import second
from tests.verifier.cases import CASES, Case, zipped
from tests.verifier.make import Bundle

ONE_EACH = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def verdict(path: Path, pinned: bytes | None) -> tuple[int, str]:
    """The exit code that the command would give, and the reason."""
    try:
        verify.check_bundle(str(path), pinned)
    except verify.Invalid as invalid:
        return 1, str(invalid)
    except OSError as unreadable:
        return 2, str(unreadable)
    return 0, ""


@ONE_EACH
def test_verify_judges_as_the_definition_says(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(case.bundle)
    code, reason = verdict(path, case.pinned)
    assert (code, case.reason in reason) == (case.expected, True), reason


@ONE_EACH
def test_the_second_verifier_judges_so_too(case: Case) -> None:
    reason = second.judge_bundle(case.bundle, case.pinned)
    assert (reason is None) == (case.expected == 0), reason


def test_no_two_rows_are_the_same_bundle() -> None:
    seen = [(case.bundle, case.pinned) for case in CASES]
    assert len(set(seen)) == len(seen)


def test_the_report_tells_what_follows_from_the_entries(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped())
    report = verify.check_bundle(str(path))
    assert report.times == ["2026-01-02T03:04:05.000006Z", "2026-03-07T09:30:00.000006Z"]
    assert report.tasks == {"task:BOOK-1": [("returned", 3), ("accepted", 5)]}
    assert report.note.size == len(report.leaves) == len(Bundle().entries)
