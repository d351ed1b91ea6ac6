"""Where a deed takes place: who acts, when, before which log, and what has been written so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from signoff.charter.decisions import Decision
from signoff.charter.sides import Room
from signoff.charter.standing import Standing
from signoff.kernel.decided import Decided
from signoff.kernel.refusals import Stale
from signoff.kernel.rows import write
from signoff.ledger.models import Log


class Actor(Protocol):
    """Who acts: always somebody, a person or a named service."""

    pk: int
    pid: str
    is_service: bool


@dataclass
class Scene:
    """`log` is the locked head to which the entry goes. Commands write rows by `keep` and nothing else.

    `agreed`: the deed was suggested by one side, and the other agrees to it by this very deed.
    """

    by: Actor
    now: datetime
    standing: Standing
    log: Log
    kept: list[Decided] = field(default_factory=list)
    agreed: bool = False

    def keep(self, *rows: Decided) -> None:
        """Write decided rows; each stands in the ledger with its new revision and digest."""
        for row in rows:
            row.revision += 1
            write(row)
            if row in self.kept:
                # It may have been read anew since: the entry tells of it as it is in the end.
                self.kept[self.kept.index(row)] = row
            else:
                self.kept.append(row)

    def keep_all(self, rows: Sequence[Decided]) -> None:
        """Write many new decided rows of one table at once."""
        if not rows:
            return
        for row in rows:
            row.revision = 1
        type(rows[0])._default_manager.bulk_create(rows, batch_size=500)
        self.kept.extend(rows)

    def expect(self, row: Decided, revision: int) -> None:
        """Refuse to go on when the row is not at the revision that the actor has seen (C4)."""
        if row.revision != revision:
            raise Stale(row.obj, row.revision)

    def who_may(self, decision: Decision) -> tuple[str, ...]:
        """The names of those who may decide this instead."""
        return ()

    def log_of(self, room: Room) -> Log:
        """The log in which the deed is told."""
        return self.log


@dataclass(frozen=True)
class Outcome:
    """What a deed brought about, besides the rows that it kept.

    `answer` goes to the caller; `secret` too, but it is never kept; `told` are plain words that the ledger's
    sentence needs; `files` are the SHA-256 of attachments; `more_facts` tell of what no row holds any more;
    `room` says whose log tells it.
    """

    answer: Mapping[str, Any] = field(default_factory=dict)
    secret: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, str | int] = field(default_factory=dict)
    files: Sequence[str] = ()
    more_facts: Sequence[Mapping[str, Any]] = ()
    room: Room = Room.BOTH
