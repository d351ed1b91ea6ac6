"""Small bundles for the tests, valid ones and wrong ones, written from the definition of the bundle."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.verifier.archive import Member, archive

ORIGIN = "signoff.example/signoff/p_book"
LOG, WITNESS = 1, 4
Entry = dict[str, Any]


# ------------------------------------------------------------------------------------------------- keys and notes


@dataclass(frozen=True)
class Key:
    """A key made from its name, so that the same tests make the same bytes on every machine."""

    name: str
    kind: int = LOG
    seed: str = ""

    @cached_property
    def private(self) -> Ed25519PrivateKey:
        secret = hashlib.sha256(f"test key {self.seed or self.name} {self.kind}".encode()).digest()
        return Ed25519PrivateKey.from_private_bytes(secret)

    @cached_property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def vkey(self) -> str:
        return vkey(self.name, self.kind, self.public)

    def line(self, text: str, time: int = 1_790_000_000) -> str:
        """The signature line under a note's text; a witness's says when."""
        if self.kind == LOG:
            return line(self.name, key_id(self.name, LOG, self.public) + self.private.sign(text.encode()))
        stamped = f"cosignature/v1\ntime {time}\n{text}".encode()
        made = time.to_bytes(8, "big") + self.private.sign(stamped)
        return line(self.name, key_id(self.name, WITNESS, self.public) + made)


def key_id(name: str, kind: int, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def vkey(name: str, kind: int, public: bytes) -> str:
    return f"{name}+{key_id(name, kind, public).hex()}+{b64(bytes([kind]) + public)}"


def line(name: str, blob: bytes) -> str:
    return f"— {name} {b64(blob)}\n"


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


OUR_LOG = Key(ORIGIN)
OLD_LOG = Key(ORIGIN, seed="before the rotation")
WITNESSES = [Key(f"witness.example/w{number}", WITNESS) for number in range(4)]


def policy(*lines: str, logs: Iterable[Key] = (OUR_LOG,), quorum: str = "none") -> str:
    """A tlog-policy: the logs, then these lines, then the quorum."""
    return "".join(f"{each}\n" for each in [*(f"log {key.vkey}" for key in logs), *lines, f"quorum {quorum}"])


# -------------------------------------------------------------------------------------------------------- the tree


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\0" + entry).digest()


def tree_root(leaves: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    half = _half(len(leaves))
    return hashlib.sha256(b"\1" + tree_root(leaves[:half]) + tree_root(leaves[half:])).digest()


def tree_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """RFC 6962, 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    half = _half(len(leaves))
    if index < half:
        return [*tree_path(index, leaves[:half]), tree_root(leaves[half:])]
    return [*tree_path(index - half, leaves[half:]), tree_root(leaves[:half])]


def _half(size: int) -> int:
    half = 1
    while 2 * half < size:
        half *= 2
    return half


# ------------------------------------------------------------------------------------------------------ the entries


def entry(seq: int, /, **changes: Any) -> Entry:
    """An entry as the ledger writes it, with these members changed; a member of the value ... is left out."""
    made: Entry = {
        "v": 1,
        "log": ORIGIN,
        "seq": seq,
        "at": f"2026-03-{1 + seq % 28:02}T09:30:00.{seq:06}Z",
        "type": "backlog.change-task",
        "actor": "p_7f3k",
        "side": "contractor",
        "rule": "S3",
        "given": {"title": "Login"},
        "facts": [fact(f"task:BOOK-{1 + seq % 3}", seq + 1)],
    }
    made.update(changes)
    return {name: value for name, value in made.items() if value is not ...}


def fact(obj: str, rev: int = 1, digest: str = "") -> dict[str, Any]:
    return {"obj": obj, "rev": rev, "digest": digest or hashlib.sha256(f"{obj} {rev}".encode()).hexdigest()}


