"""What the importing person says about a file; everything that is not said is guessed."""

from __future__ import annotations

import json
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .columns import Field
from .dates import Order
from .problems import ImportProblem
from .values import Markup

STEPS = ("to_do", "in_progress", "in_review", "testing", "done")
KINDS = ("feature", "bug", "autotest", "technical_debt", "documentation")
PRIORITIES = ("critical", "high", "medium", "low", "none")
_MOST = 20_000


@dataclass(frozen=True)
class Mapping:
    """`columns`: name → meaning. `statuses`: name → a step, or "done": recorded as done before the project
    came to Signoff, which is no acceptance (AC1). `people`: name or id as in the file → a person's
    pseudonymous id here, or "" to keep the name only. `zone`: of dates that name none (IANA name).
    """

    columns: MappingOf[str, Field] = field(default_factory=dict)
    statuses: MappingOf[str, str] = field(default_factory=dict)
    priorities: MappingOf[str, str] = field(default_factory=dict)
    kinds: MappingOf[str, str] = field(default_factory=dict)
    people: MappingOf[str, str] = field(default_factory=dict)
    order: Order | None = None
    zone: str = ""
    markup: Markup | None = None
    criteria_from_story: bool = True

    def as_json(self) -> dict[str, Any]:
        """Plain values that `from_json` reads again: what a person can keep and use for the next file."""
        return {
            "columns": {name: str(value) for name, value in self.columns.items()},
            "statuses": dict(self.statuses),
            "priorities": dict(self.priorities),
            "kinds": dict(self.kinds),
            "people": dict(self.people),
            "order": str(self.order) if self.order else "",
            "zone": self.zone,
            "markup": str(self.markup) if self.markup else "",
            "criteria_from_story": self.criteria_from_story,
        }


def from_json(data: Any) -> Mapping:
    """A mapping from plain values or JSON text. Raises ImportProblem naming the member that is wrong."""
    if isinstance(data, str | bytes):
        try:
            data = json.loads(data)
        except (ValueError, RecursionError):
            raise ImportProblem("bad-mapping", member="", wanted="JSON") from None
    if not isinstance(data, dict):
        raise ImportProblem("bad-mapping", member="", wanted="{…}")
    unknown = sorted(set(map(str, data)) - set(Mapping().as_json()))
    if unknown:
        raise ImportProblem("bad-mapping", member=unknown[0], wanted=", ".join(Mapping().as_json()))
    return Mapping(
        columns={name: Field(value) for name, value in _words(data, "columns", tuple(Field)).items()},
        statuses=_words(data, "statuses", STEPS),
        priorities=_words(data, "priorities", PRIORITIES),
        kinds=_words(data, "kinds", KINDS),
        people=_words(data, "people", None),
        order=Order(order) if (order := _one(data, "order", tuple(Order))) else None,
        zone=_zone(data),
        markup=Markup(markup) if (markup := _one(data, "markup", tuple(Markup))) else None,
        criteria_from_story=data.get("criteria_from_story", True) is not False,
    )


def _words(data: dict[str, Any], member: str, allowed: tuple[str, ...] | None) -> dict[str, str]:
    given = data.get(member) or {}
    if not isinstance(given, dict) or len(given) > _MOST:
        raise ImportProblem("bad-mapping", member=member, wanted="{…}")
    for name, value in given.items():
        if not isinstance(value, str) or (allowed is not None and value not in allowed):
            raise ImportProblem("bad-mapping", member=f"{member}: {name}"[:200], wanted=", ".join(allowed or ("p_…",)))
    return dict(given)


def _one(data: dict[str, Any], member: str, allowed: tuple[str, ...]) -> str:
    value = data.get(member) or ""
    if value and value not in allowed:
        raise ImportProblem("bad-mapping", member=member, wanted=", ".join(allowed))
    return str(value)


def _zone(data: dict[str, Any]) -> str:
    name = data.get("zone") or ""
    try:
        return ZoneInfo(name).key if name else ""
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        raise ImportProblem("bad-mapping", member="zone", wanted="Europe/Berlin, …") from None
