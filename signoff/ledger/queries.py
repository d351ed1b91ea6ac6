"""Reading the ledger, as far as the person who asks may see it: both sides' log, and their own side's room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from signoff.charter.sides import Room
from signoff.kernel.refusals import NotThere
from signoff.ledger.append import Receipt
from signoff.ledger.models import Entry, Log, Node, Opening
from signoff.ledger.note import proof_text
from signoff.ledger.telling import ReadEntry
from signoff.ledger.tree import inclusion_proof, nodes_needed, perfect_parts
from signoff.ledger.witness_proof import consistency_proof, consistency_ranges
from signoff.people.models import Person
from signoff.people.standing import Member

PERSON_ID = re.compile(rb'"(p_[0-9a-f]{16})"')


@dataclass(frozen=True)
class Wanted:
    """Which entries: by whom (pseudonymous ids), about which task, from and to when, of which commands."""

    actors: tuple[str, ...] = ()
    task: str = ""
    since: datetime | None = None
    until: datetime | None = None
    types: tuple[str, ...] = ()

    def of(self, rows: QuerySet[Entry]) -> QuerySet[Entry]:
        """The wanted ones of these entries."""
        conditions = {
            "actor__in": self.actors or None,
            "at__gte": self.since,
            "at__lt": self.until,
            "type__in": self.types or None,
        }
        rows = rows.filter(**{name: value for name, value in conditions.items() if value is not None})
        if self.task:
            # A verdict on a criterion is about that; its name begins with the task's.
            rows = rows.filter(Q(about=f"task:{self.task}") | Q(about__startswith=f"criterion-verdict:{self.task}."))
        return rows


EVERYTHING = Wanted()


def log_seen_by(member: Member, room: Room = Room.BOTH) -> Log:
    """The project's log of this room. Raises NotThere for the other side's room, as for none at all (A2)."""
    if room not in member.rooms:
        raise NotThere(str(room))
    return Log.objects.get(project_id=member.project.pk, room=room)


def _check(log: Log, seen_by: Member) -> None:
    if log.project_id != seen_by.project.pk or log.room not in seen_by.rooms:
        raise NotThere(log.origin)


def all_entries(log: Log, *, seen_by: Member, wanted: Wanted = EVERYTHING) -> QuerySet[Entry]:
    """The wanted entries of a log, newest first. Raises NotThere where the reader may not read it."""
    _check(log, seen_by)
    return wanted.of(Entry.objects.filter(log=log)).order_by("-seq")


def entries(
    log: Log,
    *,
    seen_by: Member,
    after: int | None = None,
    before: int | None = None,
    limit: int = 50,
    wanted: Wanted = EVERYTHING,
) -> list[Entry]:
    """A page of the log: the oldest entries whose number is above `after`, oldest first (a cursor for change);
    else the newest, or those whose number is below `before`, newest first."""
    rows = all_entries(log, seen_by=seen_by, wanted=wanted)
    if after is not None:
        return list(rows.filter(seq__gt=after).order_by("seq")[:limit])
    return list((rows if before is None else rows.filter(seq__lt=before))[:limit])


def entry_numbered(log: Log, seq: int, *, seen_by: Member) -> Entry:
    """The entry with this number. Raises NotThere."""
    _check(log, seen_by)
    entry = Entry.objects.filter(log=log, seq=seq).first() if 0 <= seq < log.size else None
    if entry is None:
        raise NotThere(f"entry {seq}")
    return entry


def recent_decisions(
    member: Member, *, since: datetime | None = None, types: Sequence[str] = (), limit: int = 5
) -> list[ReadEntry]:
    """What both sides have decided lately, newest first."""
    log = log_seen_by(member)
    found = entries(log, seen_by=member, limit=limit, wanted=Wanted(since=since, types=tuple(types)))
    return readable(found, seen_by=member)


def readable(rows: Sequence[Entry], *, seen_by: Member) -> list[ReadEntry]:
    """Entries with the names and the personal words that they mention, in two queries for all of them."""
    names, opened = names_in(rows), _opened(rows, seen_by)
    return [ReadEntry(row, opened.get((row.log_id, row.seq), {}), lambda pid: names.get(pid, pid)) for row in rows]


def names_in(rows: Iterable[Entry]) -> Mapping[str, str]:
    """The names of everybody whom the entries mention, by pseudonymous id."""
    pids = {pid.decode() for row in rows for pid in PERSON_ID.findall(bytes(row.bytes))}
    return dict(Person.objects.filter(pid__in=pids).values_list("pid", "name")) if pids else {}


def _opened(rows: Sequence[Entry], seen_by: Member) -> dict[tuple[int, int], dict[str, Any]]:
    """By log and number of the entry: what its commitments stand for, as far as it was not erased."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    with_some = [row for row in rows if b'{"commitment":' in bytes(row.bytes)]
    for log_id in {row.log_id for row in with_some}:
        numbers = [row.seq for row in with_some if row.log_id == log_id]
        openings = Opening.objects.filter(log_id=log_id, log__project_id=seen_by.project.pk, seq__in=numbers)
        for seq, field, value in openings.values_list("seq", "field", "value"):
            found.setdefault((log_id, seq), {})[field] = value
    return found


def receipt_text(log: Log, seq: int) -> str:
    """The receipt of an entry against the log's newest checkpoint (C2SP tlog-proof). Raises NotThere.

    The log must have come from `log_seen_by`, or from somebody who answers for all of them.
    """
    if not 0 <= seq < log.size:
        raise NotThere(f"entry {seq}")
    nodes = _nodes(log, nodes_needed(seq, log.size))
    proof = inclusion_proof(seq, log.size, lambda level, index: nodes[level, index])
    return proof_text(seq, proof, log.checkpoint)


def consistency_with(log: Log, since: int) -> list[bytes]:
    """The proof that the log goes on from its first `since` entries (RFC 6962, 2.1.2); `log` as for receipts."""
    ranges = consistency_ranges(since, 0, log.size) if since else []
    nodes = _nodes(log, {part for low, high in ranges for part in perfect_parts(low, high)})
    return consistency_proof(since, log.size, lambda level, index: nodes[level, index])


def _nodes(log: Log, wanted: set[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    """Roots of complete subtrees by level and index; those of level 0 are the leaves."""
    leaves = [index for level, index in wanted if level == 0]
    found = {
        (0, seq): bytes(leaf) for seq, leaf in Entry.objects.filter(log=log, seq__in=leaves).values_list("seq", "leaf")
    }
    above = Q()
    for level, index in wanted:
        if level:
            above |= Q(level=level, index=index)
    if above:
        rows = Node.objects.filter(above, log=log).values_list("level", "index", "hash")
        found |= {(level, index): bytes(root) for level, index, root in rows}
    return found


def receipt_address(receipt: Receipt) -> str:
    """The page of the entry that a receipt is for, as whoever got it sees it; "" outside projects."""
    found = Log.objects.filter(origin=receipt.log).values_list("project__key", "room").first()
    if found is None or found[0] is None:
        return ""
    own = "" if found[1] == Room.BOTH else "?room=own"
    return f"/projects/{found[0]}/ledger/{receipt.seq}{own}"


def entry_bytes(log: Log, seq: int, *, seen_by: Member) -> bytes:
    """The canonical bytes of an entry, as they were hashed. Raises NotThere."""
    return bytes(entry_numbered(log, seq, seen_by=seen_by).bytes)
