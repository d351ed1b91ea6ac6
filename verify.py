#!/usr/bin/env python3
"""Check a copy of a Signoff ledger without Signoff: one file, Python 3.11 or newer, nothing to install.

    verify.py bundle FILE [--policy P]                  is this export whole and unaltered?
    verify.py receipt FILE RECEIPT ENTRY [--policy P]   does it hold this entry, as the receipt says?
    verify.py consistency FILE CHECKPOINT [--policy P]  does it continue what this older checkpoint promised?

Exit code 0: valid. 1: invalid, with the first reason, and the index if it is an entry's. 2: a file cannot be read, is
no zip archive, or is no usable policy. Without --policy (a C2SP tlog-policy obtained elsewhere) the log's key is the
export's own, and `not pinned` is printed: it then agrees with itself, whoever made it."""

# fmt: off
# ruff: noqa: E401, I001, PTH113, PTH123, PTH202, UP014 (one file, and short)
import base64, hashlib, json, os, re, struct, sys, zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, NamedTuple

MAX_ENTRY, MAX_LEVELS, MAX_LINES = 1 << 20, 64, 16  # bytes of an entry, its nested objects; signature lines
MAX_UNPACKED, MAX_SMALL = 4 << 30, 2 << 20          # bytes of all members; of a checkpoint, a policy, a receipt
class Invalid(ValueError):
    """A rule is broken: the first reason found, and the place, such as `entry 17`."""
def need(right: object, reason: str) -> None:
    if not right:
        raise Invalid(reason)
@contextmanager
def within(place: str) -> Iterator[None]:
    """Say of any fault found inside where it was."""
    try:
        yield
    except (ValueError, RecursionError, OverflowError, struct.error, zlib.error) as fault:
        raise Invalid(f"{place}: {fault}") from None

# --- Ed25519 (RFC 8032); points are (X, Y, Z, T)
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # the field; the order of the base point
D, ROOT = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)   # the curve; a square root of -1
Point = tuple[int, int, int, int]
def point(data: bytes) -> Point:
    """The point that these 32 bytes encode, in the one canonical way."""
    y, odd = int.from_bytes(data, "little") & (2**255 - 1), data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * ROOT % P
    need(y < P and x * x % P == square and (x or not odd), "not the encoding of a key")
    x = x if x & 1 == odd else P - x
    return x, y, 1, x * y % P
def plus(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P
BASE, ZERO = point((4 * pow(5, -1, P) % P).to_bytes(32, "little")), (0, 1, 1, 0)

def check_signature(public: bytes, message: bytes, signature: bytes) -> None:
    """[S]B = R + [k]A, without cofactor, with S < L and canonical A and R."""
    (x, y, _, t), s = point(public), int.from_bytes(signature[32:], "little")
    need(len(signature) == 64 and s < L, "not a signature")
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    minus, total = (P - x, y, 1, P - t), ZERO
    addends = {"00": ZERO, "01": minus, "10": BASE, "11": plus(BASE, minus)}
    for bits in zip(f"{s:0256b}", f"{k:0256b}", strict=True):  # [S]B - [k]A, both scalars at once
        total = plus(plus(total, total), addends["".join(bits)])
    x, y = (each * pow(total[2], -1, P) % P for each in total[:2])
    need(signature[:32] == (y | (x & 1) << 255).to_bytes(32, "little"), "a wrong signature")

# --- the tree (RFC 6962)
def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()
def root_of(leaves: list[bytes]) -> bytes:
    level = leaves or [sha256()]
    while len(level) > 1:
        level = [sha256(b"\1", *level[i:i + 2]) if level[i + 1:i + 2] else level[i] for i in range(0, len(level), 2)]
    return level[0]
def root_by(path: list[bytes], leaf: bytes, index: int, size: int) -> bytes:
    """The root to which the path leads from the leaf at this index, in a tree of this size."""
    if size == 1 or not path:
        need(size == 1 and not path, "a path that does not fit the size")
        return leaf
    half = 1 << (size - 1).bit_length() - 1
    if index < half:
        return sha256(b"\1", root_by(path[:-1], leaf, index, half), path[-1])
    return sha256(b"\1", path[-1], root_by(path[:-1], leaf, index - half, size - half))

# --- signed notes, checkpoints and policies (C2SP)
Lines = list[tuple[str, bytes]]  # signatures: the key's name; its id and what it made
Key = NamedTuple("Key", [("name", str), ("id", bytes), ("kind", int), ("public", bytes)])  # kind: 1 log, 4 witness
Note = NamedTuple("Note", [("origin", str), ("size", int), ("root", bytes), ("text", bytes), ("lines", Lines)])
def unbase64(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data) == text.encode(), "base64 that is not canonical")
    return data
