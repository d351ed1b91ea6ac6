"""A CSV's rows as cells, one at a time."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator

from .cleaning import storable
from .problems import ImportProblem, Notes, one_of
from .source import LONGEST_CELL, Source, raise_limit

MOST_COLUMNS = 20_000
HEADER_ROW = 1
_LOOKED_AT = 20


class Table:
    """A CSV that is read from its start as often as one likes; a row is (number, cells by column).

    The header is row 1, as in a spreadsheet. Cells beyond the header get a column name of their own.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.header = self._header()

    def _header(self) -> list[str]:
        names = next((row for _, row in self._records()), [])
        if len(names) > MOST_COLUMNS:
            raise ImportProblem("too-many-columns", columns=len(names), most=MOST_COLUMNS)
        cleaned = (storable(name)[0].lstrip("\ufeff").strip() for name in names)
        return [name or f"({place})" for place, name in enumerate(cleaned, 1)]

    def rows(self, notes: Notes | None = None) -> Iterator[tuple[int, list[tuple[int, str]]]]:
        """Each row after the header that holds anything: its number, and (column's place, text) of its
        non-empty cells. What cannot be stored is cleaned and noted."""
        self._refuse_squeezed_header()
        strange = normal = 0
        for number, cells in self._records():
            if number == HEADER_ROW:
                continue
            found = [(place, cell) for place, cell in enumerate(cells) if cell and not cell.isspace()]
            if not found:
                continue
            if number <= _LOOKED_AT:
                strange += self._is_squeezed(found)
                normal += len(found) > 2
                if len(self.header) > 3 and strange > 1 and not normal:
                    raise ImportProblem("resaved", row=number)
            yield number, [(place, self._clean(number, place, cell, notes)) for place, cell in found]

    def name(self, place: int) -> str:
        """The column's name; beyond the header its place in parentheses."""
        return self.header[place] if place < len(self.header) else f"({place + 1})"

    def _clean(self, row: int, place: int, text: str, notes: Notes | None) -> str:
        if text.isascii() and "\0" not in text:
            return text
        cleaned, code = storable(text)
        if code and notes is not None:
            notes.add(row, self.name(place), code, cleaned)
        return cleaned

    def _is_squeezed(self, found: list[tuple[int, str]]) -> bool:
        """Whether the whole row stands in its first cell, as after opening and saving in a spreadsheet."""
        place, text = found[0]
        return len(found) == 1 and place == 0 and text.count(self.source.delimiter) >= len(self.header) // 2

    def _refuse_squeezed_header(self) -> None:
        if len(self.header) > 3 and re.search(r"[^;,];{2,}$|[^;,],{2,}$", self.header[-1]):
            raise ImportProblem("resaved", row=HEADER_ROW)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        raise_limit()
        number = 0
        with self.source.open_text() as file:
            for _ in range(self.source.skip):
                file.readline()
            lines = _Lines(file)
            reader = csv.reader(lines, delimiter=self.source.delimiter, quotechar=self.source.quote)
            while True:
                number += 1
                try:
                    cells = next(reader, None)
                except (csv.Error, UnicodeError) as trouble:
                    raise self._problem(trouble, number) from None
                if cells is None:
                    return
                if lines.ended:
                    raise ImportProblem("unclosed-quote", row=number)
                yield number, cells

    def _problem(self, trouble: Exception, row: int) -> ImportProblem:
        if isinstance(trouble, UnicodeError):
            return ImportProblem("broken-encoding", row=row, encoding=self.source.encoding)
        if "field larger" in str(trouble):
            return ImportProblem("cell-too-long", row=row, most=LONGEST_CELL)
        return ImportProblem("broken-csv", row=row, why=str(trouble))

    def __repr__(self) -> str:
        return f"Table({one_of(self.header)})"


class _Lines:
    """A file's lines. A row that came only after `ended` was still waiting for its closing quotation mark,
    which would have swallowed the rest of the file in silence."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        try:
            return next(self._lines)
        except StopIteration:
            self.ended = True
            raise
