"""A command from the words of a command line: `title=…`, `criteria.0=…`, `minutes:=90`, `content=@plan.pdf`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from signoff.doors.strict_json import checked
from signoff.kernel.command import Command
from signoff.kernel.refusals import Problem, Unreadable
from signoff.kernel.values import Content

WORD = re.compile(r"(?P<path>[a-z_]+(?:\.(?:[a-z_]+|[0-9]{1,4}))*)(?P<json>:?)=(?P<value>.*)", re.DOTALL)
MOST_BYTES = 16 * 1024 * 1024


def given_by(words: Sequence[str], declared: type[Command[Any, Any]]) -> dict[str, Any]:
    """What the words give the command. Raises Unreadable naming the word or the field that is wrong.

    `name=text` gives text; `name:=JSON` a value; `name=@path` a file's content; dots lead into lists and objects.
    """
    given: dict[str, Any] = {}
    for word in words:
        found = WORD.fullmatch(word)
        if found is None:
            raise Unreadable([Problem(word[:80], "is not written as field=value")])
        path = found["path"]
        value = _json(path, found["value"]) if found["json"] else _text(path, found["value"], declared)
        _put(given, path, value)
    return {name: _lists(each) for name, each in given.items()}


def _json(path: str, text: str) -> Any:
    try:
        return checked(text.encode())
    except UnicodeEncodeError:
        raise Unreadable([Problem(path, "must be UTF-8")]) from None
    except Unreadable as wrong:
        raise Unreadable([Problem(path, each.problem) for each in wrong.problems]) from None


def _text(path: str, text: str, declared: type[Command[Any, Any]]) -> str | bytes:
    if not text.startswith("@"):
        return text
    content = _content(path, text[1:])
    info = declared.model_fields.get(path)
    if info and any(isinstance(mark, Content) for mark in info.metadata):
        return content
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Unreadable([Problem(path, "must be a file of UTF-8 text")]) from None


def _content(path: str, name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise Unreadable([Problem(path, f"{name} cannot be read")]) from None
    if len(content) > MOST_BYTES:
        raise Unreadable([Problem(path, f"{name} is larger than {MOST_BYTES} bytes")])
    return content


def _put(given: dict[str, Any], path: str, value: Any) -> None:
    *above, last = path.split(".")
    place = given
    for name in above:
        place = place.setdefault(name, {})
        if not isinstance(place, dict):
            raise Unreadable([Problem(path, "is given twice")])
    if last in place:
        raise Unreadable([Problem(path, "is given twice")])
    place[last] = value


def _lists(value: Any) -> Any:
    """Objects whose names are 0, 1, 2 … are lists."""
    if not isinstance(value, dict):
        return value
    inner = {name: _lists(each) for name, each in value.items()}
    if inner and all(name.isdecimal() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner
