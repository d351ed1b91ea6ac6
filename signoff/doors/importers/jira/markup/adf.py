"""Atlassian Document Format (REST version 3) to Markdown. Unknown nodes give their text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
    kind = node.get("type")
    if kind == "paragraph":
        return _inline(_content(node), depth)
    if kind == "heading":
        level = _attrs(node).get("level")
        level = level if isinstance(level, int) else 1
        return f"{'#' * min(max(level, 1), 6)} {_inline(_content(node), depth)}"
    if kind in ("bulletList", "orderedList", "taskList", "decisionList"):
        return _list(node, str(kind), depth)
    if kind == "codeBlock":
        return fenced(_text(node, depth), str(_attrs(node).get("language") or "")).strip("\n")
    if kind == "rule":
        return "---"
    if kind == "table":
        return _table(node, depth)
    return _container(node, depth)


def _container(node: dict[str, Any], depth: int) -> str:
    kind = node.get("type")
    if kind in ("media", "mediaInline", "inlineCard", "blockCard", "embedCard", "text", "mention", "emoji"):
        return _inline([node], depth)
    body = "\n\n".join(_blocks(_content(node), depth + 1))
    if kind in ("blockquote", "panel"):
        return "\n".join("> " + line for line in body.split("\n"))
    title = _attrs(node).get("title")
    return f"**{title}**\n\n{body}" if kind in ("expand", "nestedExpand") and title else body


def _list(node: dict[str, Any], kind: str, depth: int) -> str:
    lines = []
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


def _text(node: dict[str, Any], depth: int) -> str:
    if depth > DEEPEST:
        return ""
    own = node.get("text")
    return (own if isinstance(own, str) else "") + "".join(_text(child, depth + 1) for child in _content(node))


def _inline(nodes: list[dict[str, Any]], depth: int) -> str:
    return "".join(_span(node, depth) for node in nodes) if depth <= DEEPEST else ""


def _span(node: dict[str, Any], depth: int) -> str:
    kind, attrs = node.get("type"), _attrs(node)
    if kind == "text":
        return _marked(str(node.get("text") or ""), node.get("marks"))
    if kind == "hardBreak":
        return "  \n"
    if kind in ("inlineCard", "blockCard", "embedCard"):
        return f"<{attrs['url']}>" if attrs.get("url") else ""
    if kind in ("media", "mediaInline"):
        name = attrs.get("alt") or attrs.get("url") or attrs.get("id")
        return f"*{name}*" if name else ""
    if kind == "date":
        return _day(attrs.get("timestamp"))
    if kind in ("mention", "emoji", "status"):
        return str(attrs.get("text") or attrs.get("shortName") or attrs.get("id") or "")
    return _inline(_content(node), depth + 1)


def _day(timestamp: Any) -> str:
    from ..dates import DateForm

    day = DateForm().day(str(timestamp or ""))
    return day.isoformat() if day else str(timestamp or "")


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
