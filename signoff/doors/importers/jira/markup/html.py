"""The HTML of Jira's XML export to Markdown, by the standard library's forgiving parser."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from .blocks import fenced, table_row, table_rule

_SIGNS = {"b": "**", "strong": "**", "em": "*", "i": "*", "cite": "*", "del": "~~", "s": "~~", "tt": "`"}
_BREAKS = {"p", "div", "table", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
_DEEPEST = 12
_CODE = "\x01"  # begins code within a table's cell until it is known what the table is


def from_html(source: str) -> str:
    """Markdown for HTML; tags that mean nothing here give their text."""
    writer = _Writer()
    writer.feed(source.replace(_CODE, ""))
    writer.close()
    text = re.sub(r"[ \t]+\n(?! )", "\n", "".join(writer.out))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _inline_code(cell: str) -> str:
    if not cell.startswith(_CODE):
        return cell
    return "`" + " ".join(cell.replace(_CODE, " ").replace("`", "'").split()) + "`"


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.lists: list[str] = []
        self.links: list[str] = []
        self.code: list[str] | None = None
        self.rows: list[list[str]] | None = None
        self.cell: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "pre":
            self.code = []
        elif tag in ("ul", "ol"):
            self.lists.append(tag)
            self.out.append("\n" if len(self.lists) > 1 else "\n\n")
        elif tag == "li":
            self.out.append("\n" + self._indent() + ("1. " if self.lists[-1:] == ["ol"] else "- "))
        elif tag == "a":
            self.links.append(given.get("href") or "")
            self.out.append("[")
        elif tag == "img":
            self._image(given)
        elif tag == "br":
            self.out.append("  \n")
        elif tag == "hr":
            self.out.append("\n\n---\n\n")
        else:
            self._open_other(tag)

    def _open_other(self, tag: str) -> None:
        if tag == "table" and self.rows is None:
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in ("td", "th") and self.rows is not None:
            self.cell = len(self.out)
        elif tag in _SIGNS:
            self.out.append(_SIGNS[tag])
        elif tag in _BREAKS and not self.lists and self.cell is None:
            self.out.append("\n\n" + ("#" * int(tag[1]) + " " if tag[1:].isdigit() else "> " * (tag == "blockquote")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre" and self.code is not None:
            code, self.code = "".join(self.code), None
            self.out.append(_CODE + code if self.cell is not None else "\n" + fenced(code) + "\n")
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self.out.append("" if self.lists else "\n\n")
        elif tag == "a" and self.links:
            address = self.links.pop()
            self.out.append(f"]({address})" if address.startswith(("http", "mailto:")) else "]")
        elif tag in _SIGNS:
            self.out.append(_SIGNS[tag])
        elif tag in ("td", "th", "table"):
            self._close_table(tag)
        elif tag in _BREAKS and not self.lists and self.cell is None:
            self.out.append("\n\n")

    def _close_table(self, tag: str) -> None:
        if self.rows is None:
            return
        if tag != "table":
            if self.cell is not None:
                text = "".join(self.out[self.cell :]).strip()
                text = text if text.startswith(_CODE) else " ".join(text.split())
                del self.out[self.cell :]
                (self.rows or [[]])[-1].append(text) if self.rows else self.out.append(text)
            self.cell = None
            return
        rows, self.rows, self.cell = [row for row in self.rows if row], None, None
        if rows and all(len(row) == 1 and row[0].startswith(_CODE) for row in rows):
            lines = "".join(row[0] for row in rows).split(_CODE)[1:]  # highlighted code: a row for each line
            self.out.append("\n" + fenced("\n".join(line.strip("\n") for line in lines)) + "\n")
            return
        for place, row in enumerate(rows):
            row = [_inline_code(cell) for cell in row]  # noqa: PLW2901 (the same row, written out)
            self.out.append(("\n\n" if place == 0 else "\n") + table_row(row))
            self.out.append("\n" + table_rule(len(row)) if place == 0 else "")
        self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self.code is not None:
            self.code.append(data)
        else:
            text = re.sub(r"\s+", " ", data)
            self.out.append(text if text.strip() or (self.out and not self.out[-1].endswith("\n")) else "")

    def _indent(self) -> str:
        return "".join("  " if kind == "ul" else "   " for kind in self.lists[: min(len(self.lists), _DEEPEST) - 1])

    def _image(self, given: dict[str, str | None]) -> None:
        address = given.get("src") or ""
        name = given.get("alt") or address.rsplit("/", 1)[-1]
        self.out.append(f"*{name}*" if name else "")
