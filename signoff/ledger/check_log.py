"""Holding a log against itself: its bytes, its tree, its head, its signature and what was signed before."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db.models import Q

from signoff.kernel.decided import moment
from signoff.ledger.append import commitment
from signoff.ledger.facts import Facts
from signoff.ledger.findings import Finding
from signoff.ledger.models import Entry, Log, Node, Opening
from signoff.ledger.note import checkpoint_text, key_id
from signoff.ledger.reading import pieces, raw, said_by
from signoff.ledger.tree import grow, leaf_hash, root_of

Tell = Callable[[int], None]


class LogCheck:
    """Reads one log from its first entry to its last, keeps what it says in `facts`, and yields what is wrong."""

    def __init__(self, log: Log, facts: Facts, public_key: bytes, acknowledged: int) -> None:
        self.log, self.facts = log, facts
        self.public_key, self.acknowledged = public_key, acknowledged
        self.frontier: list[bytes] = []
        self.size = 0
        self.is_whole = True

    def findings(self, tell: Tell = lambda done: None) -> Iterator[Finding]:
        """Everything that is wrong with the log. `tell` hears how many entries were read."""
        for piece in pieces(self.log):
            yield from self._numbers(piece)
            yield from self._entries(piece)
            yield from self._openings(piece)
            tell(self.size)
        yield from self._beyond()
        yield from self._head()

    def entry(self, seq: int) -> str:
        """How a finding names an entry."""
        return f"entry {seq} of {self.log.origin}"

    def _numbers(self, piece: Sequence[Entry]) -> Iterator[Finding]:
        expected = self.size
        for row in piece:
            if row.seq != expected:
                self.is_whole = False
                some = self.entry(expected) if row.seq == expected + 1 else f"entries {expected} to {row.seq - 1}"
                yield Finding(some, f"missing from signoff_entry of {self.log.origin}")
            expected = row.seq + 1

    def _entries(self, piece: Sequence[Entry]) -> Iterator[Finding]:
        first, said = self.size, []
        nodes: dict[tuple[int, int], bytes] = {}
        for row in piece:
            written = raw(row.bytes)
            leaf = leaf_hash(written)
            if leaf != raw(row.leaf):
                yield Finding(self.entry(row.seq), "its bytes are not those that were hashed (signoff_entry.leaf)")
            if self.is_whole:
                nodes.update({(level, index): root for level, index, root in grow(self.frontier, row.seq, leaf)})
            self.size = row.seq + 1
            try:
                said.append(said_by(written))
            except ValueError as problem:
                yield Finding(self.entry(row.seq), f"its bytes are no entry: {problem}")
                continue
            yield from self._columns(row, said[-1])
        yield from self._nodes(first, nodes)
        yield from self._facts(said)

    def _columns(self, row: Entry, said: dict[str, Any]) -> Iterator[Finding]:
        beside = {"log": self.log.origin, "seq": row.seq, "at": moment(row.at), "type": row.type, "actor": row.actor}
        wrong = [name for name, value in beside.items() if said.get(name) != value]
        facts = said.get("facts")
        if not isinstance(facts, list) or not facts or facts[0].get("obj") != row.about:
            wrong.append("about")
        for name in wrong:
            yield Finding(self.entry(row.seq), f"signoff_entry.{name} is not what its bytes say")

    def _facts(self, said: list[dict[str, Any]]) -> Iterator[Finding]:
        try:
            grown = self.facts.add(self.log.pk, said)
        except (KeyError, TypeError, AttributeError) as problem:
            yield Finding(self.log.origin, f"an entry lacks what every entry has: {problem}")
        else:
            if not grown:
                yield Finding(self.log.origin, "a revision does not grow from one entry to the next")

    def _nodes(self, first: int, nodes: dict[tuple[int, int], bytes]) -> Iterator[Finding]:
        if not self.is_whole:
            return
        wanted = Q(pk__in=[])
        for level in range(1, self.size.bit_length()):
            wanted |= Q(level=level, index__gte=first >> level, index__lt=self.size >> level)
        rows = Node.objects.filter(wanted, log=self.log).values_list("level", "index", "hash")
        kept = {(level, index): raw(root) for level, index, root in rows}
        for place in sorted(nodes.keys() | kept.keys()):
            if nodes.get(place) != kept.get(place):
                how = "changed" if place in kept and place in nodes else "missing" if place in nodes else "too many"
                where = f"node {place[0]}.{place[1]} of {self.log.origin}"
                yield Finding(where, f"{how} in signoff_node: it does not follow from the entries")

    def _openings(self, piece: Sequence[Entry]) -> Iterator[Finding]:
        secret = {row.seq: row for row in piece if b'{"commitment":' in raw(row.bytes)}
        between = Opening.objects.filter(log=self.log, seq__gte=piece[0].seq, seq__lte=piece[-1].seq)
        for opening in between:
            row = secret.get(opening.seq)
            promised = said_by(raw(row.bytes))["given"].get(opening.field) if row else None
            if promised != {"commitment": commitment(opening.salt, opening.value)}:
                where = f"{opening.field!r} of {self.entry(opening.seq)}"
                yield Finding(where, f"signoff_opening, row {opening.pk}, is not what the entry committed to")

    def _beyond(self) -> Iterator[Finding]:
        for level, index in (
            Node.objects.filter(log=self.log, index__gte=0)
            .filter(_not_complete(self.size))
            .values_list("level", "index")[:20]
        ):
            yield Finding(f"node {level}.{index} of {self.log.origin}", "too many in signoff_node")
        for opening in Opening.objects.filter(log=self.log, seq__gte=self.size)[:20]:
            yield Finding(f"signoff_opening, row {opening.pk}", "belongs to no entry")

    def _head(self) -> Iterator[Finding]:
        log = self.log
        if log.size != self.size:
            yield Finding(log.origin, f"signoff_log.size says {log.size} entries; there are {self.size}")
        if self.is_whole and raw(log.frontier) != b"".join(self.frontier):
            yield Finding(log.origin, "signoff_log.frontier does not follow from the entries")
        if self.size < self.acknowledged:
            what = f"{self.acknowledged} entries were signed and handed out; there are {self.size}: history was cut"
            yield Finding(log.origin, what)
        if self.size or log.checkpoint:
            yield from self._checkpoint(checkpoint_text(log.origin, self.size, root_of(self.frontier)))

    def _checkpoint(self, expected: str) -> Iterator[Finding]:
        text, _empty, line = self.log.checkpoint.rpartition("\n\n")
        if self.is_whole and text + "\n" != expected:
            yield Finding(self.log.origin, "signoff_log.checkpoint does not follow from the entries")
        if not self._is_signed(text + "\n", line):
            yield Finding(self.log.origin, "signoff_log.checkpoint is not signed with this installation's key")

    def _is_signed(self, text: str, line: str) -> bool:
        start = f"— {self.log.origin} "
        try:
            signed = b64decode(line.removeprefix(start).strip(), validate=True)
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(signed[4:], text.encode())
        except (ValueError, TypeError, InvalidSignature):
            return False
        return line.startswith(start) and signed[:4] == key_id(self.log.origin, self.public_key)


def _not_complete(size: int) -> Q:
    """The nodes that a tree of this size does not have."""
    highest = max(size.bit_length() - 1, 0)
    beyond = Q(level__lt=1) | Q(level__gt=highest)
    for level in range(1, highest + 1):
        beyond |= Q(level=level, index__gte=size >> level)
    return beyond
