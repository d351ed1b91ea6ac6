"""The RFC 6962 Merkle tree, as pure functions over hashes of 32 bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """RFC 6962, 2.1: SHA-256(0x00 ‖ entry)."""
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962, 2.1: SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\1" + left + right).digest()


def hashes_of(frontier: bytes) -> list[bytes]:
    return [frontier[start : start + HASH_SIZE] for start in range(0, len(frontier), HASH_SIZE)]


def grow(frontier: list[bytes], size: int, leaf: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Add a leaf to the frontier of a tree with `size` leaves, in place.

    Yields (level, index, hash) of each subtree above the leaves that it completes.
    """
    frontier.append(leaf)
    level, index = 0, size
    while index & 1:
        right, left = frontier.pop(), frontier.pop()
        frontier.append(node_hash(left, right))
        level, index = level + 1, index >> 1
        yield level, index, frontier[-1]


def root_of(frontier: list[bytes]) -> bytes:
    """The tree's root from the roots of its perfect subtrees, largest first."""
    if not frontier:
        return EMPTY_ROOT
    root = frontier[-1]
    for left in reversed(frontier[:-1]):
        root = node_hash(left, root)
    return root


def _split(width: int) -> int:
    """The largest power of two below `width`."""
    return 1 << (width - 1).bit_length() - 1


def path_ranges(index: int, low: int, high: int) -> list[tuple[int, int]]:
    """The leaf ranges whose roots prove that leaf `index` is in [low, high), lowest first (RFC 6962, 2.1.1)."""
    if high - low == 1:
        return []
    middle = low + _split(high - low)
    if index < middle:
        return [*path_ranges(index, low, middle), (middle, high)]
    return [*path_ranges(index, middle, high), (low, middle)]


def perfect_parts(low: int, high: int) -> list[tuple[int, int]]:
    """(level, index) of the perfect subtrees that cover [low, high), left to right; `low` is aligned."""
    parts = []
    while low < high:
        level = (high - low).bit_length() - 1
        parts.append((level, low >> level))
        low += 1 << level
    return parts


def inclusion_proof(index: int, size: int, node: Callable[[int, int], bytes]) -> list[bytes]:
    """The proof that leaf `index` is in the tree of the first `size` leaves; `node(level, index)` gives subtrees."""
    return [range_root(low, high, node) for low, high in path_ranges(index, 0, size)]


def range_root(low: int, high: int, node: Callable[[int, int], bytes]) -> bytes:
    """The root of the tree over leaves [low, high)."""
    return root_of([node(level, place) for level, place in perfect_parts(low, high)])


def nodes_needed(index: int, size: int) -> set[tuple[int, int]]:
    """Which subtrees an inclusion proof reads."""
    return {part for low, high in path_ranges(index, 0, size) for part in perfect_parts(low, high)}


def root_from_proof(index: int, size: int, leaf: bytes, proof: list[bytes]) -> bytes:
    """The root that a proof leads to. Raises ValueError when the proof has not the right length."""
    ranges = path_ranges(index, 0, size)
    if len(ranges) != len(proof):
        raise ValueError("the proof has not the right length")
    root = leaf
    for (low, _high), sibling in zip(ranges, proof, strict=True):
        root = node_hash(sibling, root) if low < index else node_hash(root, sibling)
    return root
