"""Atlassian Document Format (REST version 3) to Markdown. Unknown nodes give their text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..dates import DateForm
from .blocks import fenced, table_row, table_rule

DEEPEST = 40


def from_adf(document: Any) -> str:
    """Markdown for one document; anything that is no document gives an empty text."""
    if isinstance(document, str):
        return document.strip()
    return "\n\n".join(block for block in _blocks(_content(document), 0) if block.strip()).strip()


def _content(node: Any) -> list[dict[str, Any]]:
    found = node.get("content") if isinstance(node, dict) else None
    return [child for child in found if isinstance(child, dict)] if isinstance(found, list) else []


def _attrs(node: dict[str, Any]) -> dict[str, Any]:
    found = node.get("attrs")
    return found if isinstance(found, dict) else {}


def _blocks(nodes: list[dict[str, Any]], depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        return
    for node in nodes:
        yield _block(node, depth)


def _block(node: dict[str, Any], depth: int) -> str:
    writer = _BLOCKS.get(str(node.get("type")), _container)
    return writer(node, depth)


def _heading(node: dict[str, Any], depth: int) -> str:
    level = _attrs(node).get("level")
    level = level if isinstance(level, int) else 1
    return f"{'#' * min(max(level, 1), 6)} {_inline(_content(node), depth)}"


def _code(node: dict[str, Any], depth: int) -> str:
    return fenced(_text(node, depth), str(_attrs(node).get("language") or "")).strip("\n")


def _container(node: dict[str, Any], depth: int) -> str:
    kind = node.get("type")
    if kind in ("media", "mediaInline", "inlineCard", "blockCard", "embedCard", "text", "mention", "emoji"):
        return _inline([node], depth)
    body = "\n\n".join(_blocks(_content(node), depth + 1))
    if kind in ("blockquote", "panel"):
        return "\n".join("> " + line for line in body.split("\n"))
    title = _attrs(node).get("title")
    return f"**{title}**\n\n{body}" if kind in ("expand", "nestedExpand") and title else body


def _list(node: dict[str, Any], depth: int) -> str:
    kind, lines = node.get("type"), []
    for place, entry in enumerate(_content(node), start=1):
        mark = f"{place}. " if kind == "orderedList" else "- "
        if kind == "taskList":
            mark += "[x] " if _attrs(entry).get("state") == "DONE" else "[ ] "
        is_plain = entry.get("type") in ("taskItem", "decisionItem")
        text = _inline(_content(entry), depth) if is_plain else "\n".join(_blocks(_content(entry), depth + 1))
        indent = "\n" + " " * (3 if kind == "orderedList" else 2)
        lines.append(mark + text.replace("\n", indent))
    return "\n".join(lines)


def _table(node: dict[str, Any], depth: int) -> str:
    rows = []
    for row in _content(node):
        cells = [" ".join(_blocks(_content(cell), depth + 1)) for cell in _content(row)]
        rows.append(table_row(cells))
        if len(rows) == 1:
            rows.append(table_rule(len(cells)))
    return "\n".join(rows)


_BLOCKS: dict[str, Callable[[dict[str, Any], int], str]] = {
    "paragraph": lambda node, depth: _inline(_content(node), depth),
    "heading": _heading,
    "codeBlock": _code,
    "rule": lambda node, depth: "---",
    "table": _table,
    **dict.fromkeys(("bulletList", "orderedList", "taskList", "decisionList"), _list),
}


def _text(node: dict[str, Any], depth: int) -> str:
    if depth > DEEPEST:
        return ""
    own = node.get("text")
    return (own if isinstance(own, str) else "") + "".join(_text(child, depth + 1) for child in _content(node))


def _inline(nodes: list[dict[str, Any]], depth: int) -> str:
    return "".join(_span(node, depth) for node in nodes) if depth <= DEEPEST else ""


def _span(node: dict[str, Any], depth: int) -> str:
    writer = _SPANS.get(str(node.get("type")))
    return writer(node, _attrs(node)) if writer else _inline(_content(node), depth + 1)


def _card(node: dict[str, Any], attrs: dict[str, Any]) -> str:
    return f"<{attrs['url']}>" if attrs.get("url") else ""


def _media(node: dict[str, Any], attrs: dict[str, Any]) -> str:
    name = attrs.get("alt") or attrs.get("url") or attrs.get("id")
    return f"*{name}*" if name else ""


def _named(node: dict[str, Any], attrs: dict[str, Any]) -> str:
    return str(attrs.get("text") or attrs.get("shortName") or attrs.get("id") or "")


def _day(node: dict[str, Any], attrs: dict[str, Any]) -> str:
    timestamp = str(attrs.get("timestamp") or "")
    day = DateForm().day(timestamp)
    return day.isoformat() if day else timestamp


_SPANS: dict[str, Callable[[dict[str, Any], dict[str, Any]], str]] = {
    "text": lambda node, attrs: _marked(str(node.get("text") or ""), node.get("marks")),
    "hardBreak": lambda node, attrs: "  \n",
    **dict.fromkeys(("inlineCard", "blockCard", "embedCard"), _card),
    **dict.fromkeys(("media", "mediaInline"), _media),
    **dict.fromkeys(("mention", "emoji", "status"), _named),
    "date": _day,
}


def _marked(text: str, marks: Any) -> str:
    kinds = {str(mark.get("type")): mark for mark in marks if isinstance(mark, dict)} if isinstance(marks, list) else {}
    core = text.strip()
    if not core or not kinds:
        return text
    made = f"`{core}`" if "code" in kinds else core
    for kind, sign in (("strong", "**"), ("em", "*"), ("strike", "~~")):
        made = f"{sign}{made}{sign}" if kind in kinds else made
    href = _attrs(kinds["link"]).get("href") if "link" in kinds else None
    made = f"[{made}]({href})" if href else made
    start = len(text) - len(text.lstrip())
    return text[:start] + made + text[start + len(core) :]
