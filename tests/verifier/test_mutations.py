"""Promise A2: any change to an export is found. Promise A5: two independent verifiers agree. With the figures."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import verify
from tests.attacks.figures import report
from tests.verifier import make, mutations, second
from tests.verifier.cases import CASES
from tests.verifier.make import Bundle

COVERED = ["entries.jsonl", "entries.jsonl", "state.json", "checkpoint", f"files/{make.sha(b'kept')}"]


pytestmark = pytest.mark.usefixtures("remembered_signatures")


@pytest.fixture
def accepts(tmp_path: Path) -> Callable[[bytes], bool]:
    """Whether verify.py finds these bytes to be a valid bundle. Anything but its verdict is an error of the test."""
    path = tmp_path / "bundle.zip"

    def judge(data: bytes, pinned: bytes | None = None) -> bool:
        path.unlink(missing_ok=True)  # writing over it would wait for the disk
        path.write_bytes(data)
        try:
            verify.check_bundle(str(path), pinned)
        except (verify.Invalid, OSError):
            return False
        return True

    return judge


def changed_exports() -> Iterator[tuple[str, bytes]]:
    """10,000 changed exports of a small project, each with what was changed."""
    bundle = Bundle()
    archive = bundle.zipped()
    ignored = mutations.ignored_bits(archive)
    for data in mutations.of_the_archive(archive, 4_500, seed=1):
        if not mutations.differs_only_in(ignored, archive, data):
            yield "the archive's bytes", data
    for name, members in mutations.of_the_contents(bundle, COVERED, 5_800, seed=2):
        yield name, mutations.packed(members, deflated=bool(len(members[name]) % 2))
    for members in mutations.of_the_members(bundle):
        yield "the members", mutations.packed(members)


def test_every_change_to_an_export_is_found(accepts: Callable[[bytes], bool]) -> None:
    assert accepts(Bundle().zipped())
    tried, unnoticed = 0, []
    for what, data in changed_exports():
        tried += 1
        if accepts(data):
            unnoticed.append((what, tried))
    report("A2", tried, unnoticed, "changes to an export: found")
    assert tried >= 10_000


def test_every_single_bit_of_a_plain_checkpoint_counts(accepts: Callable[[bytes], bool]) -> None:
    members = Bundle().members()
    checkpoint = members["checkpoint"]
    bits = range(8 * len(checkpoint))
    changed = (mutations.packed(members | {"checkpoint": mutations.flipped(checkpoint, bit)}) for bit in bits)
    unnoticed = [bit for bit, data in enumerate(changed) if accepts(data)]
    report("A2", len(bits), unnoticed, "single bits of a plain checkpoint: found")


def test_what_no_rule_covers_may_change(accepts: Callable[[bytes], bool]) -> None:
    archive = Bundle().zipped()
    bits = random.Random(3).sample(sorted(mutations.ignored_bits(archive)), 300)
    assert [bit for bit in bits if not accepts(mutations.flipped(archive, bit))] == []


def corpus() -> Iterator[tuple[str, bytes, bytes | None]]:
    """Valid, wrong and changed bundles: of every rule, of every part, with and without witnesses, plain and packed."""
    yield from ((case.name, case.bundle, case.pinned) for case in CASES)
    state = Bundle().members()["state.json"]
    witness = make.WITNESSES[0]
    asking = make.policy(f"witness w {witness.vkey}", "group g any w", quorum="g")
    witnessed = Bundle(
        policy=asking, cosignatures=witness.line(Bundle().text), lines=make.line("stranger.example", b"x" * 9)
    )
    every_way = Bundle(
        archive={
            "deflated": True,
            "zip64_end": True,
            "change": lambda m: [replace(x, flags=8, zip64=True) for x in m],
        }
    )
    for number, bundle in enumerate([Bundle(), Bundle(archive={"deflated": True}), every_way, witnessed]):
        for data in mutations.of_the_archive(bundle.zipped(), 700, seed=10 + number):
            yield f"archive {number}", data, None
    for name, members in mutations.of_the_contents(witnessed, [*COVERED[2:], "policy", "cosignatures"], 1_500, seed=20):
        yield name, mutations.packed(members), None
    for _, members in mutations.of_the_contents(witnessed, ["entries.jsonl"], 700, seed=21):
        yield "entries, signed anew", _signed_anew(members["entries.jsonl"], state), None


def _signed_anew(entries: bytes, state: bytes) -> bytes:
    """As an operator would do it who holds the key: the checkpoint fits whatever the entries are."""
    lines = entries.split(b"\n")
    return Bundle(entries=list(lines[:-1]), swap={"entries.jsonl": entries, "state.json": state}).zipped()


def test_two_independent_verifiers_agree(accepts: Callable[..., bool]) -> None:
    verdicts, disagreements = [], []
    for name, data, pinned in corpus():
        ours, theirs = accepts(data, pinned), second.judge_bundle(data, pinned)
        verdicts.append(ours)
        if ours != (theirs is None):
            disagreements.append((name, ours, theirs))
    report("A5", len(verdicts), disagreements, "bundles, valid and changed: both verifiers agree")
    assert verdicts.count(True) > 100
    assert verdicts.count(False) > 4_000
