"""How the archive is written."""
# ruff: noqa: E501 (a rule, a row, a line)

import struct
import zlib
from dataclasses import replace
from typing import Any

from tests.verifier.archive import ONES, Member, archive
from tests.verifier.cases.table import INVALID, UNREADABLE, VALID, Case, on_all, on_first, zipped
from tests.verifier.make import Bundle, sha


def zip_cases() -> list[Case]:
    good = zipped()
    big = {"packed": ONES, "size": ONES}
    # fmt: off
    rows: list[tuple[str, bytes, int, str]] = [
        ("deflated", zipped(deflated=True), VALID, ""),
        ("members in another order", zipped(lambda m: m[::-1]), VALID, ""),
        ("a directory in another order", zipped(directory=lambda r: r[::-1]), VALID, ""),
        ("flags 1, 2 and 11", zipped(on_all(flags=0b1000_0000_0110)), VALID, ""),
        ("with descriptors", zipped(on_all(flags=8)), VALID, ""),
        ("deflated, with descriptors", zipped(on_all(flags=8), deflated=True), VALID, ""),
        ("zip64", zipped(on_all(zip64=True)), VALID, ""),
        ("zip64 with descriptors", zipped(on_all(zip64=True, flags=8)), VALID, ""),
        ("zip64 end record", zipped(zip64_end=True), VALID, ""),
        ("zip64 end record, short fields all ones", zipped(zip64_end=True, end={"here": 0xFFFF, "total": 0xFFFF, "length": ONES, "start": ONES}), VALID, ""),
        ("zip64 in one header only", zipped(on_first(zip64=True, central={"extra": b"", **_sizes(), "offset": 0})), VALID, ""),
        ("a descriptor, with sizes in the header too", zipped(lambda m: [replace(m[0], flags=8, local=_told(m[0])), *m[1:]]), VALID, ""),
        ("other times, versions and owners", zipped(on_all(local={"version": 63, "time": 1, "date": 2}, central={"made": 0xFFFF, "version": 10, "time": 3, "date": 4, "internal": 0xFFFF}, attributes=0o777 << 16)), VALID, ""),
        ("a prefix", b"x" + good, UNREADABLE, ""),
        ("an empty file", b"", UNREADABLE, ""),
        ("a text", b"hello, world\n" * 9, UNREADABLE, ""),
        ("an empty archive", good[-22:], UNREADABLE, ""),
        ("a gap before a member", zipped(lambda m: [m[0], replace(m[1], before=b"x"), *m[2:]]), INVALID, "gap"),
        ("a gap before the first member", zipped(on_first(before=archive([]))), UNREADABLE, ""),
        ("a local header that the directory does not know", zipped(lambda m: [replace(m[0], before=good[: good.index(b"PK\3\4", 1)]), *m[1:]]), INVALID, "gap"),
        ("a gap before the directory", zipped(gap=b"x"), INVALID, "gap"),
        ("bytes after the end", zipped(trailing=b"x"), INVALID, "end record"),
        ("a comment", zipped(comment=b"hi"), INVALID, "end record"),
        ("a comment that looks like an end", zipped(comment=good[-22:]), INVALID, ""),
        ("a member's comment", zipped(on_first(comment=b"hi")), INVALID, "comment"),
        ("another mark of the end", good[:-22] + b"PK\5\7" + good[-18:], INVALID, "end record"),
        ("a comment that is not there", good[:-2] + b"\1\0", INVALID, "end record"),
        ("zip64 end record that the short one contradicts", zipped(zip64_end=True, end={"total": 5}), INVALID, "zip"),
        ("zip64 end record, and another start in the short one", zipped(zip64_end=True, end={"start": 7}), INVALID, "zip"),
        ("a wrong start of the directory", zipped(end={"start": 7}), INVALID, "end record"),
        ("a wrong length of the directory", zipped(end={"length": 7}), INVALID, "end record"),
        ("a wrong count", zipped(end={"here": 5, "total": 5}), INVALID, "count"),
        ("two counts", zipped(end={"here": 5}), INVALID, "end record"),
        ("a second disk", zipped(end={"disk": 1}), INVALID, "end record"),
        ("a directory on a second disk", zipped(end={"start_disk": 1}), INVALID, "end record"),
        ("zip64 end record of other numbers", zipped(zip64_end=True, end64={"total": 5}), INVALID, "zip"),
        ("zip64 end record too long", zipped(zip64_end=True, end64={"size": 45}), INVALID, "zip"),
        ("zip64 locator elsewhere", zipped(zip64_end=True, locator={"at": 3}), INVALID, "zip"),
        ("zip64 locator of two disks", zipped(zip64_end=True, locator={"disks": 2}), INVALID, "zip"),
        ("encrypted", zipped(on_first(flags=1)), INVALID, "kind"),
        ("masked headers", zipped(on_first(flags=1 << 13)), INVALID, "kind"),
        ("a patch", zipped(on_first(flags=1 << 5)), INVALID, "kind"),
        ("another method", zipped(on_first(method=12)), INVALID, "kind"),
        ("another extra field", zipped(on_first(local={"extra": b"UT\5\0\1abcd"})), INVALID, "extra"),
        ("another extra field in the directory", zipped(on_first(central={"extra": b"UT\5\0\1abcd"})), INVALID, "extra"),
        ("zip64 where nothing needs it", zipped(on_first(local={"extra": b"\1\0\x10\0" + b"\0" * 16})), INVALID, "extra"),
        ("zip64 missing", zipped(on_first(central=big)), INVALID, "extra"),
        ("a local name that differs", zipped(on_first(local={"name": b"entries.jsonX"})), INVALID, "two ways"),
        ("a local method that differs", zipped(on_first(local={"method": 8})), INVALID, "two ways"),
        ("local flags that differ", zipped(on_first(local={"flags": 2})), INVALID, "two ways"),
        ("a local CRC that differs", zipped(on_first(local={"crc": 1})), INVALID, "two ways"),
        ("a local size that differs", zipped(on_first(local={"size": 1})), INVALID, "two ways"),
        ("a local size of 0", zipped(on_first(local={"size": 0, "packed": 0, "crc": 0})), INVALID, "two ways"),
        ("a local packed size that differs", zipped(on_first(local={"packed": 1})), INVALID, "two ways"),
        ("a wrong descriptor", zipped(on_first(flags=8, descriptor=b"PK\7\x08" + b"x" * 12)), INVALID, "two ways"),
        ("a descriptor without its signature", zipped(lambda m: [replace(m[0], flags=8, descriptor=_bare(m[0])), *m[1:]]), INVALID, ""),
        ("a wrong CRC", zipped(on_first(local={"crc": 1}, central={"crc": 1})), INVALID, "CRC"),
        ("a wrong size", zipped(on_first(method=8, local={"size": 9}, central={"size": 9})), INVALID, "longer"),
        ("packed bytes after the end of their stream", zipped(lambda m: [replace(m[0], method=8, packed=replace(m[0], method=8).content() + b"x"), *m[1:]]), INVALID, "packed"),
        ("packed bytes cut short", zipped(lambda m: [replace(m[0], method=8, packed=replace(m[0], method=8).content()[:-9]), *m[1:]]), INVALID, ""),
        ("packed bytes that are none", zipped(on_first(method=8, packed=b"\xff" * 20)), INVALID, ""),
        ("a symlink", zipped(on_first(attributes=0o120777 << 16)), INVALID, "symlink"),
        ("a directory entry", zipped(lambda m: [*m, Member(b"files/", b"")]), INVALID, "name"),
        ("a name twice", zipped(lambda m: [*m, m[0]]), INVALID, "twice"),
        ("two records of one member", zipped(directory=lambda r: [*r, r[0]]), INVALID, "twice"),
        ("a member besides", zipped(lambda m: [*m, Member(b"README", b"")]), INVALID, "name"),
        ("a file with a name in capitals", zipped(lambda m: [*m, Member(b"files/" + b"A" * 64, b"")]), INVALID, "name"),
        ("a way out", zipped(lambda m: [*m, Member(b"../x", b"")]), INVALID, "name"),
        ("a name that ends in a zero byte", zipped(on_first(name=b"entries.jsonl\0")), INVALID, "name"),
        ("a name that is not UTF-8", zipped(lambda m: [*m, Member(b"\xff", b"")]), INVALID, "zip"),
        ("a second disk for a member", zipped(on_first(central={"disk": 1})), INVALID, "disk"),
        ("another mark of a header", zipped(on_first(local={"mark": b"PK\3\5"})), UNREADABLE, ""),
        ("another mark of a record", zipped(on_first(central={"mark": b"PK\1\3"})), INVALID, ""),
        ("a bomb that says so", zipped(lambda m: [*m, _bomb(5 << 30)]), INVALID, "4 GiB"),
        ("a bomb that does not say so", zipped(lambda m: [*m[:-1], replace(_bomb(4), name=m[-1].name)]), INVALID, ""),
    ]
    # fmt: on
    missing = [
        Case(f"without {name}", Bundle(swap={name: None}).zipped(), INVALID, "missing")
        for name in list(Bundle().members())[:5]
    ]
    return [*(Case(name, data, expected, reason) for name, data, expected, reason in rows), *missing]


def _sizes() -> dict[str, int]:
    size = len(Bundle().members()["entries.jsonl"])
    return {"packed": size, "size": size}


def _told(member: Member) -> dict[str, int]:
    return {"crc": zlib.crc32(member.data), "packed": len(member.data), "size": len(member.data)}


def _bare(member: Member) -> bytes:
    told = _told(member)
    return struct.pack("<LLL", told["crc"], told["packed"], told["size"])


def _bomb(says: int) -> Member:
    """A file of 8 MiB of zeros in 8 kB, which says that it is of another size."""
    zeros = bytes(8 << 20)
    packed = Member(b"", zeros, method=8).content()
    told: dict[str, Any] = {"size": says}
    if says > ONES:
        told = {"size": ONES, "extra": struct.pack("<HHQ", 1, 8, says)}
    return Member(b"files/" + sha(zeros).encode(), zeros, method=8, packed=packed, local=told, central=told)
