"""The form of a row, and what the rows have in common."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.verifier import make
from tests.verifier.archive import Member
from tests.verifier.make import Bundle, Entry, canonical, entry

VALID, INVALID, UNREADABLE = 0, 1, 2


@dataclass(frozen=True)
class Case:
    name: str
    bundle: bytes
    expected: int = INVALID
    reason: str = ""  # that verify.py's answer holds
    pinned: bytes | None = None


def one(**changes: Any) -> Bundle:
    """A log of one entry, changed so."""
    return Bundle(entries=[entry(0, **changes)], files={})


def raw(text: str | bytes) -> Bundle:
    """A log of one entry, of these very bytes."""
    return Bundle(entries=[make.as_bytes(text)], files={}, state=canonical(make.state_of([entry(0)])))


def text_of(**changes: Any) -> str:
    return canonical(entry(0, **changes)).decode()


def nested(levels: int) -> Entry:
    """An entry of so many levels, its own object the first."""
    inside: Any = {}
    for _ in range(levels - 3):
        inside = [inside]
    return entry(0, given={"in": inside})


def of_length(length: int) -> Entry:
    made = entry(0, given={"text": ""})
    return entry(0, given={"text": "x" * (length - len(canonical(made)))})


def zipped(change: Callable[[list[Member]], Any] | None = None, **options: Any) -> bytes:
    return Bundle(archive={"change": change, **options}).zipped()


def on_first(**changes: Any) -> Callable[[list[Member]], list[Member]]:
    return lambda members: [replace(members[0], **changes), *members[1:]]


def on_all(**changes: Any) -> Callable[[list[Member]], list[Member]]:
    return lambda members: [replace(member, **changes) for member in members]
