"""JSON read piece by piece: the objects of a big array one at a time, never the whole file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from .problems import ImportProblem

_PIECE = 1 << 18
BIGGEST_VALUE = 64 * 1024 * 1024  # characters of one object
_SPACE = " \t\r\n\ufeff"


class JsonStream:
    """A cursor over JSON text. `values` walks top-level values and arrays without holding them."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._text = ""
        self._place = 0
        self._ended = False
        self._decoder = json.JSONDecoder(parse_constant=str)

    def peek(self) -> str:
        """The next character that is not space; "" at the end."""
        while True:
            while self._place < len(self._text) and self._text[self._place] in _SPACE:
                self._place += 1
            if self._place < len(self._text):
                return self._text[self._place]
            if not self._more():
                return ""

    def skip(self, wanted: str) -> None:
        """Step over one character that must come next."""
        found = self.peek()
        if found != wanted:
            raise ImportProblem("broken-json", found=found, wanted=wanted)
        self._place += 1

    def value(self) -> Any:
        """The whole value that comes next."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._place)
            except (ValueError, RecursionError) as trouble:
                self._grow(trouble)
                continue
            if end == len(self._text) and not self._ended:
                self._grow(None)
                continue
            self._place = end
            return value

    def members(self) -> Iterator[str]:
        """The keys of the object that comes next; after each key its value must be read."""
        self.skip("{")
        if self.peek() == "}":
            return self.skip("}")
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise ImportProblem("broken-json", found=str(key)[:20], wanted='"')
            self.skip(":")
            yield key
            if self.peek() == "}":
                return self.skip("}")
            self.skip(",")

    def elements(self) -> Iterator[None]:
        """Stops before each element of the array that comes next; each must be read."""
        self.skip("[")
        if self.peek() == "]":
            return self.skip("]")
        while True:
            yield None
            if self.peek() == "]":
                return self.skip("]")
            self.skip(",")

    def _grow(self, trouble: Exception | None) -> None:
        """Read as much again, so that a long value is looked at only a few times."""
        if isinstance(trouble, RecursionError) or (trouble and "integer string" in str(trouble)):
            raise ImportProblem("absurd-json") from None
        held = len(self._text) - self._place
        if held > BIGGEST_VALUE:
            raise ImportProblem("absurd-json")
        if not self._more(max(held, _PIECE)) and trouble is not None:
            raise ImportProblem("broken-json", found=self._text[self._place : self._place + 20], wanted="…") from None

    def _more(self, size: int = _PIECE) -> bool:
        try:
            piece = self._file.read(size)
        except UnicodeError:
            raise ImportProblem("broken-encoding", row=0, encoding=getattr(self._file, "encoding", "")) from None
        self._ended = not piece
        self._text = self._text[self._place :] + piece
        self._place = 0
        return bool(piece)
