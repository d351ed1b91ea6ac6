"""The second verifier's reading of signed notes, checkpoints, cosignatures and policies."""

import base64
import hashlib
import re
import struct
import unicodedata
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FIELD_PRIME = 2**255 - 19
WHITE_SPACE_CONTROLS = "\t\n\x0b\x0c\r\x85"


class Wrong(Exception):
    """The bundle is not as it is defined."""


def decode(data: bytes) -> str:
    try:
        text = data.decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        raise Wrong("not UTF-8") from error
    if any(ord(each) < 32 and each != "\n" for each in text):
        raise Wrong("a control character")
    return text


def unbase64(text: str) -> bytes:
    try:
        data = base64.standard_b64decode(text.encode("ascii"))
    except ValueError as error:
        raise Wrong("not base64") from error
    if base64.standard_b64encode(data).decode() != text:
        raise Wrong("not canonical base64")
    return data


def is_space(character: str) -> bool:
    return character in WHITE_SPACE_CONTROLS or unicodedata.category(character) in ("Zs", "Zl", "Zp")


def check_name(name: str) -> None:
    if not name or "+" in name or any(map(is_space, name)):
        raise Wrong("not a key's name")


def signature_lines(text: str) -> list[tuple[str, bytes, bytes]]:
    """Key name, key id and what follows, of each line."""
    if text and not text.endswith("\n"):
        raise Wrong("an unfinished line")
    found = []
    for each in text.split("\n")[:-1]:
        dash, space, rest = each.partition(" ")
        name, another_space, blob = rest.partition(" ")
        if (dash, space, another_space) != ("—", " ", " "):
            raise Wrong("not a signature line")
        check_name(name)
        data = unbase64(blob)
        if len(data) < 5:
            raise Wrong("a signature of nothing")
        found.append((name, data[:4], data[4:]))
    if len(found) > 16:
        raise Wrong("too many signatures")
    return found


class SignedNote:
    def __init__(self, data: bytes) -> None:
        note = decode(data)
        end = note.rfind("\n\n")
        self.text, self.signatures = note[: end + 1], signature_lines(note[end + 2 :])
        parts = self.text.split("\n")
        if end < 0 or len(parts) != 4:
            raise Wrong("not three lines and a signature")
        self.origin, size, root, _ = parts
        host, middle, public_id = (*self.origin.split("/"), "", "")[:3]
        right_host = re.fullmatch("[a-z0-9.-]+(:[0-9]+)?", host)
        if (
            self.origin.count("/") != 2
            or middle != "signoff"
            or not right_host
            or not re.fullmatch("[A-Za-z0-9_-]+", public_id)
        ):
            raise Wrong("not the name of a log")
        if not size.isascii() or not size.isdigit() or str(int(size[:4000])) != size or len(size) > 19:
            raise Wrong("not a size")
        self.size, self.root = int(size), unbase64(root)
        if len(self.root) != 32:
            raise Wrong("not a root")


