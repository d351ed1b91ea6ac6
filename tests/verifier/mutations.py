"""Changes to a bundle, made from a seed so that every run makes the same: of its bytes as they lie on the disk, and
of its members' contents, packed again so that no CRC gives the change away."""

import random
from collections.abc import Iterator

from tests.verifier import make
from tests.verifier.archive import Member, archive
from tests.verifier.make import Bundle


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one change: a flip, an insertion, a deletion, a copy, an exchange, a cut."""
    at, to = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    to = min(to, at + chance.choice([1, 2, 8, 64, 4096]))
    kind = chance.randrange(7)
    if kind == 0:
        return data[:at] + chance.randbytes(chance.choice([1, 1, 2, 9])) + data[at:]
    if kind == 1:
        return data[:at] + data[to:]
    if kind == 2:
        return data[:to] + data[at:to] + data[to:]
    if kind == 3:
        middle = (at + to) // 2
        return data[:at] + data[middle:to] + data[at:middle] + data[to:]
    if kind == 4:
        return data[:at]
    return flipped(data, chance.randrange(8 * len(data))) if data else data


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def lines_mutated(data: bytes, chance: random.Random) -> bytes:
    """Whole lines left out, doubled, or in another order."""
    lines = data.splitlines(keepends=True)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.randrange(4)
    if kind == 0:
        del lines[one]
    elif kind == 1:
        lines.insert(other, lines[one])
    elif kind == 2:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        chance.shuffle(lines)
    return b"".join(lines)


def of_the_archive(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """Changed archives. None of them is the archive itself."""
    chance = random.Random(seed)
    made = 0
    while made < count:
        changed = mutated(data, chance)
        if changed != data:
            made += 1
            yield changed


def of_the_contents(bundle: Bundle, names: list[str], count: int, seed: int) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Each time the name of the member that changed, and all members."""
    chance = random.Random(seed)
    members = bundle.members()
    made = 0
    while made < count:
        name = chance.choice(names)
        change = lines_mutated if name == "entries.jsonl" and chance.random() < 0.2 else mutated
        changed = change(members[name], chance)
        if changed != members[name]:
            made += 1
            yield name, members | {name: changed}


def of_the_members(bundle: Bundle) -> Iterator[dict[str, bytes]]:
    """Every member left out, every two exchanged, and each file under another name."""
    members = bundle.members()
    for name in members:
        yield {each: data for each, data in members.items() if each != name}
        for other in members:
            if members[other] != members[name]:
                yield members | {name: members[other], other: members[name]}
        if name.startswith("files/"):
            yield {
                (make.sha(b"?").join(["files/", ""]) if each == name else each): data for each, data in members.items()
            }


def packed(members: dict[str, bytes], *, deflated: bool = False) -> bytes:
    return archive([Member(name.encode(), data) for name, data in members.items()], deflated=deflated)


def ignored_bits(data: bytes) -> set[int]:
    """The bits of an archive that no rule covers: times, versions and attributes in the headers of its members. One
    flip makes no symlink of a regular file whose type bits are 0o10: the type 0o12 is one flip away, and left out."""
    places: set[int] = set()
    at = 0
    while (at := data.find(b"PK\3\4", at)) >= 0:
        places |= {*range(at + 4, at + 6), *range(at + 10, at + 14)}
        at += 4
    at = 0
    while (at := data.find(b"PK\1\2", at)) >= 0:
        places |= {*range(at + 4, at + 8), *range(at + 12, at + 16), *range(at + 36, at + 42)}
        at += 4
    symlink = {8 * (at + 41) + 5 for at in _records(data)}
    return {8 * place + bit for place in places for bit in range(8)} - symlink


def differs_only_in(places: set[int], data: bytes, changed: bytes) -> bool:
    """Whether the two differ in these bits alone."""
    if len(data) != len(changed):
        return False
    return all(
        8 * at + bit in places
        for at, (a, b) in enumerate(zip(data, changed, strict=True))
        if a != b
        for bit in range(8)
        if (a ^ b) >> bit & 1
    )


def _records(data: bytes) -> Iterator[int]:
    at = 0
    while (at := data.find(b"PK\1\2", at)) >= 0:
        yield at
        at += 4
