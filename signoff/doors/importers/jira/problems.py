"""What can be wrong: with the file as a whole (`ImportProblem`), or with one cell of it (`Note`).

Both carry a code and facts, not sentences; `says` makes the sentence for its reader.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

KEPT_NOTES = 500  # notes shown in full; all are counted
SHOWN = 120  # characters of a cell's text that a note repeats


class ImportProblem(Exception):
    """The file cannot be read as an export at all. `code` says why, `facts` what to put in the sentence."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


class Note(NamedTuple):
    """A cell that does not come in as what it is, named by row and column."""

    row: int
    column: str
    code: str
    value: str


class Notes:
    """Collects notes: the first ones in full, the count of all, by code."""

    def __init__(self, keep: int = KEPT_NOTES) -> None:
        self._keep = keep
        self._notes: list[Note] = []
        self.counts: Counter[str] = Counter()

    def add(self, row: int, column: str, code: str, value: str = "") -> None:
        """Remember that the cell at `row`, `column` has the trouble `code`."""
        self.counts[code] += 1
        if len(self._notes) < self._keep:
            self._notes.append(Note(row, column, code, shortened(value)))

    @property
    def first(self) -> tuple[Note, ...]:
        return tuple(self._notes)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def shortened(text: str, length: int = SHOWN) -> str:
    """The text's beginning on one line, for showing."""
    line = " ".join(text[: length * 4].split())
    return line if len(line) <= length else line[: length - 1] + "…"


def one_of(values: Iterable[str], limit: int = 8) -> str:
    """A few values as one readable list."""
    some = [shortened(value, 40) for value in values]
    return ", ".join(some[:limit]) + (", …" if len(some) > limit else "")
