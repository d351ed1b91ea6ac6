"""Acceptance criteria out of a text: one a line, one a list's entry, one a scenario (AC4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .cleaning import one_line
from .words import plain, words

_MARK = re.compile(r"^(\s*)(?:[-*+•·‣–]|\d{1,3}[.)]|\(?[a-z]\))\s+(?:\[[ xX]?\]\s*)?")
_SCENARIO = re.compile(
    r"^\W*(given|scenario|angenommen|szenario|étant donné|scénario|dado|dada|escenario|cenário|допустим|сценарий)\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 90
_HEADING = re.compile(
    r"^\s*(?:#{1,6}\s+(?P<hash>.+?)|(?P<bold>\*\*.+?\*\*:?|__.+?__:?)|(?P<words>[^-*#|>].{0,60}?):)\s*$"
)


def criteria_in(markdown: str) -> list[str]:
    """Each criterion as one line, in order, without what marks it as an entry."""
    found: list[str] = []
    for paragraph in re.split(r"\n\s*\n", markdown):
        lines = [line for line in paragraph.split("\n") if line.strip() and not _is_rule(line)]
        if any(_MARK.match(line) for line in lines):
            found.extend(_entries(lines))
        elif lines and _SCENARIO.match(lines[0]):
            found.append(" ".join(lines))
        else:
            found.extend(line for line in lines if not line.lstrip().startswith("#"))
    return [text for text in (one_line(each).strip("| ") for each in found) if text]


def _is_rule(line: str) -> bool:
    return not line.strip("-–—*_=| \t")


def _entries(lines: list[str]) -> Iterator[str]:
    """A list's entries with the lines that belong to them; what stands before the list is its title."""
    current = ""
    for line in lines:
        found = _MARK.match(line)
        if found and (not found[1] or not current):
            if current:
                yield current
            current = line[found.end() :]
        elif current:
            current += " " + (line[found.end() :] if found else line.strip())
    if current:
        yield current


def criteria_section(markdown: str) -> str:
    """What stands under a heading such as "Acceptance criteria", up to the next heading; "" without one."""
    lines = markdown.split("\n")
    for start, line in enumerate(lines):
        if _is_criteria_heading(line):
            end = next((at for at in range(start + 1, len(lines)) if _ends_section(lines[at])), len(lines))
            return _list_of("\n".join(lines[start + 1 : end]))
    return ""


def _list_of(section: str) -> str:
    """Of a section that holds a list or scenarios, only those: what stands between is told, not asked for."""
    paragraphs = re.split(r"\n\s*\n", section.split("```", maxsplit=1)[0])
    asked = [each for each in paragraphs if any(map(_MARK.match, each.split("\n"))) or _SCENARIO.match(each)]
    return "\n\n".join(asked or paragraphs)


def _title(line: str) -> str:
    found = _HEADING.match(line)
    return plain((found["hash"] or found["bold"] or found["words"] or "").strip("*_: ")) if found else ""


def _is_criteria_heading(line: str) -> bool:
    if len(line) > _LONGEST_HEADING or not line.strip():
        return False
    return words("columns").get(_title(line)) == "criteria" or words("columns").get(plain(line)) == "criteria"


def _ends_section(line: str) -> bool:
    found = _HEADING.match(line)
    return bool(found and (found["hash"] or found["bold"])) or line.strip() == "---"
