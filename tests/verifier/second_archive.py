"""The second verifier's way with the archive: let `zipfile` read it, write from that what the archive must be, byte for
byte, and compare."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from tests.verifier.second_notes import Wrong

REQUIRED = ("entries.jsonl", "checkpoint", "policy", "cosignatures", "state.json")
GIB = 1024**3
ONES = 0xFFFFFFFF


def unzip(data: bytes) -> dict[str, bytes]:
    """The members' contents, of an archive that is written in the one way that is allowed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, start = archive.infolist(), archive.start_dir
    except Exception as error:
        raise Wrong("not a zip archive") from error
    if sorted(REQUIRED) != sorted(i.filename for i in infos if not re.fullmatch("files/[0-9a-f]{64}", i.filename)):
        raise Wrong("other members than there must be")
    if len({info.filename for info in infos}) < len(infos) or sum(info.file_size for info in infos) > 4 * GIB:
        raise Wrong("a name twice, or too much")
    try:
        rewritten = b"".join(rewrite(data, infos, start))
    except (struct.error, IndexError) as error:
        raise Wrong("headers that cannot be") from error
    if rewritten != data:
        raise Wrong("the archive is not written as it must be")
    return {info.filename: inflate(data, info) for info in infos}


def rewrite(data: bytes, infos: list[zipfile.ZipInfo], start: int) -> Iterator[bytes]:
    """The archive as it must be; only what is ignored is taken over as it is."""
    position = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset != position:
            raise Wrong("a member that is not where the last one ends")
        member = rewrite_member(data, info, position)
        position += len(member)
        yield member
    directory = b""
    for info in infos:
        directory += rewrite_record(data, info, start + len(directory))
    yield directory
    yield rewrite_end(data, len(infos), len(directory), position)


def rewrite_member(data: bytes, info: zipfile.ZipInfo, at: int) -> bytes:
    if info.flag_bits & ~0b100000001110 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Wrong("a flag or method that is not allowed")
    name, streamed, sums = info.filename.encode(), info.flag_bits & 8, (info.CRC, info.compress_size, info.file_size)
    crc, packed, size = struct.unpack_from("<LLL", data, at + 14)
    wide, extra = [], b""
    if ONES in (packed, size):
        told = struct.unpack_from("<HHQQ", data, at + 30 + len(name)) if packed == size else (1, 8, 0, 0)
        wide = [
            value
            for value, is_wide in ((info.file_size, size == ONES), (info.compress_size, packed == ONES))
            if is_wide
        ]
        if streamed and crc == 0 and not any(told[2:]):
            wide = [0] * len(wide)
        extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide)
    shown = (
        [0, 0, 0]
        if streamed and crc == 0 and ((extra and not any(wide)) or (not extra and packed == size == 0))
        else list(sums)
    )
    if packed == ONES:
        shown[1] = packed
    if size == ONES:
        shown[2] = size
    header = struct.pack(
        "<4s2sHH4sLLLHH",
        b"PK\3\4",
        data[at + 4 : at + 6],
        info.flag_bits,
        info.compress_type,
        data[at + 10 : at + 14],
        *shown,
        len(name),
        len(extra),
    )
    body = at + len(header) + len(name) + len(extra)
    after = struct.pack("<4sLQQ" if extra else "<4sLLL", b"PK\7\x08", *sums) if streamed else b""
    return header + name + extra + data[body : body + info.compress_size] + after


def rewrite_record(data: bytes, info: zipfile.ZipInfo, at: int) -> bytes:
    if info.external_attr >> 28 == 0o12:
        raise Wrong("a symlink")
    values = [info.compress_size, info.file_size, info.header_offset]
    raw = [*struct.unpack_from("<LL", data, at + 20), *struct.unpack_from("<L", data, at + 42)]
    wide = [values[which] for which in (1, 0, 2) if raw[which] == ONES]
    packed, size, offset = (ONES if was == ONES else value for was, value in zip(raw, values, strict=True))
    extra = struct.pack(f"<HH{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    name = info.filename.encode()
    return (
        struct.pack(
            "<4s4sHH4sLLLHHHH6sL",
            b"PK\1\2",
            data[at + 4 : at + 8],
            info.flag_bits,
            info.compress_type,
            data[at + 12 : at + 16],
            info.CRC,
            packed,
            size,
            len(name),
            len(extra),
            0,
            0,
            data[at + 36 : at + 42],
            offset,
        )
        + name
        + extra
    )


def rewrite_end(data: bytes, count: int, length: int, start: int) -> bytes:
    told = struct.unpack_from("<HHLL", data, len(data) - 14)
    numbers, wide = [count, count, length, start], b""
    if data[-42:-38] == b"PK\6\7":
        wide = struct.pack("<4sQ4sLLQQQQ", b"PK\6\6", 44, data[-86:-82], 0, 0, *numbers)
        wide += struct.pack("<4sLQL", b"PK\6\7", 0, start + length, 1)
        ones = [0xFFFF, 0xFFFF, ONES, ONES]
        numbers = [full if was == full else number for was, full, number in zip(told, ones, numbers, strict=True)]
        disks = [0xFFFF if was == 0xFFFF else 0 for was in struct.unpack_from("<HH", data, len(data) - 18)]
    else:
        disks = [0, 0]
    return wide + struct.pack("<4sHHHHLLH", b"PK\5\6", *disks, *numbers, 0)


def inflate(data: bytes, info: zipfile.ZipInfo) -> bytes:
    name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
    begin = info.header_offset + 30 + name + extra
    packed = data[begin : begin + info.compress_size]
    content = packed
    if info.compress_type == zipfile.ZIP_DEFLATED:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = stream.decompress(packed, info.file_size + 1)
        except zlib.error as error:
            raise Wrong("a member that cannot be unpacked") from error
        if not stream.eof or stream.unused_data:
            raise Wrong("a member with too little or too much")
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise Wrong("a member's size or CRC is wrong")
    return content
