"""A copy of a log that anybody can check without Signoff: the bundle of BUNDLE.md."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.db.models import Sum
from django.db.models.functions import Length

from signoff.files.store import path_of
from signoff.ledger.facts import Facts
from signoff.ledger.models import Entry, Log
from signoff.ledger.note import checkpoint_text, policy_text
from signoff.ledger.reading import pieces, said_by
from signoff.ledger.signer import signer
from signoff.ledger.tree import EMPTY_ROOT, grow, leaf_hash, root_of

MOST_UNPACKED = 4 * 1024**3
LARGE = 1024**3
"""From here on the archive has the wide size fields that few unzippers need to know otherwise."""
BLOCK = 1024 * 1024
Tell = Callable[[int], None]


class CannotExport(Exception):
    """The log does not verify, or does not fit into a bundle; nothing was written."""


def export(log: Log, to: Path, tell: Tell = lambda done: None) -> int:
    """Write the log's bundle to a file, whole or not at all, and give the number of its entries.

    Raises CannotExport when the entries do not give the root that was signed, and OSError.
    """
    with _whole_or_not(to) as file:
        write_bundle(log, file, tell)
    return log.size


def write_bundle(log: Log, file: IO[bytes], tell: Tell = lambda done: None) -> None:
    """Write the bundle into a file that can be moved about in. Raises CannotExport."""
    with Facts() as facts, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as bundle:
        writer = _Writer(bundle, is_large=_size_of(log) > LARGE)
        writer.add("entries.jsonl", _lines(log, facts, tell))
        writer.add("checkpoint", [newest_checkpoint(log).encode()])
        writer.add("policy", [policy_text(log.origin, signer().public_key).encode()])
        writer.add("cosignatures", [])
        writer.add("state.json", _state(facts))
        for sha256 in facts.files():
            writer.add(f"files/{sha256}", _content(sha256))


def newest_checkpoint(log: Log) -> str:
    """The log's newest signed note; that of the empty log where nothing was written yet."""
    return log.checkpoint or signer().sign(log.origin, 0, EMPTY_ROOT)


class _Writer:
    """Writes members piece by piece, within the bounds of what a verifier unpacks."""

    def __init__(self, bundle: zipfile.ZipFile, is_large: bool) -> None:
        self.bundle, self.is_large, self.left = bundle, is_large, MOST_UNPACKED

    def add(self, name: str, blocks: Iterator[bytes] | list[bytes]) -> None:
        # The time says nothing: the same log gives the same bytes.
        member = zipfile.ZipInfo(name)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.external_attr = 0o600 << 16
        with self.bundle.open(member, "w", force_zip64=self.is_large) as into:
            for block in blocks:
                self.left -= len(block)
                if self.left < 0:
                    raise CannotExport("the copy would be larger than 4 GiB, which no verifier unpacks")
                into.write(block)


def _size_of(log: Log) -> int:
    """How many bytes all entries have together."""
    return Entry.objects.filter(log=log).aggregate(all=Sum(Length("bytes")))["all"] or 0


def _lines(log: Log, facts: Facts, tell: Tell) -> Iterator[bytes]:
    """Every entry and a line end; held against the log's checkpoint when the last one is out."""
    frontier: list[bytes] = []
    size = 0
    for piece in pieces(log):
        rows = [row for row in piece if row.seq < log.size]
        written = [bytes(row.bytes) for row in rows]
        for each in written:
            for _node in grow(frontier, size, leaf_hash(each)):
                pass
            size += 1
        try:
            grown = facts.add(log.pk, [said_by(each) for each in written])
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise CannotExport(f"an entry below {size} of {log.origin} is no entry: {problem}") from problem
        if not grown:
            raise CannotExport(f"a revision does not grow below entry {size} of {log.origin}")
        yield b"".join(each + b"\n" for each in written)
        tell(size)
    expected = checkpoint_text(log.origin, size, root_of(frontier))
    if size != log.size or not newest_checkpoint(log).startswith(expected + "\n"):
        raise CannotExport(f"the {size} entries of {log.origin} do not give the root that was signed")


def _state(facts: Facts) -> Iterator[bytes]:
    """The last fact of each object, as one canonical object."""
    separator = b"{"
    for fact in facts.in_order():
        last = {"digest": fact.digest, "rev": fact.rev, "seq": fact.seq}
        said = f"{json.dumps(fact.obj, ensure_ascii=False)}:{json.dumps(last, separators=(',', ':'))}"
        yield separator + said.encode()
        separator = b","
    yield b"{}" if separator == b"{" else b"}"


def _content(sha256: str) -> Iterator[bytes]:
    digest = hashlib.sha256()
    try:
        with path_of(sha256).open("rb") as file:
            while block := file.read(BLOCK):
                digest.update(block)
                yield block
    except FileNotFoundError:
        raise CannotExport(f"the attached file {sha256} is missing") from None
    if digest.hexdigest() != sha256:
        raise CannotExport(f"the attached file {sha256} has another content")


@contextmanager
def _whole_or_not(to: Path) -> Iterator[IO[bytes]]:
    """A file beside the wanted one, which takes its name when all is written and on the disk."""
    descriptor, draft = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.")
    try:
        with os.fdopen(descriptor, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(to)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
