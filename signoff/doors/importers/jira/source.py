"""What a file is: looked at from outside, before anything of it is read as an export."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import IO, NamedTuple

from .columns import Sure, known_names, recognised
from .problems import ImportProblem, one_of

BIGGEST = 512 * 1024**2  # bytes of a file
_HEAD = 256 * 1024  # bytes looked at
_LEGACY = ("cp1252", "cp1251", "cp1250", "shift_jis", "gb18030", "euc_kr", "cp1254", "cp1253", "iso8859_2")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: beginnings of files that people take for an export, and what they are
_OTHERS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0", "old-excel"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"Rar!", "archive"),
    (b"SQLite format 3", "database"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
    (b"{\\rtf", "rich-text"),
)


class Form(StrEnum):
    CSV = "csv"
    JSON = "json"
    XML = "xml"


class Source(NamedTuple):
    """A file and how to read it. `delimiter` and `quote` are a CSV's; `encoding_sure` a guess or known."""

    path: Path
    form: Form
    encoding: str
    encoding_sure: Sure
    delimiter: str = ","
    quote: str = '"'
    skip: int = 0  # lines before the header ("sep=;")

    def open_text(self) -> IO[str]:
        """The file as text; bytes that its encoding does not know arrive as lone surrogates."""
        errors = "surrogateescape" if not self.encoding.startswith("utf-16") else "replace"
        return self.path.open("r", encoding=self.encoding, errors=errors, newline="")


def look_at(path: Path) -> Source:
    """The file's form and encoding. Raises ImportProblem with what it is instead."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as trouble:
        raise ImportProblem("no-file", path=str(path), why=trouble.strerror or "") from None
    if not head.removeprefix(codecs.BOM_UTF8).strip(b"\0 \t\r\n\xff\xfe"):
        raise ImportProblem("empty")
    if size > BIGGEST:
        raise ImportProblem("too-big", most=BIGGEST // 1024**2)
    for beginning, what in _OTHERS:
        if head.startswith(beginning):
            raise ImportProblem("not-an-export", what=what)
    encoding, sure = _encoding(path, head)
    text = head.decode(encoding, "surrogateescape" if "16" not in encoding and "32" not in encoding else "replace")
    return _by_text(path, text, encoding, sure, is_whole=size <= _HEAD)


def _by_text(path: Path, text: str, encoding: str, sure: Sure, *, is_whole: bool) -> Source:
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        _refuse_other_markup(start)
        return Source(path, Form.XML, encoding, sure)
    if start.startswith(("{", "[")):
        return Source(path, Form.JSON, encoding, sure)
    if text.count("\0") > len(text) // 100 + 3:
        raise ImportProblem("not-an-export", what="binary")
    return _table(path, text, encoding, sure, is_whole=is_whole)


def _refuse_other_markup(start: str) -> None:
    beginning = start[:4000].lower()
    if "<html" in beginning or "<!doctype html" in beginning:
        code = "excel-page" if "jira" in beginning and "<table" in start.lower() else "page"
        raise ImportProblem("not-an-export", what=code)
    if "<entity-engine-xml" in beginning:
        raise ImportProblem("not-an-export", what="backup")


def _encoding(path: Path, head: bytes) -> tuple[str, Sure]:
    """By its mark, else UTF-8 where the whole file is, else what makes most columns readable."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name, Sure.KNOWN
    if head[:400].count(0) > len(head[:400]) // 4:
        return ("utf-16-le" if head[1:400:2].count(0) > head[0:400:2].count(0) else "utf-16-be"), Sure.GUESS
    good, bad = _utf8(path)
    if bad == 0 or good > 20 * bad:
        return "utf-8", Sure.KNOWN if bad == 0 else Sure.GUESS
    if head.lstrip()[:1] in (b"<", b"{", b"["):
        return _declared(head), Sure.GUESS
    first = head.split(b"\n", 1)[0]
    return max(_LEGACY, key=lambda name: (_readable(first, name), -_LEGACY.index(name))), Sure.GUESS


def _declared(head: bytes) -> str:
    found = re.match(rb"""\s*<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9._-]{1,30})["']""", head)
    try:
        return codecs.lookup(found[1].decode()).name if found else "cp1252"
    except LookupError:
        return "cp1252"


def _utf8(path: Path) -> tuple[int, int]:
    """How many characters beyond ASCII are good UTF-8 in the file, and how many bytes are not."""
    good = bad = 0
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            text = decoder.decode(piece)
            if not text.isascii():
                broken = sum(1 for letter in text if "\udc80" <= letter <= "\udcff")
                bad += broken
                good += len(text) - len(text.encode("ascii", "ignore")) - broken
    return good, bad


def _readable(line: bytes, encoding: str) -> int:
    """How many column names are known when the first line is read in this encoding; -1 if it cannot be."""
    try:
        text = line.decode(encoding)
    except UnicodeDecodeError:
        return -1
    return max(known_names(next(iter(_rows(text, mark, '"')), [])) for mark in ",;\t|")


def _rows(text: str, delimiter: str, quote: str) -> Iterator[list[str]]:
    raise_limit()
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote)
    except csv.Error:
        return


LONGEST_CELL = 16 * 1024 * 1024  # characters


def raise_limit() -> None:
    """Python's own limit for a cell is 128 kB, and one for the whole process."""
    if csv.field_size_limit() < LONGEST_CELL:
        csv.field_size_limit(LONGEST_CELL)


def _table(path: Path, text: str, encoding: str, sure: Sure, *, is_whole: bool) -> Source:
    """A table: which sign divides its cells, which quotes them. Raises where it is no table."""
    skip, said = _excel_hint(text)
    body = text.split("\n", 1)[1] if skip else text
    body = body.lstrip("\ufeff")
    quote = _quote(body)
    delimiters = [said] if said else [",", ";", "\t", "|"]
    heads = {mark: next(_rows(body, mark, quote), []) for mark in delimiters}
    best = max(heads, key=lambda mark: (known_names(heads[mark]), len(heads[mark])))
    names = [name.strip() for name in heads[best]]
    rows = [row for row in list(_rows(body, best, quote))[1:] if any(cell.strip() for cell in row)]
    if not known_names(names) and _is_prose(names, rows):
        raise ImportProblem("not-a-table", start=one_of([body.strip()[:60]]))
    if is_whole and not rows:
        raise ImportProblem("no-rows", columns=one_of(names))
    return Source(path, Form.CSV, encoding, sure, best, quote, skip)


def _is_prose(names: list[str], rows: list[list[str]]) -> bool:
    """Whether this only looks divided: one name, or rows that seldom have as many cells as there are names."""
    if sum(1 for name in names if name) < 2:
        return recognised(names[0] if names else "").sure is Sure.NO
    return bool(rows) and sum(len(row) >= len(names) for row in rows) * 4 < len(rows)


def _excel_hint(text: str) -> tuple[int, str]:
    found = re.match(r"\ufeff?\"?sep=(.)\"?\r?\n", text)
    return (1, found[1]) if found else (0, "")


def _quote(text: str) -> str:
    """The single quote where the file quotes with it and never with the double one."""
    sample = text[:65536]
    if '"' in sample:
        return '"'
    singles = re.findall(r"(?:^|[,;\t|\n])'[^'\n]*[,;\t|][^'\n]*'(?=[,;\t|\r\n]|$)", sample)
    return "'" if singles else '"'