class Policy:
    """A tlog-policy, whose quorum is kept as a tree of thresholds."""

    def __init__(self, data: bytes) -> None:
        self.logs: list[dict[str, Any]] = []
        self.nodes: dict[bytes, dict[str, Any]] = {}
        self.quorum: bytes | None = None
        if not data.endswith(b"\n") or any(byte < 9 or 10 < byte < 32 or byte == 127 for byte in data):
            raise Wrong("the policy has other bytes than it may")
        for raw in data.split(b"\n"):
            words = [word for word in raw.replace(b"\t", b" ").split(b" ") if word]
            if words and words[0][:1] != b"#":
                self.read(words[0], words[1:])
        if self.quorum is None:
            raise Wrong("the policy has no quorum")
        witnesses = [node["key"] for node in self.nodes.values() if "key" in node]
        for keys in (self.logs, witnesses):
            if len({key["public"] for key in keys}) != len(keys):
                raise Wrong("the policy has a key twice")
        self.keys: list[dict[str, Any]] = self.logs + witnesses
        if len({(key["name"], key["id"]) for key in self.keys}) != len(self.keys):
            raise Wrong("the policy has two keys that look the same")

    def read(self, keyword: bytes, words: list[bytes]) -> None:
        if keyword == b"log" and len(words) in (1, 2):
            self.logs.append(self.key(words[0], 1))
        elif keyword == b"witness" and len(words) in (2, 3):
            self.define(words[0], {"key": self.key(words[1], 4)})
        elif keyword == b"group" and len(words) >= 3:
            self.define(words[0], self.group(words[1], words[2:]))
        elif keyword == b"quorum" and len(words) == 1 and self.quorum is None:
            if words[0] != b"none" and words[0] not in self.nodes:
                raise Wrong("a quorum of nobody")
            self.quorum = words[0]
        else:
            raise Wrong("the policy has a line that is none")

    def define(self, name: bytes, node: dict[str, Any]) -> None:
        if name == b"none" or name in self.nodes:
            raise Wrong("a name that is taken")
        self.nodes[name] = node

    def group(self, count: bytes, members: list[bytes]) -> dict[str, Any]:
        for name in members:
            if name not in self.nodes or self.nodes[name].get("taken"):
                raise Wrong("a member that is not free")
            self.nodes[name]["taken"] = True
        if count in (b"any", b"all"):
            return {"threshold": 1 if count == b"any" else len(members), "members": members}
        if not re.fullmatch(rb"[1-9]\d{0,5}", count) or int(count) > len(members):
            raise Wrong("a threshold that cannot be")
        return {"threshold": int(count), "members": members}

    @staticmethod
    def key(data: bytes, kind: int) -> dict[str, Any]:
        try:
            name, key_id, blob = data.decode().split("+", 2)
        except ValueError as error:
            raise Wrong("not a verifier key") from error
        check_name(name)
        material = unbase64(blob)
        expected = hashlib.sha256(name.encode() + b"\n" + material).hexdigest()[:8]
        if len(material) != 33 or material[0] != kind or key_id != expected:
            raise Wrong("not a verifier key of its kind")
        return {"name": name, "id": bytes.fromhex(key_id), "kind": kind, "public": material[1:]}

    def check(self, note: SignedNote, cosignatures: list[tuple[str, bytes, bytes]], *, with_quorum: bool) -> None:
        in_note = self.verified(note, note.signatures)
        besides = self.verified(note, cosignatures)
        if not any(key["kind"] == 1 and key["name"] == note.origin for key in in_note):
            raise Wrong("the log did not sign it")
        if with_quorum and not self.agrees(in_note + besides):
            raise Wrong("the quorum is not met")

    def verified(self, note: SignedNote, lines: list[tuple[str, bytes, bytes]]) -> list[dict[str, Any]]:
        found = []
        for name, key_id, made in lines:
            for key in self.keys:
                if (key["name"], key["id"]) == (name, key_id):
                    check_made(key, note.text, made)
                    found.append(key)
        return found

    def agrees(self, signed: list[dict[str, Any]]) -> bool:
        votes = {b"none": True}
        for name, node in self.nodes.items():  # who stands in a group was defined above it
            if "key" in node:
                votes[name] = node["key"] in signed
            else:
                votes[name] = sum(votes[member] for member in node["members"]) >= node["threshold"]
        return votes[self.quorum or b""]


def check_made(key: dict[str, Any], text: str, made: bytes) -> None:
    message = text.encode()
    if key["kind"] == 4:
        if len(made) != 72 or made[0] > 127:
            raise Wrong("a cosignature that cannot be")
        message = f"cosignature/v1\ntime {struct.unpack('>Q', made[:8])[0]}\n".encode() + message
        made = made[8:]
    if not ed25519(key["public"], message, made):
        raise Wrong("a signature does not verify")


def ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """OpenSSL's answer (it asks for S < L, computes without cofactor, and compares R as bytes), and a canonical key."""
    y = int.from_bytes(public, "little") % 2**255
    if y >= FIELD_PRIME or (y in (1, FIELD_PRIME - 1) and public[31] > 127):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
