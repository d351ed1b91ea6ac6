"""Jira's own markup to Markdown: line by line, each line once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from .blocks import fenced, list_mark, table_row, table_rule

_CODE = re.compile(r"\{(code|noformat)(?::([^}\n]{0,200}))?\}")
_HEADING = re.compile(r"\s*h([1-6])\.\s+(.*)")
_LIST = re.compile(r"\s*([*#]{1,9}|-)\s+(.*)")
_BLOCK_TAG = re.compile(r"\{(?:panel|info|tip|note|warning|section|column|expand)(?::([^}\n]{0,500}))?\}")
_SPOT_TAG = re.compile(r"\{(?:color|anchor|span|div|align|bgcolor|toc|adf|/?html)(?::[^}\n]{0,200})?\}")
_TITLE = re.compile(r"title=([^|}]+)")
_MONO = re.compile(r"\{\{(.{1,2000}?)\}\}")
_LINK = re.compile(r"\[([^\[\]\n]{1,2000})\]")
_IMAGE = re.compile(r"(?<![\w!])!([^!\s|][^!\n|]{0,500}\.\w{1,8})(?:\|[^!\n]{0,300})?!")
_EDGE = r"(?<![\w{0}\\]){0}(?=\S)([^{0}\n]{{1,2000}}?)(?<=\S){0}(?![\w{0}])"
_BOLD = re.compile(_EDGE.format(r"\*"))
_ITALIC = re.compile(_EDGE.format("_"))
_STRUCK = re.compile(_EDGE.format(r"\-"))
_INSERTED = re.compile(_EDGE.format(r"\+"))
_CITED = re.compile(r"\?\?(\S[^?\n]{0,500})\?\?")
_ADDRESS = re.compile(r"https?://[^\s\0]{1,2000}")
_HELD = re.compile(r"\0(\d+)\0")
_ANY_MARK = re.compile(r"[*_\-+\[!{?\\\0]|://")
_ANYTHING = re.compile(r"[*_\-+\[!{?\\\0#]|://|^\s*(?:h[1-6]|bq)\.")
_SIGNS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    # functions, since templates are filled in by slow code
    ("*", _BOLD, lambda found: f"**{found[1]}**"),
    ("_", _ITALIC, lambda found: f"*{found[1]}*"),
    ("-", _STRUCK, lambda found: f"~~{found[1]}~~"),
    ("+", _INSERTED, lambda found: found[1]),
    ("??", _CITED, lambda found: f"*{found[1]}*"),
)


def from_wiki(source: str, people: Mapping[str, str]) -> str:
    """Markdown for Jira's wiki markup; what is not markup stays as it is."""
    pieces = []
    for is_code, language, text in _split_code(source.replace("\r\n", "\n").replace("\r", "\n")):
        pieces.append(fenced(text, language) if is_code else "\n".join(_lines(text, people)))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(pieces)).strip()


def _split_code(text: str) -> Iterator[tuple[bool, str, str]]:
    """(is code, language, text), in order. An unclosed {code} is ordinary text."""
    place = 0
    while opening := _CODE.search(text, place):
        end = text.find("{" + opening[1] + "}", opening.end())
        if end < 0:
            break
        yield False, "", text[place : opening.start()]
        yield True, _language(opening[2] or ""), text[opening.end() : end]
        place = end + len(opening[1]) + 2
    yield False, "", text[place:]


def _language(options: str) -> str:
    first = options.split("|", maxsplit=1)[0].strip()
    return first if re.fullmatch(r"[A-Za-z0-9+#-]{1,20}", first) else ""


def _lines(text: str, people: Mapping[str, str]) -> Iterator[str]:
    quoted, in_table = False, False
    for raw in text.split("\n"):
        line = _SPOT_TAG.sub("", _BLOCK_TAG.sub(_block_title, raw)) if "{" in raw else raw
        if "{quote}" in line:
            quoted ^= line.count("{quote}") % 2 == 1
            line = line.replace("{quote}", "")
            yield from (["", "> " + inline(line, people)] if line.strip() else [""])
            continue
        is_row = line.lstrip().startswith("|") and line.count("|") > 1
        for made in _row(line, in_table, people) if is_row else [_line(line, people)]:
            yield "> " + made if quoted else made
        in_table = is_row


def _block_title(found: re.Match[str]) -> str:
    title = _TITLE.search(found[1] or "")
    return f"**{title[1].strip()}**" if title else ""


def _line(line: str, people: Mapping[str, str]) -> str:
    if not _ANYTHING.search(line):
        return line.strip()
    if heading := _HEADING.match(line):
        return f"\n{'#' * int(heading[1])} {inline(heading[2], people)}\n"
    if re.fullmatch(r"\s*-{4,}\s*", line):
        return "\n---\n"
    if line.lstrip().startswith("bq. "):
        return "> " + inline(line.lstrip()[4:], people)
    if found := _LIST.match(line):
        return list_mark(found[1].replace("-", "*")) + inline(found[2], people)
    return inline(line.strip(), people)


def _row(line: str, in_table: bool, people: Mapping[str, str]) -> list[str]:
    is_head = line.lstrip().startswith("||")
    body = _LINK.sub(lambda found: found[0].replace("|", "\0"), line.strip().replace("||", "|"))
    cells = [inline(cell.strip().replace("\0", "|"), people) for cell in body.strip("|").split("|")]
    row = table_row(cells)
    if in_table:
        return [row]
    return (
        ["", row, table_rule(len(cells))]
        if is_head
        else ["", table_row([""] * len(cells)), table_rule(len(cells)), row]
    )


def inline(text: str, people: Mapping[str, str]) -> str:
    """The marks within one line; what stands in {{…}} is left alone."""
    if not _ANY_MARK.search(text):
        return text
    pieces = _MONO.split(text)
    for place, piece in enumerate(pieces):
        pieces[place] = f"`{piece.replace('`', chr(39))}`" if place % 2 else _marks(piece, people)
    return "".join(pieces)


def _marks(text: str, people: Mapping[str, str]) -> str:
    held: list[str] = []

    def hold(made: str) -> str:
        held.append(made)
        return f"\0{len(held) - 1}\0"

    text = text.replace("\0", "")
    if "[" in text:
        text = _LINK.sub(lambda found: hold(_link(found[1], people)), text)
    if "!" in text:
        text = _IMAGE.sub(lambda found: hold(_image(found[1])), text)
    if "://" in text:
        text = _ADDRESS.sub(lambda found: hold(found[0]), text)
    for sign, pattern, made in _SIGNS:
        if sign in text:
            text = pattern.sub(made, text)
    text = text.replace("\\\\", "  \n").replace("\\{", "{")
    return _HELD.sub(lambda found: held[int(found[1])], text) if held else text


def _link(inside: str, people: Mapping[str, str]) -> str:
    if inside.startswith("~"):
        who = inside[1:].removeprefix("accountid:")
        return "@" + people.get(who, who)
    if inside.startswith("^"):
        return f"*{inside[1:]}*"
    parts = inside.split("|")
    label, address = (parts[0], parts[1]) if len(parts) > 1 else ("", parts[0])
    if not re.match(r"(https?|mailto|ftp)s?:", address):
        return f"[{inside}]"
    return f"[{label}]({address})" if label and label != address else f"<{address}>"


def _image(name: str) -> str:
    return f"[{name}]({name})" if name.startswith("http") else f"*{name}*"
