"""Appending to a log: the only code that writes the ledger. The kernel calls it with the head locked."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from signoff.kernel.canonical import canonical
from signoff.kernel.decided import moment
from signoff.kernel.refusals import Problem, Unreadable
from signoff.ledger.faults import LedgerFault
from signoff.ledger.models import Log, Opening
from signoff.ledger.note import proof_text
from signoff.ledger.signer import signer
from signoff.ledger.tree import grow, hashes_of, leaf_hash, root_of

MOST_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Deed:
    """What one entry says, before it has its place in a log."""

    at: datetime
    type: str
    actor: str
    side: str
    rule: str
    given: Mapping[str, Any]
    facts: Sequence[Mapping[str, Any]]
    told: Mapping[str, str | int] = field(default_factory=dict)
    files: Sequence[str] = ()
    openings: Mapping[str, tuple[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """That a deed stands in the ledger: its bytes, and a proof that verifies offline (A4)."""

    log: str
    seq: int
    entry: bytes
    proof: str

    def plain(self) -> dict[str, Any]:
        """As JSON can carry it; `entry` in base64."""
        return {"log": self.log, "seq": self.seq, "entry": b64encode(self.entry).decode(), "proof": self.proof}


def entry_bytes(log: Log, deed: Deed) -> bytes:
    """The canonical bytes of the log's next entry (BUNDLE.md). Raises Unreadable when they would be too many."""
    members: dict[str, Any] = {
        "v": 1,
        "log": log.origin,
        "seq": log.size,
        "at": moment(deed.at),
        "type": deed.type,
        "actor": deed.actor,
        "side": deed.side,
        "rule": deed.rule,
        "given": deed.given,
        "facts": list(deed.facts),
    }
    if deed.told:
        members["told"] = dict(deed.told)
    if deed.files:
        members["files"] = list(deed.files)
    written = canonical(members)
    if len(written) > MOST_BYTES:
        raise Unreadable([Problem("body", f"is {len(written)} bytes long in all; at most {MOST_BYTES} fit")])
    return written


def append(log: Log, deed: Deed, *, more_follow: bool = False) -> Receipt | None:
    """Write the deed as the next entry of a locked log, sign the new checkpoint, and give the receipt.

    With `more_follow` the head is neither signed nor saved, and there is no receipt: the last deed of the same
    transaction does both. Raises LedgerFault, HistoryCut among them, and Unreadable when the entry is too long.
    """
    signer().check(log.origin, log.size)
    seq, written = log.size, entry_bytes(log, deed)
    leaf = leaf_hash(written)
    frontier = hashes_of(bytes(log.frontier))
    proof = list(reversed(frontier))
    nodes = list(grow(frontier, seq, leaf))
    log.size, log.frontier = seq + 1, b"".join(frontier)
    if not more_follow:
        log.checkpoint = signer().sign(log.origin, log.size, root_of(frontier))
    entry: list[Any] = [log.pk, seq, written, leaf, connection.ops.adapt_datetimefield_value(deed.at)]
    entry += [deed.type, deed.actor, deed.facts[0]["obj"]]
    if leaf_hash(_store(log, entry, nodes, with_head=not more_follow)) != leaf:
        raise LedgerFault(f"entry {seq} of {log.origin} was not stored as it was written")
    _keep_openings(log, seq, deed)
    if more_follow:
        return None
    origin, size = log.origin, log.size
    transaction.on_commit(lambda: signer().acknowledge(origin, size), robust=True)
    return Receipt(origin, seq, written, proof_text(seq, proof, log.checkpoint))


INSERT_ENTRY = """
    INSERT INTO signoff_entry (log_id, seq, bytes, leaf, at, type, actor, about)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s) RETURNING bytes
"""
INSERT_NODE = 'INSERT INTO signoff_node (log_id, level, "index", hash) VALUES (%s, %s, %s, %s)'
UPDATE_HEAD = "UPDATE signoff_log SET size = %s, frontier = %s, checkpoint = %s WHERE id = %s"
AT_ONCE = f"""
    WITH node AS (INSERT INTO signoff_node (log_id, level, "index", hash)
      SELECT %s, * FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[])),
    head AS ({UPDATE_HEAD})
    {INSERT_ENTRY}
"""  # noqa: S608  (only our own words)
"""In PostgreSQL each statement costs a round trip, for which all others before this log would wait."""


def _store(log: Log, entry: Sequence[Any], nodes: Sequence[tuple[int, int, bytes]], *, with_head: bool) -> bytes:
    """Insert the entry and the subtrees that it completes, and save the head; what was stored as the entry's bytes."""
    head: list[Any] = [log.size, bytes(log.frontier), log.checkpoint, log.pk]
    with connection.cursor() as cursor:
        if with_head and connection.vendor == "postgresql":
            levels, indexes, hashes = [list(part) for part in zip(*nodes, strict=True)] or ([], [], [])
            cursor.execute(AT_ONCE, [log.pk, levels, indexes, hashes, *head, *entry])
            return bytes(cursor.fetchone()[0])
        for level, index, root in nodes:
            cursor.execute(INSERT_NODE, [log.pk, level, index, root])
        if with_head:
            cursor.execute(UPDATE_HEAD, head)
        cursor.execute(INSERT_ENTRY, entry)
        return bytes(cursor.fetchone()[0])


def _keep_openings(log: Log, seq: int, deed: Deed) -> None:
    if deed.openings:
        Opening.objects.bulk_create(
            Opening(log=log, seq=seq, field=name, salt=salt, value=value)
            for name, (salt, value) in deed.openings.items()
        )


def commitment(salt: str, value: Any) -> str:
    """SHA-256 of salt and canonical value, in hex: it says nothing once the opening is erased."""
    return hashlib.sha256(salt.encode() + canonical(value)).hexdigest()