def story() -> list[Entry]:
    """A small project: a task handed over, returned, accepted; a file kept and one erased."""
    return [
        entry(0, type="people.open-project", given={}, facts=[fact("project:BOOK"), fact("person:p_7f3k")]),
        entry(1, given={"title": 'Войти "быстро"\n\t€ 😀', "note": "a\\b/c\u0001\u007f"}, facts=[fact("task:BOOK-1")]),
        entry(2, type="files.attach", files=[sha(b"kept"), sha(b"gone")], facts=[fact(f"file:{sha(b'gone')}")]),
        entry(3, type="acceptance.return-task", side="customer", rule=["AC1", "AC4"], facts=[fact("task:BOOK-1", 2)]),
        entry(4, type="files.erase-file", facts=[fact(f"file:{sha(b'gone')}", 2)]),
        entry(
            5,
            type="acceptance.accept-task",
            side="customer",
            rule="AC1",
            facts=[fact("task:BOOK-1", 4)],
            at="2026-01-02T03:04:05.000006Z",
        ),
        entry(6, facts=[fact("task:BOOK-2"), fact("note:é😀\uffee"), fact("note:é\uffee")], files=[]),
    ]


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def canonical(value: Any) -> bytes:
    return bytes(rfc8785.dumps(value))


def state_of(entries: Iterable[Entry]) -> dict[str, Any]:
    last: dict[str, Any] = {}
    for each in entries:
        for said in each.get("facts", []):
            if isinstance(said, dict):
                last[str(said.get("obj"))] = {
                    "digest": said.get("digest"),
                    "rev": said.get("rev"),
                    "seq": each.get("seq"),
                }
    return last


# -------------------------------------------------------------------------------------------------------- the bundle


@dataclass
class Bundle:
    """What goes into an export. Everything that is signed or derived is made from the entries when it is asked for,
    so that a test changes one thing and all else stays right; `swap` changes members at the end, as a forger would."""

    entries: list[Entry | bytes] = field(default_factory=lambda: [*story()])
    files: dict[str, bytes] = field(default_factory=lambda: {sha(b"kept"): b"kept"})
    log: Key = OUR_LOG
    origin: str = ORIGIN
    policy: str | bytes = field(default_factory=policy)
    lines: str = ""  # signature lines of the checkpoint besides the log's
    cosignatures: str | bytes = ""
    checkpoint: str | bytes | None = None
    state: bytes | None = None
    swap: dict[str, bytes | None] = field(default_factory=dict)
    archive: dict[str, Any] = field(default_factory=dict)

    @property
    def lines_of_entries(self) -> list[bytes]:
        return [each if isinstance(each, bytes) else canonical(each) for each in self.entries]

    @property
    def text(self) -> str:
        leaves = [leaf(each) for each in self.lines_of_entries]
        return head(len(leaves), tree_root(leaves), self.origin)

    def signed(self) -> str:
        return f"{self.text}\n{self.log.line(self.text)}{self.lines}"

    def members(self) -> dict[str, bytes]:
        known = [each for each in self.entries if isinstance(each, dict)]
        made: dict[str, bytes | None] = {
            "entries.jsonl": b"".join(each + b"\n" for each in self.lines_of_entries),
            "checkpoint": as_bytes(self.signed() if self.checkpoint is None else self.checkpoint),
            "policy": as_bytes(self.policy),
            "cosignatures": as_bytes(self.cosignatures),
            "state.json": canonical(state_of(known)) if self.state is None else self.state,
            **{f"files/{name}": data for name, data in self.files.items()},
        }
        made.update(self.swap)
        return {name: data for name, data in made.items() if data is not None}

    def zipped(self) -> bytes:
        return archive([Member(name.encode(), data) for name, data in self.members().items()], **self.archive)

    def receipt(self, index: int, size: int | None = None, extra: str | None = None) -> bytes:
        """The receipt of an entry at the time when the log had so many entries; now, if it is not said."""
        leaves = [leaf(each) for each in self.lines_of_entries][:size]
        text = head(len(leaves), tree_root(leaves), self.origin)
        return proof(index, tree_path(index, leaves), f"{text}\n{self.log.line(text)}{self.lines}", extra)

    def older(self, size: int) -> "Bundle":
        """The same log when it had so many entries."""
        return replace(self, entries=self.entries[:size])


def head(size: int, root: bytes, origin: str = ORIGIN) -> str:
    return f"{origin}\n{size}\n{b64(root)}\n"


def proof(index: int, path: Iterable[bytes], checkpoint: str, extra: str | None = None) -> bytes:
    lines = [
        "c2sp.org/tlog-proof@v1",
        *([] if extra is None else [f"extra {extra}"]),
        f"index {index}",
        *map(b64, path),
    ]
    return "".join(f"{each}\n" for each in [*lines, ""]).encode() + checkpoint.encode()


def as_bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text
