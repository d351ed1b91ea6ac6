"""Values out of Jira's JSON: forgiving, since every member may be missing or of another sort."""

from __future__ import annotations

import json
import re
from typing import Any

from .cleaning import storable
from .dates import DateForm
from .values import JiraPerson, Markup, RichText

#: addresses of pictures and of Jira's own API: no information about the work
_NOISE = frozenset({"avatarUrls", "iconUrl", "avatarId", "self", "expand"})
_ISO = DateForm()
_OLD_SPRINT = re.compile(r"com\.atlassian\.greenhopper\.service\.sprint\.Sprint@.*?\[.*?name=([^,\]]*)")


def text_of(value: Any) -> str:
    """A plain value's text; an option's, user's or version's name; "" for nothing."""
    if isinstance(value, str):
        return storable(value)[0]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    if isinstance(value, dict):
        for name in ("name", "value", "displayName", "key", "id"):
            if isinstance(value.get(name), str | int):
                return storable(str(value[name]))[0]
    return ""


def texts_of(value: Any) -> list[str]:
    """A list's texts, without the empty ones."""
    return [text for text in (text_of(each) for each in _listed(value)) if text]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else ([] if value is None else [value])


def part(value: Any, *names: str) -> Any:
    """A member of a member …; None where the way ends early."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def rows_of(value: Any, *names: str) -> list[dict[str, Any]]:
    """The objects of the list found there."""
    found = part(value, *names) if names else value
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def person_of(value: Any) -> JiraPerson | None:
    """A user: Cloud names accountId, Server name and key."""
    if not isinstance(value, dict):
        return JiraPerson(value) if isinstance(value, str) and value else None
    its_id = value.get("accountId") or value.get("name") or value.get("key")
    person = JiraPerson(text_of(value.get("displayName")), text_of(its_id), text_of(value.get("emailAddress")))
    return person if person.label else None


def moment_of(value: Any) -> Any:
    return _ISO.moment(text_of(value)) if value is not None else None


def day_of(value: Any) -> Any:
    return _ISO.day(text_of(value)) if value is not None else None


def rich(value: Any) -> RichText | None:
    """A long text: wiki markup in version 2 of the API, a document in version 3."""
    if isinstance(value, dict):
        return (
            RichText(storable(json.dumps(value, ensure_ascii=False))[0], Markup.ADF) if value.get("content") else None
        )
    text = text_of(value)
    return RichText(text, Markup.WIKI) if text.strip() else None


def seconds_of(value: Any) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value < 2**31 else None


def sprints_of(value: Any) -> list[str]:
    """Sprint names: objects, or what old servers print of their own objects."""
    names = []
    for each in _listed(value):
        old = _OLD_SPRINT.match(each) if isinstance(each, str) else None
        names.append(old[1] if old else text_of(each))
    return [name for name in names if name]


def kept_text(value: Any) -> str:
    """Any value as text to keep: strings as they are, the rest as JSON without addresses of pictures."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, str):
        return value
    pruned = _pruned(value, 0)
    return "" if pruned in (None, [], {}) else json.dumps(pruned, ensure_ascii=False, separators=(",", ":"))


def _pruned(value: Any, depth: int) -> Any:
    if depth > 60:
        return None
    if isinstance(value, dict):
        return {key: _pruned(each, depth + 1) for key, each in value.items() if key not in _NOISE}
    if isinstance(value, list):
        return [_pruned(each, depth + 1) for each in value]
    return value
