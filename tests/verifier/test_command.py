"""verify.py as people run it: a command, on its own, on whatever file they have."""

import ast
import os
import random
import struct
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

import verify
from tests.verifier import make
from tests.verifier.make import Bundle, entry

PROGRAM = Path(verify.__file__)


def run(*words: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, without the project, its libraries and its settings."""
    command = [sys.executable, "-I", "-S", str(PROGRAM), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=env)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle, a receipt and its entry, an older checkpoint, a policy, a folder: what can be named on the line."""
    bundle = Bundle()
    (tmp_path / "bundle.zip").write_bytes(bundle.zipped())
    (tmp_path / "receipt").write_bytes(bundle.receipt(3))
    (tmp_path / "entry").write_bytes(bundle.lines_of_entries[3])
    (tmp_path / "older").write_text(bundle.older(4).signed(), "utf-8")
    (tmp_path / "policy").write_text(make.policy(), "utf-8")
    (tmp_path / "folder").mkdir()
    return tmp_path


def test_a_valid_bundle_is_told_with_what_it_holds(folder: Path) -> None:
    done = run("bundle", folder / "bundle.zip")
    assert done.returncode == 0
    assert "valid: signoff.example/signoff/p_book, 7 entries" in done.stdout
    assert "not pinned" in done.stdout
    assert "task:BOOK-1: accepted (entry 5)" in done.stdout
    assert done.stderr == ""


def test_a_pinned_policy_is_applied_wherever_it_stands(folder: Path) -> None:
    for words in (
        ["bundle", folder / "bundle.zip", "--policy", folder / "policy"],
        ["bundle", "--policy", folder / "policy", folder / "bundle.zip"],
    ):
        done = run(*words)
        assert (done.returncode, "not pinned" in done.stdout) == (0, False)


def test_receipts_and_older_checkpoints_are_checked(folder: Path) -> None:
    assert run("receipt", folder / "bundle.zip", folder / "receipt", folder / "entry").returncode == 0
    assert run("receipt", folder / "bundle.zip", folder / "receipt", folder / "older").returncode == 1
    assert run("consistency", folder / "bundle.zip", folder / "older", "--policy", folder / "policy").returncode == 0
    assert run("consistency", folder / "bundle.zip", folder / "entry").returncode == 1


def test_a_newer_receipt_is_told_as_such(folder: Path) -> None:
    (folder / "short.zip").write_bytes(Bundle().older(5).zipped())
    done = run("receipt", folder / "short.zip", folder / "receipt", folder / "entry")
    assert (done.returncode, "newer than the bundle" in done.stdout) == (0, True)


def test_an_invalid_bundle_is_told_with_the_reason_and_the_entry(folder: Path) -> None:
    (folder / "bundle.zip").write_bytes(Bundle(entries=[entry(0), entry(1, actor="")], files={}).zipped())
    done = run("bundle", folder / "bundle.zip")
    assert (done.returncode, done.stdout) == (1, "invalid: bundle: entry 1: actor is missing or wrong\n")


@pytest.mark.parametrize(
    "words",
    [
        ["bundle", "missing"],
        ["bundle", "folder"],
        ["bundle", "policy"],
        ["bundle", ""],
        ["bundle", "bundle.zip", "--policy", "missing"],
        ["bundle", "bundle.zip", "--policy", "folder"],
        ["bundle", "bundle.zip", "--policy", "receipt"],
        ["receipt", "bundle.zip", "missing", "entry"],
        ["receipt", "bundle.zip", "receipt", "folder"],
        ["consistency", "bundle.zip", "missing"],
        ["receipt", "policy", "receipt", "entry"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_read_is_told_as_such(words: list[str], folder: Path) -> None:
    done = run(words[0], *(folder / word if word and not word.startswith("--") else word for word in words[1:]))
    assert done.returncode == 2
    assert done.stdout.startswith("unreadable: ")
    assert done.stderr == ""


def test_what_is_no_ordinary_file_is_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert run("bundle", folder / "pipe").returncode == 2
    assert run("bundle", "/dev/zero").returncode == 2
    assert run("bundle", folder / "bundle.zip", "--policy", "/dev/zero").returncode == 2


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["bundle"],
        ["bundle", "a", "b"],
        ["receipt", "a"],
        ["help"],
        ["--help"],
        ["bundle", "a", "--policy"],
        ["bundle\0"],
    ],
)
def test_a_wrong_call_is_answered_with_how_to_call_it(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.main(words) == 2
    assert "verify.py bundle FILE" in capsys.readouterr().err


def test_what_a_stranger_wrote_cannot_steer_the_terminal(folder: Path) -> None:
    obj = "task:\u001b[31m\u202eЖ"
    (folder / "bundle.zip").write_bytes(
        Bundle(entries=[entry(0, type="acceptance.accept-task", facts=[make.fact(obj)])], files={}).zipped()
    )
    done = run("bundle", folder / "bundle.zip", env={"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stdout.isascii(), "\u001b" in done.stdout) == (0, True, False)


def test_garbage_of_every_kind_is_answered_without_a_traceback(tmp_path: Path) -> None:
    chance, path = random.Random(5), tmp_path / "garbage"
    heads = [b"", b"PK\3\4", b"PK\5\6" + bytes(18), Bundle().zipped()[:40]]
    tails = [b"", Bundle().zipped()[-22:], Bundle(archive={"zip64_end": True}).zipped()[-98:]]
    for size in [0, 1, 3, 21, 22, 97, 500, 5000]:
        for head in heads:
            for tail in tails:
                path.write_bytes(head + chance.randbytes(size) + tail)
                with pytest.raises((verify.Invalid, OSError)):
                    verify.check_bundle(str(path))


def test_numbers_that_no_file_has_room_for_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "far.zip"
    for far in (2**63, 2**64 - 1, 2**62, 2**41):
        for told in ({"start": far}, {"length": far}, {"total": far, "here": far}):
            path.write_bytes(Bundle(archive={"zip64_end": True, "end64": told}).zipped())
            with pytest.raises(verify.Invalid):
                verify.check_bundle(str(path))
        extra = struct.pack("<HHQ", 1, 8, far)
        spoil = {"extra": extra, "offset": 0xFFFFFFFF}
        path.write_bytes(
            Bundle(archive={"change": lambda m, spoil=spoil: [replace(m[0], central=spoil), *m[1:]]}).zipped()
        )
        with pytest.raises(verify.Invalid):
            verify.check_bundle(str(path))


def test_a_large_file_is_never_held_in_memory(tmp_path: Path) -> None:
    large, path = bytes(96 << 20), tmp_path / "large.zip"
    bundle = Bundle(
        entries=[entry(0, files=[make.sha(large)])], files={make.sha(large): large}, archive={"deflated": True}
    )
    path.write_bytes(bundle.zipped())
    del large, bundle
    tracemalloc.start()
    try:
        verify.check_bundle(str(path))
        assert tracemalloc.get_traced_memory()[1] < 48 << 20
    finally:
        tracemalloc.stop()


def test_a_state_that_cannot_be_right_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(Bundle(state=bytes(96 << 20), archive={"deflated": True}).zipped())
    tracemalloc.start()
    try:
        with pytest.raises(verify.Invalid):
            verify.check_bundle(str(path))
        assert tracemalloc.get_traced_memory()[1] < 48 << 20
    finally:
        tracemalloc.stop()


def test_ten_thousand_entries_are_read_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    path.write_bytes(
        Bundle(
            entries=[make.canonical(entry(seq)) for seq in range(10_000)],
            files={},
            state=make.canonical(make.state_of(entry(seq) for seq in range(10_000))),
        ).zipped()
    )
    assert verify.check_bundle(str(path)).note.size == 10_000


def test_the_verifier_is_one_short_file_of_the_standard_library() -> None:
    source = PROGRAM.read_text("utf-8")
    imported = {
        name.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import) for name in node.names
    }
    imported |= {str(node.module) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names
    assert len(source.splitlines()) < 400


def test_importing_it_does_nothing(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(PROGRAM.parent)!r}); import verify; print(verify.check_bundle.__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", code],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr, list(tmp_path.iterdir())) == ("check_bundle\n", "", [])
