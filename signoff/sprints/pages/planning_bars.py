"""The bars of the planning page: hours of people against what they have, shares of work against the agreed mix."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from signoff.backlog.words import Kind
from signoff.people.circle import Circle
from signoff.sprints.capacity import days_away
from signoff.sprints.queries.planning import Plan

WIDTH = 1000


@dataclass(frozen=True)
class HoursBar:
    """One person: minutes, and widths of a thousand. `over` is what exceeds; `away` the working days of absence."""

    pid: str
    name: str
    side: str
    load: int
    capacity: int
    over: int
    allowed: int
    away: tuple[date, ...]
    width_has: float
    width_load: float
    width_over: float


def hours_bars(plan: Plan, people: Circle) -> list[HoursBar]:
    """Everybody with hours or work in the sprint; the longest bar has the whole width."""
    longest = max((max(row.load, row.capacity) for row in plan.hours), default=0) or 1
    ids = {person.pid: key for key, person in plan.people.items()}
    return [
        HoursBar(
            pid=row.pid,
            name=row.name,
            side=people.side_of(ids[row.pid]),
            load=row.load,
            capacity=row.capacity,
            over=max(0, row.over),
            allowed=row.allowed,
            away=_away(plan, ids[row.pid]),
            width_has=round(WIDTH * row.capacity / longest, 1),
            width_load=round(WIDTH * min(row.load, row.capacity) / longest, 1),
            width_over=round(WIDTH * max(0, row.over) / longest, 1),
        )
        for row in plan.hours
    ]


def _away(plan: Plan, person: int) -> tuple[date, ...]:
    first, last = plan.sprint.starts_on, plan.sprint.ends_on
    return tuple(days_away(first, last, plan.times.absences_of(person), plan.times.weekdays_of(person)))


@dataclass(frozen=True)
class MixBar:
    """One kind of work: its minutes, its share in per cent, and the share that both sides agreed on."""

    words: str
    minutes: int
    share: int
    mark: int | None

    @property
    def width(self) -> int:
        return self.share * WIDTH // 100

    @property
    def place(self) -> int:
        """Where the mark stands."""
        return min((self.mark or 0) * WIDTH // 100, WIDTH - 4)


def mix_bars(plan: Plan) -> list[MixBar]:
    """The kinds of work in the plan by hours (P2)."""
    minutes = dict.fromkeys(Kind.values, 0)
    for planned in plan.tasks:
        minutes[planned.task.kind] += planned.left
    whole, agreed = sum(minutes.values()) or 1, plan.mix.shares if plan.mix else {}
    return [
        MixBar(str(kind.label), minutes[kind.value], round(100 * minutes[kind.value] / whole), agreed.get(kind.value))
        for kind in Kind
    ]
