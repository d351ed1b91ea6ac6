"""A writer of zip archives, right and wrong ones: no library writes the archives that a verifier must refuse."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

ONES = 0xFFFFFFFF


@dataclass
class Member:
    """One member, with every field of its two headers to be set at will (`local`, `central`: field by name)."""

    name: bytes
    data: bytes
    method: int = 0
    flags: int = 0
    zip64: bool = False
    attributes: int = 0o100644 << 16
    packed: bytes | None = None
    before: bytes = b""
    local: dict[str, Any] = field(default_factory=dict)
    central: dict[str, Any] = field(default_factory=dict)
    descriptor: bytes | None = None
    comment: bytes = b""

    def content(self) -> bytes:
        if self.packed is not None:
            return self.packed
        if self.method != 8:
            return self.data
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        return deflate.compress(self.data) + deflate.flush()


def archive(
    members: list[Member],
    *,
    change: Callable[[list[Member]], Any] | None = None,
    directory: Callable[[list[bytes]], Any] | None = None,
    deflated: bool = False,
    gap: bytes = b"",
    trailing: bytes = b"",
    comment: bytes = b"",
    zip64_end: bool = False,
    end: dict[str, int] | None = None,
    end64: dict[str, int] | None = None,
    locator: dict[str, int] | None = None,
) -> bytes:
    """The archive's bytes. `change` gets the members before, `directory` the directory's records, to spoil them."""
    if deflated:
        members = [replace(member, method=8) for member in members]
    if change:
        members = change(members) or members
    body, records = b"", []
    for member in members:
        body += member.before
        records.append(_central(member, len(body)))
        body += _local(member)
    if directory:
        records = directory(records) or records
    body += gap
    told = {"disk": 0, "start_disk": 0, "here": len(records), "total": len(records)}
    told |= {"length": sum(map(len, records)), "start": len(body)}
    wide = (end64 or {}, locator or {}) if zip64_end else None
    return body + b"".join(records) + _end(told, comment, end or {}, wide) + trailing


LOCAL = ["mark", "version", "flags", "method", "time", "date", "crc", "packed", "size", "name_length", "extra_length"]
CENTRAL = ["mark", "made", *LOCAL[1:], "comment_length", "disk", "internal", "attributes", "offset"]


def _fields(member: Member) -> dict[str, Any]:
    told = {"version": 20, "flags": member.flags, "method": member.method, "time": 0x6000, "date": 0x5C61}
    sums = {"crc": zlib.crc32(member.data), "packed": len(member.content()), "size": len(member.data)}
    return told | sums | {"name": member.name, "extra": b""}


def _lengths(fields: dict[str, Any]) -> dict[str, int]:
    return {"name_length": len(fields["name"]), "extra_length": len(fields["extra"])}


def _local(member: Member) -> bytes:
    f = _fields(member) | {"mark": b"PK\3\4"}
    after = b""
    if member.flags & 8:
        after = struct.pack("<4sLQQ" if member.zip64 else "<4sLLL", b"PK\7\x08", f["crc"], f["packed"], f["size"])
        after = after if member.descriptor is None else member.descriptor
        f.update(crc=0, packed=0, size=0)
    if member.zip64:
        f.update(extra=struct.pack("<HHQQ", 1, 16, f["size"], f["packed"]), packed=ONES, size=ONES)
    f.update(member.local)
    f.update(_lengths(f))
    header = struct.pack("<4sHHHHHLLLHH", *(f[name] for name in LOCAL))
    return b"".join([header, f["name"], f["extra"], member.content(), after])


def _central(member: Member, offset: int) -> bytes:
    f = _fields(member) | {"mark": b"PK\1\2", "made": 0x0314, "disk": 0, "internal": 0, "offset": offset}
    f.update(attributes=member.attributes, comment_length=len(member.comment))
    if member.zip64:
        f.update(extra=struct.pack("<HHQQQ", 1, 24, f["size"], f["packed"], offset))
        f.update(packed=ONES, size=ONES, offset=ONES)
    f.update(member.central)
    f.update(_lengths(f))
    header = struct.pack("<4sHHHHHHLLLHHHHHLL", *(f[name] for name in CENTRAL))
    return b"".join([header, f["name"], f["extra"], member.comment])


def _end(
    told: dict[str, int], comment: bytes, end: dict[str, int], wide: tuple[dict[str, int], dict[str, int]] | None
) -> bytes:
    """The end record, and before it, where `wide` is given, zip64's and its locator, with these fields otherwise."""
    before = b""
    if wide is not None:
        values = {"size": 44, "made": 45, "needed": 45} | told | wide[0]
        where = {"disk": 0, "at": told["start"] + told["length"], "disks": 1} | wide[1]
        before = struct.pack("<4sQHHLLQQQQ", b"PK\6\6", *values.values())
        before += struct.pack("<4sLQL", b"PK\6\7", *where.values())
    return before + struct.pack("<4sHHHHLLH", b"PK\5\6", *(told | end).values(), len(comment)) + comment
