"""The XML (RSS) export, one item at a time, with no entities, no DTD and nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from .problems import ImportProblem
from .source import Source

_PIECE = 1 << 16
_PROLOG = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_ROOT = re.compile(r"<([^\s<>/!?]{1,60})[\s>/]")
BIGGEST_ITEM = 32 * 1024 * 1024  # characters between the ends of two items
MOST_TAGS = 200_000  # likewise; also bounds how deep it can go
#: characters that XML does not allow, raw or as a reference; Jira lets them through
_RAW = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


class XmlFile:
    """The items of an XML export. `total` is what Jira's search found, where the file says more than it holds."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.total = 0
        self.left_out = 0  # characters that XML forbids

    def items(self) -> Iterator[Element]:
        """Each `<item>`; it is emptied when the next one is asked for. Raises ImportProblem."""
        found, self.left_out = 0, 0
        try:
            for element in self._elements():
                found += 1
                yield element
        except ParseError as trouble:
            line, column = trouble.position
            raise ImportProblem("broken-xml", line=line, column=column) from None
        except (UnicodeError, ValueError):
            raise ImportProblem("broken-encoding", row=0, encoding=self.source.encoding) from None
        if not found:
            raise ImportProblem("not-an-export", what="xml-without-items")

    def _elements(self) -> Iterator[Element]:
        pull: XMLPullParser[Any] = XMLPullParser(("end",))
        characters = tags = 0
        with self.source.open_text() as file:
            for piece in self._pieces(file):
                pull.feed(piece)
                characters, tags = characters + len(piece), tags + piece.count("<")
                for _, element in cast("Iterator[tuple[str, Element]]", pull.read_events()):
                    if element.tag == "item":
                        characters = tags = 0
                        yield element
                        element.clear()
                    elif element.tag == "issue":
                        self._learn_total(str(element.get("total") or ""))
                if characters > BIGGEST_ITEM or tags > MOST_TAGS:
                    raise ImportProblem("absurd-xml")
        pull.close()

    def _learn_total(self, total: str) -> None:
        if total.isascii() and total.isdigit() and len(total) < 10:
            self.total = int(total)

    def _pieces(self, file: IO[str]) -> Iterator[str]:
        """The text without forbidden characters; a reference is never cut in two."""
        rest, first = "", True
        while piece := file.read(_PIECE):
            text = rest + piece
            if first:
                text, first = _DECLARATION.sub("", text.lstrip("\ufeff")), False
                refuse_other_roots(text)
            cut = text.rfind("&", len(text) - 12)
            text, rest = (text[:cut], text[cut:]) if cut >= 0 else (text, "")
            yield self._allowed(text)
        yield self._allowed(rest)

    def _allowed(self, text: str) -> str:
        text, raw = _RAW.subn("\ufffd", text)
        self.left_out += raw
        return _REFERENCE.sub(self._allowed_reference, text) if "&#" in text else text

    def _allowed_reference(self, found: re.Match[str]) -> str:
        number = int(found[1], 16) if found[1] else int(found[2])
        if number <= 0x10FFFF and not _RAW.match(chr(number)):
            return found[0]
        self.left_out += 1
        return "\ufffd"


def refuse_other_roots(text: str) -> None:
    """Before the parser sees anything: only comments may stand before `<rss>`.

    A document type can stand nowhere else. So none is ever parsed, and with it no entity, no bomb, nothing fetched.
    """
    prolog = _PROLOG.match(text)
    rest = text[prolog.end() :] if prolog else text
    root = _ROOT.match(rest)
    if rest[:2] == "<!":
        raise ImportProblem("unsafe-xml")
    if root is None or root[1] != "rss":
        name = "xml:" + root[1] if root else "xml-without-items"
        raise ImportProblem("not-an-export", what=name)


def text_in(element: Element | None) -> str:
    """An element's own text without the layout around it."""
    return (element.text or "").strip() if element is not None else ""


def attribute(element: Element | None, *names: str) -> str:
    """The first of these attributes that is there."""
    given: dict[str, Any] = dict(element.attrib) if element is not None else {}
    return next((str(given[name]) for name in names if given.get(name)), "")
