"""Consistency proofs (RFC 6962, 2.1.2): that a longer log begins with the very entries of a shorter one."""

from __future__ import annotations

from collections.abc import Callable

from signoff.ledger.tree import node_hash, range_root

Range = tuple[int, int]


def middle_of(low: int, high: int) -> int:
    """Where RFC 6962 splits the leaves [low, high): after the largest power of two that is less than their number."""
    return low + (1 << (high - low - 1).bit_length() - 1)


def consistency_ranges(old: int, low: int, high: int, *, is_known: bool = True) -> list[Range]:
    """The leaf ranges whose roots prove it, in the order of the RFC; `is_known`: the old root covers this range."""
    if old == high:
        return [] if is_known else [(low, high)]
    middle = middle_of(low, high)
    if old <= middle:
        return [*consistency_ranges(old, low, middle, is_known=is_known), (middle, high)]
    return [*consistency_ranges(old, middle, high, is_known=False), (low, middle)]


def consistency_proof(old: int, new: int, node: Callable[[int, int], bytes]) -> list[bytes]:
    """The proof that a log of `new` entries continues that of `old`; `node(level, index)` gives its subtrees."""
    if not 0 < old <= new:
        return []
    return [range_root(low, high, node) for low, high in consistency_ranges(old, 0, new)]


def continues(old: int, old_root: bytes, new: int, new_root: bytes, proof: list[bytes]) -> bool:
    """Whether the proof shows that the log with the new root begins with that of the old one."""
    if old == 0:
        return not proof
    if not 0 < old <= new or len(proof) != len(consistency_ranges(old, 0, new)):
        return False
    return _both_roots(old, 0, new, old_root, list(proof)) == (old_root, new_root)


def _both_roots(old: int, low: int, high: int, known: bytes | None, rest: list[bytes]) -> tuple[bytes, bytes]:
    """The roots of the range's old and new leaves that the end of the proof leads to."""
    if old == high:
        root = known if known is not None else rest.pop()
        return root, root
    beside, middle = rest.pop(), middle_of(low, high)
    if old <= middle:
        before, after = _both_roots(old, low, middle, known, rest)
        return before, node_hash(after, beside)
    before, after = _both_roots(old, middle, high, None, rest)
    return node_hash(beside, before), node_hash(beside, after)
