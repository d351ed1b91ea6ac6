"""A second verifier, for the tests only: written from the definition of the bundle and built on libraries, so that it
shares no thought with verify.py. It holds everything in memory and answers with the reason, or None for valid."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import rfc8785

from tests.verifier.second_archive import unzip
from tests.verifier.second_notes import Policy, SignedNote, Wrong, decode, is_space, signature_lines, unbase64


def judge_bundle(archive: bytes, pinned: bytes | None = None) -> str | None:
    """Why this export is not valid, or None."""
    return _reason(lambda: Export(archive, pinned))


def judge_receipt(archive: bytes, receipt: bytes, entry: bytes, pinned: bytes | None = None) -> str | None:
    """Why this receipt for this entry is not valid beside this export, or None."""
    return _reason(lambda: Export(archive, pinned).check_receipt(receipt, entry))


def judge_consistency(archive: bytes, checkpoint: bytes, pinned: bytes | None = None) -> str | None:
    """Why this export does not continue that older checkpoint, or None."""
    return _reason(lambda: Export(archive, pinned).check_older(checkpoint))


def _reason(check: Callable[[], object]) -> str | None:
    try:
        check()
    except Wrong as wrong:
        return str(wrong) or "wrong"
    return None


class Export:
    """An export that has been read and found valid; anything else raises Wrong."""

    def __init__(self, archive: bytes, pinned: bytes | None) -> None:
        members = unzip(archive)
        self.checkpoint = SignedNote(members["checkpoint"])
        own = Policy(members["policy"])
        self.policies = [own] if pinned is None else [own, Policy(pinned)]
        if {log["name"] for log in own.logs} != {self.checkpoint.origin}:
            raise Wrong("the policy has keys of another log")
        if any(log not in self.policies[-1].logs for log in own.logs):
            raise Wrong("the pinned policy does not know a key of the log")
        cosignatures = signature_lines(decode(members["cosignatures"]))
        for policy in self.policies:
            policy.check(self.checkpoint, cosignatures, with_quorum=True)
        self.lines = split_lines(members["entries.jsonl"])
        entries = [parse_entry(line, self.checkpoint.origin, seq) for seq, line in enumerate(self.lines)]
        self.leaves = [hashlib.sha256(b"\x00" + line).digest() for line in self.lines]
        if len(entries) != self.checkpoint.size or merkle(self.leaves) != self.checkpoint.root:
            raise Wrong("the checkpoint is of other entries")
        if members["state.json"] != rfc8785.dumps(last_facts(entries)):
            raise Wrong("the state does not follow from the entries")
        check_files(entries, {name[6:]: data for name, data in members.items() if name.startswith("files/")})

    def check_older(self, checkpoint: bytes) -> SignedNote:
        note = self.check_other_note(checkpoint)
        if note.size > len(self.leaves):
            raise Wrong("the export is older than the checkpoint")
        return note

    def check_other_note(self, checkpoint: bytes) -> SignedNote:
        note = SignedNote(checkpoint)
        for policy in self.policies:
            policy.check(note, [], with_quorum=False)
        if note.origin != self.checkpoint.origin:
            raise Wrong("it is of another log")
        if note.size <= len(self.leaves) and merkle(self.leaves[: note.size]) != note.root:
            raise Wrong("it is of another history")
        return note

    def check_receipt(self, receipt: bytes, entry: bytes) -> None:
        first, separator, checkpoint = decode(receipt).partition("\n\n")
        if not separator:
            raise Wrong("no checkpoint in the receipt")
        title, *rest = first.split("\n")
        if rest and rest[0].startswith("extra ") and not unbase64(rest.pop(0)[6:]):
            raise Wrong("an empty extra")
        if title != "c2sp.org/tlog-proof@v1" or not rest or not re.fullmatch("index (0|[1-9][0-9]{0,18})", rest[0]):
            raise Wrong("not a tlog-proof")
        index, hashes = int(rest[0][6:]), [unbase64(each) for each in rest[1:]]
        note = self.check_other_note(checkpoint.encode())
        leaf = hashlib.sha256(b"\x00" + entry).digest()
        if not included(leaf, index, note.size, hashes, note.root):
            raise Wrong("the entry is not in that tree")
        if index < len(self.leaves) and self.lines[index] != entry:
            raise Wrong("the export has another entry there")
        parse_entry(entry, note.origin, index)


def split_lines(data: bytes) -> list[bytes]:
    if data and not data.endswith(b"\n"):
        raise Wrong("an unfinished line")
    return data.split(b"\n")[:-1]


def nesting(data: bytes) -> int:
    depth = deepest = 0
    in_string = escaped = False
    for byte in data:
        if in_string:
            in_string, escaped = escaped or byte != 0x22, not escaped and byte == 0x5C
        elif byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
        else:
            in_string = byte == 0x22
    return deepest


def parse_entry(data: bytes, origin: str, seq: int) -> dict[str, Any]:
    where = f"entry {seq}: "
    if len(data) > 2**20 or nesting(data) > 64:
        raise Wrong(where + "too large or too deep")
    try:
        entry = json.loads(data.decode(), object_pairs_hook=unique, parse_float=refuse, parse_constant=refuse)
        again = rfc8785.dumps(entry)
    except (ValueError, RecursionError, rfc8785.CanonicalizationError) as error:
        raise Wrong(where + "not canonical JSON") from error
    if again != data or not isinstance(entry, dict):
        raise Wrong(where + "not a canonical object")
    if entry.get("log") != origin or not is_integer(entry.get("seq")) or entry["seq"] != seq:
        raise Wrong(where + "of another log or place")
    problems = [name for name, right in SHAPES.items() if not right(entry.get(name))]
    if problems:
        raise Wrong(where + f"wrong {problems}")
    return entry


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, value in pairs:
        if name in made:
            raise ValueError("a member twice")
        made[name] = value
    return made


def refuse(text: str) -> Any:
    raise ValueError(f"{text} is not an integer")


def is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def is_digest(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")


def is_time(value: Any) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d\.\d{6}Z", value, re.ASCII):
        return False
    try:
        datetime.strptime(value[:-1] + "+0000", "%Y-%m-%dT%H:%M:%S.%f%z")
    except ValueError:
        return False
    return True


def is_rule(value: Any) -> bool:
    return all(map(is_text, value)) and value != [] if isinstance(value, list) else is_text(value)


def is_object_name(value: Any) -> bool:
    kind, colon, name = value.partition(":") if isinstance(value, str) else ("", "", "")
    right_name = name != "" and ":" not in name and not any(map(is_space, name))
    return colon == ":" and right_name and re.fullmatch("[a-z][a-z0-9_-]*", kind) is not None


def are_facts(value: Any) -> bool:
    if not isinstance(value, list) or not value:
        return False
    for fact in value:
        if not isinstance(fact, dict) or set(fact) != {"obj", "rev", "digest"}:
            return False
        if (
            not is_object_name(fact["obj"])
            or not is_integer(fact["rev"])
            or fact["rev"] < 1
            or not is_digest(fact["digest"])
        ):
            return False
    return len({fact["obj"] for fact in value}) == len(value)


SHAPES = {
    "v": lambda value: is_integer(value) and value == 1,
    "at": is_time,
    "type": lambda value: isinstance(value, str) and bool(re.fullmatch(r"[a-z][a-z0-9_-]*[.][a-z][a-z0-9_-]*", value)),
    "actor": is_text,
    "side": is_text,
    "rule": is_rule,
    "given": lambda value: isinstance(value, dict),
    "facts": are_facts,
}


def last_facts(entries: list[dict[str, Any]]) -> dict[str, Any]:
    last: dict[str, Any] = {}
    for entry in entries:
        for fact in entry["facts"]:
            if fact["obj"] in last and last[fact["obj"]]["rev"] >= fact["rev"]:
                raise Wrong(f"entry {entry['seq']}: a rev that does not grow")
            last[fact["obj"]] = {"seq": entry["seq"], "rev": fact["rev"], "digest": fact["digest"]}
    return last


def check_files(entries: list[dict[str, Any]], files: dict[str, bytes]) -> None:
    named: set[str] = set()
    wanted: set[str] = set()
    for entry in entries:
        mine = entry.get("files", [])
        if not isinstance(mine, list) or not all(map(is_digest, mine)):
            raise Wrong(f"entry {entry['seq']}: files is not a list of digests")
        if entry["type"] == "files.erase-file":
            wanted -= {fact["obj"][5:] for fact in entry["facts"] if fact["obj"].startswith("file:")}
        wanted |= set(mine)
        named |= set(mine)
    if not wanted <= set(files) or not set(files) <= named:
        raise Wrong("a file is missing, or nobody names it")
    if any(hashlib.sha256(data).hexdigest() != name for name, data in files.items()):
        raise Wrong("a file is not what its name says")


def merkle(leaves: list[bytes]) -> bytes:
    """The root, by the stack of complete subtrees that RFC 9162 describes."""
    stack: list[bytes] = []
    for number, leaf in enumerate(leaves):
        stack.append(leaf)
        complete = (number + 1 & -(number + 1)).bit_length() - 1  # the zeros at the end of how many there are now
        for _ in range(complete):
            right = stack.pop()
            stack.append(hashlib.sha256(b"\x01" + stack.pop() + right).digest())
    while len(stack) > 1:
        right = stack.pop()
        stack.append(hashlib.sha256(b"\x01" + stack.pop() + right).digest())
    return stack[0] if stack else hashlib.sha256().digest()


def included(leaf: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """RFC 9162, 2.1.3.2."""
    if index >= size or any(len(each) != 32 for each in path):
        return False
    here, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if here % 2 == 1 or here == last:
            node = hashlib.sha256(b"\x01" + sibling + node).digest()
            while here % 2 == 0 and here != 0:
                here, last = here >> 1, last >> 1
        else:
            node = hashlib.sha256(b"\x01" + node + sibling).digest()
        here, last = here >> 1, last >> 1
    return last == 0 and node == root