@within("signatures")
def read_lines(text: str) -> Lines:
    shapes = [re.fullmatch(r"— ([^\s+\0-\x1f]+) ([^ ]+)", line) for line in text.split("\n")[:-1]]
    lines = [(shape[1], unbase64(shape[2])) for shape in shapes if shape]
    need(len(lines) == len(shapes) <= MAX_LINES and text[-1:] in ("", "\n"), "not up to 16 signature lines")
    need(all(len(blob) > 4 for _, blob in lines), "too short a signature")
    return lines
@within("checkpoint")
def read_note(data: bytes) -> Note:
    text, _, tail = data.decode().rpartition("\n\n")
    head = re.fullmatch(r"([a-z0-9.-]+(?::\d+)?/signoff/[\w-]+)\n(0|[1-9]\d{0,18})\n(.{43}=)", text, re.ASCII)
    if head is None:
        raise Invalid("not an origin, a size, a root, an empty line and signatures")
    return Note(head[1], int(head[2]), unbase64(head[3]), (text + "\n").encode(), read_lines(tail))
def read_key(data: bytes, kind: int) -> Key:
    """A verifier key: name+id+base64(kind, public key), the id computed as C2SP says."""
    name, known_as, coded = data.decode().split("+", 2)
    key = Key(name, sha256(name.encode(), b"\n", blob := unbase64(coded))[:4], kind, blob[1:])
    need(re.fullmatch(r"\S+", name) and len(blob) == 33 and blob[0] == kind, f"not a key of type {kind}")
    need(key.id.hex() == known_as, "a key whose id is wrong")
    return key
def has_signed(key: Key, text: bytes, lines: Lines) -> bool:
    """Whether the key signed the text. A line of its name and id that does not verify is a fault."""
    mine = [blob[4:] for name, blob in lines if (name, blob[:4]) == key[:2]]
    for made in mine:
        time = b"cosignature/v1\ntime %d\n" % int.from_bytes(made[:8], "big") if key.kind == 4 else b""
        need(not time or made[:1] < b"\x80", "a cosignature out of time")
        check_signature(key.public, time + text, made[8:] if time else made)
    return mine != []

@within("policy")
def weigh(policy: bytes, note: Note | None = None, cosignatures: Lines | None = None) -> set[Key]:
    """The logs of a tlog-policy, under which the note (if given) is valid; the quorum counts with cosignatures only."""
    need(not re.search(rb"[^\t\n\x20-\x7e\x80-\xff]", policy) and policy.endswith(b"\n"), "not lines of text")
    text, lines, more = note.text if note else b"", note.lines if note else [], cosignatures or []
    logs: dict[Key, bool] = {}
    keys, agreed, grouped, quorums = [], {b"none": True}, [b"none"], []  # no group can take what is in `grouped`
    for words in filter(None, (re.findall(rb"[^ \t]+", re.sub(rb"^[ \t]*#.*", b"", x)) for x in policy.split(b"\n"))):
        match words:
            case [b"log", vkey] | [b"log", vkey, _]:
                keys.append(key := read_key(vkey, 1))
                logs[key], _ = has_signed(key, text, lines), has_signed(key, text, more)
            case [b"witness", name, vkey] | [b"witness", name, vkey, _] if name not in agreed:
                keys.append(key := read_key(vkey, 4))
                agreed[name] = has_signed(key, text, lines + more)
            case [b"group", name, count, *group] if name not in agreed and agreed.keys() >= set(group):
                number = {b"any": b"1", b"all": b"%d" % len(group)}.get(count, count)
                need(re.fullmatch(rb"[1-9][0-9]{0,8}", number) and int(number) <= len(group), "a group's number")
                agreed[name] = sum(agreed[each] for each in group) >= int(number)
                grouped.extend(group)
            case [b"quorum", name] if name in agreed:
                quorums.append(agreed[name])
            case _:
                raise Invalid("not a line of a tlog-policy, or not at this place")
    need(len(quorums) == 1 and len(set(grouped)) == len(grouped), "not one quorum, or a name twice in groups")
    need(len({key[2:] for key in keys}) == len({key[:2] for key in keys}) == len(keys), "a key twice")
    need(not note or any(logs[key] for key in logs if key.name == note.origin), "no log of it signed the checkpoint")
    need(cosignatures is None or quorums[0], "its quorum is not met")
    return set(logs)

