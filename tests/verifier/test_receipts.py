"""Receipts and older checkpoints, held against an export by both verifiers."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

import verify
from tests.verifier import make, mutations, second
from tests.verifier.make import Bundle, Key, entry

FULL = Bundle()
OTHER = Bundle(entries=[*FULL.entries[:3], entry(3, actor="p_other"), *FULL.entries[4:]])
WITNESS = make.WITNESSES[0]
PROVED = FULL.lines_of_entries[3]
SHORT = replace(FULL.older(5), swap={})


@dataclass(frozen=True)
class Case:
    name: str
    receipt: bytes
    bundle: Bundle = field(default_factory=lambda: FULL)
    entry: bytes = PROVED
    is_valid: bool = False
    is_newer: bool = False


def of(*changes: tuple[str, str], index: int = 3, extra: str | None = None) -> bytes:
    """The receipt with some of its text replaced; what is to be replaced must be there."""
    text = FULL.receipt(index, extra=extra).decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return text.encode()


def with_path(*path: bytes, index: int = 3) -> bytes:
    return make.proof(index, path, FULL.signed())


def cases() -> Iterator[Case]:
    asking = make.policy(f"witness w {WITNESS.vkey}", quorum="w")
    one = Bundle(entries=[entry(0)], files={})
    yield Case("of an entry", FULL.receipt(3), is_valid=True)
    yield Case("of an entry, as it was given then", FULL.receipt(3, 4), is_valid=True)
    yield Case("of the only entry", one.receipt(0), one, one.lines_of_entries[0], is_valid=True)
    yield Case("with extra data", FULL.receipt(3, extra="eHh4"), is_valid=True)
    yield Case("newer than the bundle", FULL.receipt(3), SHORT, is_valid=True, is_newer=True)
    yield Case(
        "of an entry that is newer than the bundle",
        FULL.receipt(6),
        SHORT,
        FULL.lines_of_entries[6],
        is_valid=True,
        is_newer=True,
    )
    yield Case(
        "without the witnesses that the bundle's quorum asks for",
        FULL.receipt(3),
        is_valid=True,
        bundle=replace(FULL, policy=asking, cosignatures=WITNESS.line(FULL.text)),
    )
    yield Case(
        "with a witness's wrong line",
        FULL.receipt(3) + WITNESS.line("other\n").encode(),
        replace(FULL, policy=asking, cosignatures=WITNESS.line(FULL.text)),
    )
    yield Case(
        "with an unknown line", FULL.receipt(3) + make.line("stranger.example", b"x" * 9).encode(), is_valid=True
    )
    yield Case(
        "signed by the key before the rotation",
        replace(FULL, log=make.OLD_LOG).receipt(3, 4),
        is_valid=True,
        bundle=replace(FULL, policy=make.policy(logs=[make.OLD_LOG, make.OUR_LOG])),
    )
    yield Case("signed by a key that the policy does not hold", replace(FULL, log=make.OLD_LOG).receipt(3, 4))
    yield from wrong_cases()


def wrong_cases() -> Iterator[Case]:
    path = make.tree_path(3, [make.leaf(each) for each in FULL.lines_of_entries])
    odd = b'{"not":"an entry"}'
    strange = replace(FULL, entries=[*FULL.entries, odd])
    yield Case("of another entry", FULL.receipt(3), entry=FULL.lines_of_entries[2])
    yield Case("of the entry with a line feed", FULL.receipt(3), entry=PROVED + b"\n")
    yield Case("of the entry with a space", FULL.receipt(3), entry=PROVED + b" ")
    yield Case("of nothing", FULL.receipt(3), entry=b"")
    yield Case("of another index", of(("index 3", "index 2")))
    yield Case("of an index beyond its tree", of(("index 3", "index 7")))
    yield Case("of an index with a leading zero", of(("index 3", "index 03")))
    yield Case("of a negative index", of(("index 3", "index -3")))
    yield Case("of an index of 5,000 digits", of(("index 3", "index " + "3" * 5000)))
    yield Case("without index", of(("index 3\n", "")))
    yield Case("with a path too short", with_path(*path[:-1]))
    yield Case("with a path too long", with_path(*path, path[0]))
    yield Case("with a path that begins too early", with_path(path[0], *path))
    yield Case(
        "of the next index, with the path of the last",
        of(("index 6", "index 7"), index=6),
        entry=FULL.lines_of_entries[6],
    )
    yield Case("with a path of 64", with_path(*path * 22))
    yield Case("with a path in another order", with_path(*path[::-1]))
    yield Case("with a hash too short", with_path(*path[:-1], path[-1][:31]))
    yield Case("with no path", with_path())
    yield Case("with a hash that is no base64", of((make.b64(path[0]), "?" * 44)))
    yield Case("with an empty extra", of(("index", "extra \nindex")))
    yield Case("with loose base64 in its extra", of(("index", "extra eHh=\nindex")))
    yield Case("with two extras", of(("index", "extra eHh4\nextra eHh4\nindex")))
    yield Case("with the extra after the index", of(("index 3\n", "index 3\nextra eHh4\n")))
    yield Case("of another version", of(("@v1", "@v2")))
    yield Case("with carriage returns", FULL.receipt(3).replace(b"\n", b"\r\n"))
    yield Case("without an empty line", of(("\n\n", "\n")))
    yield Case("with a byte-order mark", "\ufeff".encode() + FULL.receipt(3))
    yield Case("that is empty", b"")
    yield Case("that is not UTF-8", b"\xff" + FULL.receipt(3))
    yield Case("of another history", OTHER.receipt(3), entry=OTHER.lines_of_entries[3])
    yield Case("of another history, of an entry that both have", OTHER.receipt(2), entry=FULL.lines_of_entries[2])
    yield Case("of another history, newer than the bundle", OTHER.receipt(3), SHORT, OTHER.lines_of_entries[3])
    yield Case("of another log", _other_log().receipt(3), entry=_other_log().lines_of_entries[3])
    yield Case("beside a bundle that is wrong", FULL.receipt(3), replace(FULL, state=b"{}"))
    yield Case("newer, of what is no entry", strange.receipt(7), entry=odd)
    yield Case(
        "with an extension line",
        make.proof(3, path, f"{FULL.text}more\n\n{make.OUR_LOG.line(FULL.text + 'more' + chr(10))}"),
    )


def _other_log() -> Bundle:
    origin = "other.example/signoff/x"
    entries = [each | {"log": origin} for each in make.story()]
    return Bundle(entries=list(entries), origin=origin, log=Key(origin), policy=make.policy(logs=[Key(origin)]))


ONE_EACH = pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)


@ONE_EACH
def test_a_receipt_proves_its_entry_and_nothing_else(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(case.bundle.zipped())
    if not case.is_valid:
        with pytest.raises(verify.Invalid):
            verify.check_receipt(str(path), case.receipt, case.entry)
        return
    assert verify.check_receipt(str(path), case.receipt, case.entry).is_newer == case.is_newer


@ONE_EACH
def test_the_second_verifier_says_so_too(case: Case) -> None:
    reason = second.judge_receipt(case.bundle.zipped(), case.receipt, case.entry)
    assert (reason is None) == case.is_valid, reason


def test_every_entry_of_every_tree_has_a_proof_and_a_proof_proves_one_entry() -> None:
    leaves = [make.leaf(b"%d" % number) for number in range(40)]
    for size in range(1, 41):
        root = make.tree_root(leaves[:size])
        assert root == verify.root_of(leaves[:size]) == second.merkle(leaves[:size])
        for index in range(size):
            path = make.tree_path(index, leaves[:size])
            assert verify.root_by(path, leaves[index], index, size) == root
            assert second.included(leaves[index], index, size, path, root)
            assert not second.included(leaves[index - 1], index, size, path, root) or size == 1


@pytest.mark.usefixtures("remembered_signatures")
def test_every_single_bit_of_a_receipt_counts(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(SHORT.zipped())
    receipt = FULL.receipt(3, 4)
    for bit in range(0, 8 * len(receipt), 5):
        with pytest.raises(verify.Invalid):
            verify.check_receipt(str(path), mutations.flipped(receipt, bit), PROVED)


OLDER = [
    ("of its own size", FULL.signed(), True),
    ("of 4 entries", FULL.older(4).signed(), True),
    ("of the empty log", FULL.older(0).signed(), True),
    ("of more entries than it has", replace(FULL, entries=[*FULL.entries, entry(7)]).signed(), False),
    ("of another history", OTHER.older(4).signed(), False),
    ("of the history that both have", OTHER.older(3).signed(), True),
    ("of another log", _other_log().older(3).signed(), False),
    ("that nobody signed", f"{FULL.older(4).text}\n", False),
    ("that another key signed", replace(FULL.older(4), log=make.OLD_LOG).signed(), False),
    ("that is empty", "", False),
]


@pytest.mark.parametrize(("checkpoint", "is_valid"), [row[1:] for row in OLDER], ids=[row[0] for row in OLDER])
def test_an_export_continues_an_older_checkpoint(checkpoint: str, is_valid: bool, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(FULL.zipped())
    assert (second.judge_consistency(FULL.zipped(), checkpoint.encode()) is None) == is_valid
    if is_valid:
        assert verify.check_consistency(str(path), checkpoint.encode()).note.size == 7
        return
    with pytest.raises(verify.Invalid):
        verify.check_consistency(str(path), checkpoint.encode())
