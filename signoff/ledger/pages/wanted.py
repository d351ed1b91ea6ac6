"""What a reader of the ledger wants to see, as the address says it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from signoff.charter.decisions import PEOPLE, RECORD, WORK, decision_named
from signoff.charter.sides import Room, Side
from signoff.kernel.command import commands
from signoff.kernel.keys import PROJECT_KEY
from signoff.kernel.values import unfit_character
from signoff.ledger.queries import Wanted
from signoff.people.circle import Circle, short_name

TASK_KEY = re.compile(rf"{PROJECT_KEY}-[1-9][0-9]{{0,8}}", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]{1,15}")
GROUPS = {"work": WORK, "people": PEOPLE, "record": RECORD}
DAYS = {"today": 0, "week": 6, "month": 29}
NAMES = ("who", "about", "when", "find", "room")


@dataclass(frozen=True)
class Line:
    """One line to choose in a filter."""

    words: str
    address: str
    current: bool


@dataclass(frozen=True)
class Chosen:
    """The address's own words: who, about, when, find, room; and the number to go on from."""

    base: str
    said: Mapping[str, str] = field(default_factory=dict)
    before: int | None = None

    @property
    def own_room(self) -> bool:
        return self.said.get("room") == "own"

    @property
    def filtered(self) -> bool:
        """Whether less than the whole log is shown."""
        return any(name != "room" for name in self.said)

    def address(self, **changes: str | int | None) -> str:
        """This address with some words changed; "" or None takes one out."""
        said = {**self.said, **changes}
        kept = {name: value for name, value in said.items() if value not in ("", None)}
        return f"{self.base}?{urlencode(kept)}" if kept else self.base

    def room_of(self, side: str) -> Room:
        return Room(side) if self.own_room else Room.BOTH

    def wanted(self, people: Circle) -> Wanted:
        """The entries that these words mean."""
        find = self.said.get("find", "")
        is_task = TASK_KEY.fullmatch(find) is not None
        actors = _actors(self.said.get("who", ""), people)
        if find and not is_task:
            named = _named(find, people)
            actors = tuple(set(actors) & set(named)) if actors else named
            actors = actors or ("nobody",)
        return Wanted(
            actors=actors,
            task=find.upper() if is_task else "",
            since=_since(self.said.get("when", "")),
            types=_types(self.said.get("about", "")),
        )

    def who_lines(self, people: Circle) -> list[Line]:
        """Everyone, each side, each person."""
        project = people.member.project
        lines = [("", _("everyone"))]
        lines += [(side.value, short_name(project.organisation_of(side))) for side in Side]
        lines += [(row.person.pid, row.person.name) for row in people.present]
        return self._lines("who", lines)

    def about_lines(self) -> list[Line]:
        lines = [
            ("", _("everything")),
            ("work", _("work")),
            ("people", _("people")),
            ("record", _("files and imports")),
        ]
        return self._lines("about", lines)

    def when_lines(self) -> list[Line]:
        lines = [
            ("", _("ever")),
            ("today", _("today")),
            ("week", _("the last 7 days")),
            ("month", _("the last 30 days")),
        ]
        return self._lines("when", lines)

    def _lines(self, name: str, lines: list[tuple[str, str]]) -> list[Line]:
        now = self.said.get(name, "")
        return [Line(words, self.address(**{name: value}), value == now) for value, words in lines]


def chosen_by(query: Mapping[str, str], base: str) -> Chosen:
    """What the address says; words that mean nothing are left out."""
    said = {name: query.get(name, "").strip()[:100] for name in NAMES}
    before = query.get("before", "")
    return Chosen(
        base,
        {name: value for name, value in said.items() if value and unfit_character(value) is None},
        int(before) if NUMBER.fullmatch(before) else None,
    )


def _actors(who: str, people: Circle) -> tuple[str, ...]:
    if who in tuple(Side):
        return tuple(row.person.pid for row in people.rows if row.side == who)
    return (who,) if who else ()


def _named(words: str, people: Circle) -> tuple[str, ...]:
    """Everybody whose name holds these words."""
    return tuple({row.person.pid for row in people.rows if words.casefold() in row.person.name.casefold()})


def _types(about: str) -> tuple[str, ...]:
    group = GROUPS.get(about)
    if group is None:
        return ()
    return tuple(name for name, each in commands.items() if decision_named(each.decision).group == group)


def _since(when: str) -> datetime | None:
    if when not in DAYS:
        return None
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=DAYS[when])