# --- entries (RFC 8785), and what follows from them
def utf16(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")
def in_order(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    need([x for x, _ in pairs] == sorted({x for x, _ in pairs}, key=utf16), "members out of order, or twice")
    return dict(pairs)
def integer(text: str) -> int:
    need(re.fullmatch("-?[0-9]{1,16}", text) and abs(int(text)) < 2**53, "no integer within 2^53-1")
    return int(text)
def levels(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inside is None else 1 + max(map(levels, inside), default=0)
READER = json.JSONDecoder(object_pairs_hook=in_order, parse_int=integer, parse_float=integer, parse_constant=integer)
WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)  # escapes as RFC 8785
def canonical(data: bytes) -> Any:
    """The value of which these bytes are the canonical form."""
    value = READER.decode(data.decode())
    few = data.count(b"{") + data.count(b"[") <= MAX_LEVELS  # mostly so, and then no need to look closer
    need(few or levels(value) <= MAX_LEVELS, f"more than {MAX_LEVELS} levels")
    need(WRITER.encode(value).encode() == data, "not in the canonical form")  # a lone surrogate cannot be encoded
    return value
def like(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None
def all_are(right: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(right, value))
is_name, is_hash = like("(?s:.+)"), like("[0-9a-f]{64}")
is_obj = like(r"[a-z][a-z0-9_-]*:([^\s:]|[\x1c-\x1f])+")  # Python's \s has four more than Unicode's white space
is_time = like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z")
are_facts = all_are(lambda x: isinstance(x, dict) and x.keys() == {"obj", "rev", "digest"} and is_obj(x["obj"])
                    and type(x["rev"]) is int and x["rev"] > 0 and is_hash(x["digest"]))
ENTRY: dict[str, Callable[[Any], object]] = {
    "v": lambda x: type(x) is int and x == 1,
    "at": lambda x: is_time(x) and datetime.fromisoformat(x),  # ValueError where there is no such day
    "type": like(r"[a-z][a-z0-9_-]*\.[a-z][a-z0-9_-]*"),
    "actor": is_name, "side": is_name, "rule": lambda x: is_name(x) or (x != [] and all_are(is_name)(x)),
    "given": lambda x: isinstance(x, dict), "files": all_are(is_hash),
    "facts": lambda x: are_facts(x) and 0 < len(x) == len({fact["obj"] for fact in x}),
}

def read_entry(data: bytes, origin: str, index: int) -> dict[str, Any]:
    """The entry that these bytes are, judged by itself; an empty `files` is added where there is none."""
    need(len(data) <= MAX_ENTRY, "longer than 1 MiB")
    entry: dict[str, Any] = canonical(data)
    need(isinstance(entry, dict), "not an object")
    entry.setdefault("files", [])
    for name, right in ENTRY.items():
        need(name in entry and right(entry[name]), f"{name} is missing or wrong")
    need(entry.get("log") == origin, "log is missing or another")
    need(type(entry.get("seq")) is int and entry["seq"] == index, "seq is not its index")
    return entry
@dataclass
class Report:
    """What a valid bundle says: its checkpoint, and what follows from its entries."""
    note: Note
    policies: list[bytes]  # its own, and the pinned one if there is one
    leaves: list[bytes] = field(default_factory=list)
    times: list[str] = field(default_factory=list)                  # the earliest and the latest `at`
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)  # obj: what state.json must say of it
    named: dict[str, int] = field(default_factory=dict)             # file: the last entry that names it
    erased: dict[str, int] = field(default_factory=dict)            # file's obj: the last entry that erases it
    tasks: dict[str, list[tuple[str, int]]] = field(default_factory=dict)  # obj: accepted or returned, by which entries
    is_newer: bool = False                                          # the receipt, than the bundle
    def add(self, data: bytes) -> None:
        entry = read_entry(data, self.note.origin, index := len(self.leaves))
        self.leaves.append(sha256(b"\0", data))
        self.times = [min([*self.times, entry["at"]]), max([*self.times, entry["at"]])]
        self.named.update(dict.fromkeys(entry["files"], index))
        for obj, rev, digest in ((fact["obj"], fact["rev"], fact["digest"]) for fact in entry["facts"]):
            need(obj not in self.facts or rev > self.facts[obj]["rev"], f"rev of {obj} does not grow")
            self.facts[obj] = {"digest": digest, "rev": rev, "seq": index}
            if entry["type"] == "files.erase-file":
                self.erased[obj] = index
        if deed := {"acceptance.accept-task": "accepted", "acceptance.return-task": "returned"}.get(entry["type"]):
            self.tasks.setdefault(entry["facts"][0]["obj"], []).append((deed, index))

# --- the archive
LOCAL, CENTRAL = struct.Struct("<4s2xHH4xLLLHH"), struct.Struct("<4s4xHH4xLLLHHHH2xLL")
AFTER, AFTER64 = struct.Struct("<4sLLL"), struct.Struct("<4sLQQ")  # the descriptor that bit 3 promises
END, LOCATOR, END64 = struct.Struct("<4sHHHHLLH"), struct.Struct("<4sLQL"), struct.Struct("<4sQ4xLLQQQQ")
FIVE, ONES = {"entries.jsonl", "checkpoint", "policy", "cosignatures", "state.json"}, 0xFFFFFFFF
Place = tuple[int, int, list[int]]  # of a member: where its content begins; its method; its CRC, packed size, size
def unpack(file: IO[bytes], shape: struct.Struct, offset: int) -> list[Any]:
    file.seek(min(max(offset, 0), 1 << 40))  # beyond any archive, there is nothing to read
    return list(shape.unpack(file.read(shape.size)))
def widened(values: list[int], extra: bytes) -> list[int]:
    """The values; those that are all ones from the zip64 field, which holds them and nothing else."""
    wide = values.count(ONES)
    need(extra[:4] == (struct.pack("<HH", 1, 8 * wide) if wide else b""), "an extra field that is not needed")
    numbers = iter(struct.unpack(f"<{wide}Q", extra[4:]))
    return [next(numbers) if value == ONES else value for value in values]

@within("zip")
def read_archive(file: IO[bytes]) -> dict[str, Place]:
    """The members, after the archive has been held against the rules from its first byte to its last."""
    stop = os.fstat(file.fileno()).st_size - END.size
    mark, *end, comment = unpack(file, END, stop)
    need(mark == b"PK\5\6" and comment == 0, "no end record at the end, or a comment")
    link, *where = unpack(file, LOCATOR, stop - LOCATOR.size)
    if link == b"PK\6\7":
        stop -= LOCATOR.size + END64.size
        mark, length, *wide = unpack(file, END64, stop)
        need((mark, length, where) == (b"PK\6\6", 44, [0, stop, 1]), "a wrong zip64 end record")
        need(all(a in (b, c) for a, b, c in zip(end, wide, [0xFFFF] * 4 + [ONES] * 2, strict=True)), "two ends")
        end = wide
    count, start = end[3], end[5]
    need(end == [0, 0, count, count, stop - start, start], "an end record that does not fit")
    places, spans, here = {}, [(start, start)], start
    while here < stop:
        mark, flags, method, *sums, n, x, comment, disk, attributes, offset = unpack(file, CENTRAL, here)
        name, extra, here = file.read(n).decode(), file.read(x), here + CENTRAL.size + n + x
        need(name in FIVE or re.fullmatch("files/[0-9a-f]{64}", name), f"{name!a} is not an allowed name")
        need(mark == b"PK\1\2" and flags & ~0b1000_0000_1110 == 0 and method in (0, 8), f"{name}: not an allowed kind")
        need(comment == disk == 0 and attributes >> 28 != 0o12, f"{name}: a comment, a second disk or a symlink")
        sums[2], sums[1], offset = widened([sums[2], sums[1], offset], extra)
        mark, *kind, crc, packed, size, n, x = unpack(file, LOCAL, offset)
        same = mark == b"PK\3\4" and kind == [flags, method] and file.read(n) == name.encode()
        size, packed = widened([size, packed], file.read(x))
        same = same and ([crc, packed, size] == sums or (flags & 8 and not crc + packed + size))
        after = (begin := offset + LOCAL.size + n + x) + sums[1]
        if flags & 8:
            shape = AFTER64 if x else AFTER
            same, after = same and unpack(file, shape, after) == [b"PK\7\x08", *sums], after + shape.size
        need(same and name not in places, f"{name}: told in two ways, or twice")
        places[name] = begin, method, sums
        spans.append((offset, after))
    spans.sort()
    need(here == stop and [0, *(b for _, b in spans)] == [*(a for a, _ in spans), start], "a gap")
    need(len(places) == count and places.keys() >= FIVE, "a member is missing, or the count is wrong")
    need(sum(sums[2] for _, _, sums in places.values()) <= MAX_UNPACKED, "more than 4 GiB unpacked")
    return places

def content(file: IO[bytes], begin: int, method: int, sums: list[int]) -> Iterator[bytes]:
    """The unpacked bytes, piece by piece; that they are right is known after the last."""
    inflate, crc, size = zlib.decompressobj(-15), 0, 0
    file.seek(begin)
    for done in range(0, sums[1], 1 << 12):
        piece = file.read(min(1 << 12, sums[1] - done))
        need(not inflate.eof, "packed bytes after their end")
        piece = inflate.decompress(piece) if method else piece
        crc, size = zlib.crc32(piece, crc), size + len(piece)
        need(size <= sums[2], "longer than the directory says")
        yield piece
    need([inflate.eof, inflate.unused_data, crc, size] == [bool(method), b"", *sums[::2]], "CRC, size or end of packed")

# --- the three questions
def opened(path: str, limit: float = MAX_SMALL) -> IO[bytes]:
    if not os.path.isfile(path) or os.path.getsize(path) > limit:
        raise OSError(f"{path!a} is not there, is no file, or is far too long")
    return open(path, "rb")

@within("bundle")
def check_bundle(path: str, pinned: bytes | None = None) -> Report:
    """Check an export by its own policy and a pinned one. Invalid: a rule is broken; OSError: it cannot be read."""
    with opened(path, float("inf")) as file:
        if file.read(4) != b"PK\3\4":
            raise OSError(f"{path!a} is no zip archive")
        places = read_archive(file)
        def read(name: str, limit: int = MAX_SMALL) -> bytes:
            with within(name):
                need(places[name][2][2] <= limit, "too long")
                return b"".join(content(file, *places[name]))
        note, cosignatures = read_note(read("checkpoint")), read_lines(read("cosignatures").decode())
        report, rest = Report(note, [read("policy"), *([pinned] if pinned is not None else [])]), b""
        own, *others = [weigh(policy, note, cosignatures) for policy in report.policies]
        need(all(key.name == note.origin for key in own), "policy: a key of another log")
        need(all(own <= known for known in others), "policy: a key of the log that the pinned policy does not hold")
        for piece in content(file, *places["entries.jsonl"]):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines if len(rest) <= MAX_ENTRY else [*lines, rest]:
                with within(f"entry {len(report.leaves)}"):
                    report.add(line)
        need(not rest, "entries.jsonl: the last line is not ended")
        need(len(report.leaves) == note.size, f"{len(report.leaves)} entries, but the checkpoint is of {note.size}")
        need(root_of(report.leaves) == note.root, "the entries have another root than the checkpoint")
        state = WRITER.encode({obj: report.facts[obj] for obj in sorted(report.facts, key=utf16)}).encode()
        need(read("state.json", len(state)) == state, "state.json: not what follows from the entries")
        for name in sorted(places.keys() - FIVE):
            digest = hashlib.sha256()
            for piece in content(file, *places[name]):
                digest.update(piece)
            need(name == "files/" + digest.hexdigest() and name[6:] in report.named, f"{name}: changed, or not named")
    for name, index in report.named.items():
        there = f"files/{name}" in places or report.erased.get(f"file:{name}", -1) > index
        need(there, f"entry {index}: files/{name} is missing")
    return report
@within("checkpoint")
def goes_on_from(note: Note, report: Report) -> bool:
    """Whether the bundle goes on from this other checkpoint of its log; it does not where that is the newer one."""
    need([weigh(policy, note) for policy in report.policies] and note.origin == report.note.origin, "of another log")
    same = note.size > report.note.size or root_of(report.leaves[:note.size]) == note.root
    need(same, f"the first {note.size} entries of the bundle are others: history was rewritten")
    return note.size <= report.note.size

def check_receipt(path: str, receipt: bytes, entry: bytes, pinned: bytes | None = None) -> Report:
    """Check an export, and against it a receipt (a C2SP tlog-proof) and the bytes of its entry."""
    report, leaf = check_bundle(path, pinned), sha256(b"\0", entry)
    with within("receipt"):
        form = r"c2sp\.org/tlog-proof@v1\n(?:extra (.+)\n)?index (0|[1-9]\d{0,18})\n((?:.+\n){0,63})\n((?s:.+))"
        if not (parts := re.fullmatch(form, receipt.decode(), re.ASCII)):
            raise Invalid("not a tlog-proof")
        index, way, note = int(parts[2]), parts[3].split("\n")[:-1], read_note(parts[4].encode())
        need(parts[1] is None or unbase64(parts[1]), "an empty extra")
        need(all(len(unbase64(each)) == 32 for each in way) and index < note.size, "not a path, or an index beyond it")
        report.is_newer = not goes_on_from(note, report)
        need(root_by([*map(unbase64, way)], leaf, index, note.size) == note.root, "it does not prove this entry")
        need(report.leaves[index:index + 1] in ([], [leaf]), f"entry {index} of the bundle is another")
        read_entry(entry, note.origin, index)
    return report
def check_consistency(path: str, checkpoint: bytes, pinned: bytes | None = None) -> Report:
    """Check an export, and that it continues what this older checkpoint of its log promised."""
    report, note = check_bundle(path, pinned), read_note(checkpoint)
    need(goes_on_from(note, report), f"checkpoint: {note.size} entries, the bundle has fewer: it is older, or was cut")
    return report
def summary(report: Report) -> Iterator[str]:
    yield ", ".join(["valid: " + report.note.origin, f"{report.note.size} entries", *report.times])
    yield "pinned" if report.policies[1:] else "not pinned: the log's key is the export's own (see --policy)"
    yield from ["newer than the bundle: the receipt was judged by itself"] * report.is_newer
    for deed in "accepted", "returned":
        times = [sum(each == deed for each, _ in deeds) for deeds in report.tasks.values()]
        yield f"{deed} {sum(times)} times; last {deed}: {sum(x[-1][0] == deed for x in report.tasks.values())} tasks"
    yield from (f"  {task}: {deeds[-1][0]} (entry {deeds[-1][1]})" for task, deeds in sorted(report.tasks.items()))

def main(words: list[str]) -> int:
    checks: dict[tuple[str, int], Callable[..., Report]] = {
        ("bundle", 1): check_bundle, ("receipt", 3): check_receipt, ("consistency", 2): check_consistency}
    at = words.index("--policy") if "--policy" in words else len(words)
    files, policy, others, code = words[1:at] + words[at + 2:], words[at + 1:at + 2], [], 2
    if (words[0] if words else "", len(files)) not in checks or words[at:] == ["--policy"]:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        for path in [*files[1:], *policy]:
            with opened(path) as file:
                others.append(file.read())
        need(not policy or weigh(others[-1]), "the pinned policy names no log")
        code = 1
        text, code = "\n".join(summary(checks[words[0], len(files)](files[0], *others))), 0
    except (Exception, KeyboardInterrupt) as fault:  # noqa: BLE001 (never a traceback)
        code = code if isinstance(fault, Invalid) else 2
        text = f"{'invalid' if code == 1 else 'unreadable'}: {str(fault) or type(fault).__name__}"
    with suppress(OSError):  # whoever reads may have gone
        print(re.sub(r"[^\n -~]", lambda found: ascii(found[0])[1:-1], text), flush=True)
    return code

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
