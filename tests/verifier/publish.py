"""Writes the test vectors for authors of other verifiers: `python -m tests.verifier.publish`. They are the same bytes
on every machine; a test holds them against this program and against both verifiers."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from tests.verifier import make
from tests.verifier.archive import Member
from tests.verifier.cases import CASES
from tests.verifier.make import Bundle

FOLDER = Path(__file__).parent / "vectors"
OF_THE_TABLE = [
    "a story",
    "the empty log",
    "with descriptors",
    "zip64",
    "a member twice, spelt otherwise",
    "keys sorted by UTF-16 units",
    "keys sorted by code points",
    "an integer too large",
    "a lone surrogate, escaped",
    "65 levels",
    "at of second 60",
    "rev true",
    "a rev that stays",
    "state with an old seq",
    "a file missing",
    "a file that no entry names",
    "a file erased later",
    "a file erased by the entry that names it",
    "another root",
    "a root whose base64 has loose bits",
    "the log's line right and wrong",
    "two of three, met",
    "two of three, one twice",
    "a gap before a member",
    "a comment",
    "a symlink",
    "a local size that differs",
]


@dataclass
class Vector:
    """One call: the words of the command, with files of this folder, and its exit code."""

    name: str
    command: list[str]
    exit: int
    prints: list[str] = field(default_factory=list)


def files() -> dict[str, bytes]:
    """Every file that the vectors name."""
    bundle = Bundle()
    rows = {case.name: case for case in CASES}
    forged = replace(bundle, entries=[*bundle.entries[:3], make.entry(3, actor="p_other"), *bundle.entries[4:]])
    made = {f"{slug(name)}.zip": rows[name].bundle for name in OF_THE_TABLE}
    made |= {
        "deflated.zip": Bundle(archive={"change": _deflated}).zipped(),
        "short.zip": bundle.older(5).zipped(),
        "receipt-3.tlog-proof": bundle.receipt(3),
        "receipt-3-of-4.tlog-proof": bundle.receipt(3, 4),
        "receipt-3-forged.tlog-proof": forged.receipt(3),
        "entry-3.json": bundle.lines_of_entries[3],
        "entry-3-forged.json": forged.lines_of_entries[3],
        "checkpoint-4": bundle.older(4).signed().encode(),
        "checkpoint-4-forged": forged.older(4).signed().encode(),
        "checkpoint-7": bundle.signed().encode(),
        "policy": make.policy().encode(),
        "policy-of-another-log": make.policy(logs=[make.Key("other.example/signoff/x")]).encode(),
        "policy-that-asks-for-a-witness": make.policy(f"witness w {make.WITNESSES[0].vkey}", quorum="w").encode(),
        "no.zip": b"this is no archive\n",
    }
    return made


def _deflated(members: list[Member]) -> list[Member]:
    """As blocks that hold the bytes as they are, which every version of every library writes alike."""
    return [replace(each, method=8, packed=_as_it_is(each.data)) for each in members]


def _as_it_is(data: bytes) -> bytes:
    size = len(data).to_bytes(2, "little")
    return b"\1" + size + bytes(255 - byte for byte in size) + data


def vectors() -> Iterator[Vector]:
    """The calls, with what must come of them."""
    rows = {case.name: case for case in CASES}
    for name in OF_THE_TABLE:
        yield Vector(name, ["bundle", f"{slug(name)}.zip"], rows[name].expected)
    story, receipt, entry = "a-story.zip", "receipt-3.tlog-proof", "entry-3.json"
    yield Vector("deflated", ["bundle", "deflated.zip"], 0)
    yield Vector("not pinned", ["bundle", story], 0, ["not pinned"])
    yield Vector("pinned", ["bundle", story, "--policy", "policy"], 0)
    yield Vector("pinned to another log", ["bundle", story, "--policy", "policy-of-another-log"], 1)
    yield Vector("pinned, with a witness", ["bundle", story, "--policy", "policy-that-asks-for-a-witness"], 1)
    yield Vector("no archive", ["bundle", "no.zip"], 2)
    yield Vector("no file", ["bundle", "missing.zip"], 2)
    yield Vector("a receipt", ["receipt", story, receipt, entry], 0)
    yield Vector("a receipt as it was given", ["receipt", story, "receipt-3-of-4.tlog-proof", entry], 0)
    yield Vector("a newer receipt", ["receipt", "short.zip", receipt, entry], 0, ["newer than the bundle"])
    yield Vector("a receipt of another entry", ["receipt", story, receipt, "entry-3-forged.json"], 1)
    yield Vector("a forged receipt", ["receipt", story, "receipt-3-forged.tlog-proof", "entry-3-forged.json"], 1)
    newer = ["receipt", "short.zip", "receipt-3-forged.tlog-proof", "entry-3-forged.json"]
    yield Vector("a forged receipt, newer than the bundle", newer, 1)
    yield Vector("an older checkpoint", ["consistency", story, "checkpoint-4"], 0)
    yield Vector("a checkpoint of another history", ["consistency", story, "checkpoint-4-forged"], 1)
    yield Vector("a bundle that was cut", ["consistency", "short.zip", "checkpoint-7"], 1)


def slug(name: str) -> str:
    return "".join(each if each.isalnum() else "-" for each in name.replace("'", "").lower()).replace("--", "-")


def index() -> bytes:
    """vectors.json."""
    return (json.dumps([asdict(each) for each in vectors()], indent=1, ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, data in {**files(), "vectors.json": index()}.items():
        (FOLDER / name).write_bytes(data)
