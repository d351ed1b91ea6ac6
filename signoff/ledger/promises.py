"""What is promised, in words for everybody, and how often each promise was attacked when it was last checked.

The figures come from `bin/test --promises`, which writes them into promises.json; nothing in it is written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from signoff.kernel.refusals import gettext_noop as _

FILE = Path(__file__).parent / "promises.json"


@dataclass(frozen=True)
class Promise:
    """`how` says how it is checked; "" where no figure is kept yet."""

    id: str
    words: str
    how: str = ""


PROMISES: tuple[tuple[str, tuple[Promise, ...]], ...] = (
    (
        _("The record"),
        (
            Promise(
                "A1",
                _("Each decision stands in the ledger once, or was not taken: never one without the other."),
                _("Each deed is interrupted at one step after the other. Then nothing of it may be there."),
            ),
            Promise(
                "A2",
                _("Whoever changes anything in a copy of the ledger is found out."),
                _("Copies are changed in every way we know, down to single bits. The checking program must see it."),
            ),
            Promise(
                "A3",
                _("Whoever runs the server cannot rewrite or shorten history without the other side noticing it."),
                _("A log is rewritten, set back and forked with its real key. A witness must raise the alarm."),
            ),
            Promise(
                "A4",
                _("Each decision gives a receipt that anybody can check without Signoff."),
                _("Receipts are checked on their own, by a program that knows nothing of the server."),
            ),
            Promise(
                "A5",
                _("Two programs, written apart from each other, come to the same verdict on a copy."),
                _("Both look at the same copies, sound ones and changed ones. They must agree on each."),
            ),
            Promise(
                "A6",
                _("Changes in the database, made past Signoff, are found and named."),
                _("Decided facts are changed by hand. Each change must be named, and nothing else."),
            ),
            Promise(
                "A7",
                _("Signoff itself can only add to the ledger, not change it."),
                _("With the rights that Signoff works with, the ledger is altered in every way we know."),
            ),
            Promise("A8", _("What is personal can be erased, and the record still holds.")),
        ),
    ),
    (
        _("Who sees and does what"),
        (
            Promise(
                "B1",
                _("What each role may do is what the page “Who decides” says, and nothing else."),
                _("Each deed is tried in each role, and held against a table written apart."),
            ),
            Promise(
                "B2",
                _("What is not yours looks exactly like what does not exist."),
                _("A stranger asks for what is there and for what is not: both answers must be alike to the letter."),
            ),
            Promise("B3", _("A confidential report cannot be noticed by the person whom it is about.")),
            Promise("B4", _("Access that is taken away ends at once, everywhere.")),
        ),
    ),
    (
        _("Nothing is lost, nothing happens twice"),
        (
            Promise(
                "C1",
                _("What was confirmed to you is kept, once, even if the server dies at that moment."),
                _("The programs are killed in the middle of their work. All that was confirmed must be there, once."),
            ),
            Promise("C2", _("Nothing is confirmed before it is safe on the disk.")),
            Promise(
                "C3",
                _("What is sent twice by mistake takes effect once."),
                _("The same deed is sent several times at once. It must be done once."),
            ),
            Promise(
                "C4",
                _("Nobody overwrites what another has just changed without having seen it."),
                _("Several people change the same thing at once. One must succeed, the others must be told."),
            ),
            Promise("C5", _("The rules cannot be bent, in whatever order things are done.")),
            Promise("C6", _("Money is right to the last cent.")),
        ),
    ),
    (
        _("Attacks from outside"),
        (
            Promise(
                "D1",
                _("Nothing that is sent makes Signoff fail."),
                _("Sensible and senseless requests, made up by a program. Each must be answered in order."),
            ),
            Promise("D2", _("What somebody has written never runs as a program for its readers.")),
            Promise("D3", _("Signoff cannot be made to call into private networks.")),
            Promise("D4", _("Passwords cannot be guessed in bulk, nor who has an account.")),
            Promise("D5", _("Files and imports, however hostile, do not exhaust the server.")),
        ),
    ),
    (
        _("Running it"),
        (
            Promise("E1", _("A backup taken while people work can be restored.")),
            Promise("E2", _("A newer version keeps everything.")),
            Promise(
                "E3", _("A full disk, or a database or mail server that is away, loses nothing that was confirmed.")
            ),
            Promise(
                "E4",
                _("Letters go out at least once, however often the sender dies."),
                _("The sender is killed again and again. No letter may be missing."),
            ),
        ),
    ),
)


@dataclass(frozen=True)
class Checked:
    """A promise with the figures of all its checks; `at` is when the oldest of them was made, None for never.

    `full`: each check was made as often as the promise says; otherwise in the smaller number of every day.
    """

    promise: Promise
    tried: int = 0
    failed: int = 0
    at: datetime | None = None
    full: bool = False
    databases: tuple[str, ...] = ()


def checked() -> list[tuple[str, list[Checked]]]:
    """Every promise under its heading, with what was found when it was last checked."""
    return [(heading, [_checked(promise) for promise in promises]) for heading, promises in PROMISES]


def _checked(promise: Promise) -> Checked:
    rows = [row for row in _figures() if row["promise"] == promise.id]
    if not rows or not promise.how:
        return Checked(promise)
    return Checked(
        promise,
        tried=sum(row["tried"] for row in rows),
        failed=sum(row["failed"] for row in rows),
        at=min(datetime.fromisoformat(row["at"]) for row in rows),
        full=all(row["scale"] == "full" for row in rows),
        databases=tuple(sorted({DATABASES.get(row["database"], row["database"]) for row in rows}, reverse=True)),
    )


DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@cache
def _figures() -> Sequence[dict[str, Any]]:
    """The figures as the file has them; none where there is no file."""
    if not FILE.exists():
        return ()
    rows: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["figures"]
    return rows
