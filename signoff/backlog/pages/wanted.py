"""Which tasks the backlog's address asks for. What an address cannot mean is left out, never an error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from signoff.backlog.listing import NO_SPRINT, TaskFilter, TaskSort
from signoff.backlog.words import Kind, Priority, Step

RANKS = tuple(level.name.lower() for level in Priority)
READY = ("needs_criteria", "needs_estimate", "ready")
SHOWN = ("all", "closed", *Step.values)
LONGEST = 200
PLAIN = ("assignee", "ready", "part", "within", "sprint", "q", "sort")
PART = re.compile(r"none|[1-9][0-9]{0,8}", re.ASCII)


@dataclass(frozen=True)
class Wanted:
    """What was chosen, as the address has it, and the filter that it makes. `after` is the cursor of a later page."""

    chosen: dict[str, str]
    filter: TaskFilter
    after: str

    def address(self, **changes: str) -> str:
        """The query of the same list with some choices changed; "" drops one. Always from its beginning."""
        values = {name: value for name, value in (self.chosen | changes).items() if value}
        return "?" + urlencode(values)

    def with_choice(self, name: str, value: str) -> Wanted:
        """The same list with one choice changed."""
        chosen = {each: said for each, said in (self.chosen | {name: value}).items() if said}
        return Wanted(chosen, _filter(chosen), "")

    def get(self, name: str) -> str:
        return self.chosen.get(name, "")


def wanted_by(query: QueryDict) -> Wanted:
    """Read the address: the names of the filter's fields but `open` and `step`, which are `show`; and `after`."""
    chosen = {
        "show": _one_of(query, "show", SHOWN),
        "priority": _one_of(query, "priority", RANKS),
        "kind": _one_of(query, "kind", Kind.values),
        "assignee": _word(query.get("assignee", "")),
        "ready": _one_of(query, "ready", READY),
        "within": _number(query.get("within", "")),
        "sprint": _one_of(query, "sprint", (NO_SPRINT,)) or _number(query.get("sprint", "")),
        "part": _part(query.get("part", "")),
        "q": query.get("q", "").replace("\0", "").strip()[:LONGEST],
        "sort": _one_of(query, "sort", tuple(TaskSort)),
    }
    chosen = {name: value for name, value in chosen.items() if value}
    return Wanted(chosen, _filter(chosen), query.get("after", ""))


def _filter(chosen: dict[str, str]) -> TaskFilter:
    show = chosen.get("show", "")
    given: dict[str, object] = {name: chosen[name] for name in PLAIN if name in chosen}
    given |= {name: (chosen[name],) for name in ("priority", "kind") if name in chosen}
    if show in Step.values:
        given["step"] = (show,)
    elif show != "all":
        given["open"] = show != "closed"
    return TaskFilter.model_validate(given)


def _one_of(query: QueryDict, name: str, allowed: tuple[str, ...] | list[str]) -> str:
    value = query.get(name, "")
    return value if value in allowed else ""


def _part(text: str) -> str:
    return text if PART.fullmatch(text) else ""


def _word(text: str) -> str:
    return text if len(text) <= 20 and text.replace("_", "").isalnum() and text.isascii() else ""


def _number(text: str) -> str:
    return text if text.isascii() and text.isdecimal() and len(text) <= 9 else ""
