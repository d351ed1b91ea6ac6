"""How a sprint gets on: what is ready against what is in it, day by day, and what is likely by its end. Pure.

The forecast is a range that holds about 4 times in 5. It takes what became ready on each finished working day, and two
more days that went as planned, so that the first days do not swing it. The spread of those days, and how few they are,
make it wide; the day in hand counts with what is ready already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, sqrt

DAYS_AS_PLANNED = 2
FOUR_IN_FIVE = 1.28
SATURDAY = 5


@dataclass(frozen=True)
class Change:
    """Work that came in or went out (of the sprint, or of what is ready) on a day; minus where it went."""

    on: date
    minutes: int
    tasks: int = 1


@dataclass(frozen=True)
class Range:
    """From, to: both likely enough."""

    low: int
    high: int


@dataclass(frozen=True)
class BurnUp:
    """Minutes at the beginning and at the end of each working day so far; `scope` goes on to the last day.

    `ready` ends with the day in hand. `minutes` and `tasks` are what is likely to be ready at the end, as ranges.
    """

    days: tuple[date, ...]
    scope: tuple[int, ...]
    ready: tuple[int, ...]
    tasks_in: int
    tasks_ready: int
    minutes: Range
    tasks: Range

    @property
    def day(self) -> int:
        """The working day in hand, from 1; 0 before the first, the last one after the end."""
        return len(self.ready) - 1

    @property
    def committed(self) -> int:
        """What was in the sprint when it began."""
        return self.scope[0]


def working_days(first: date, last: date) -> tuple[date, ...]:
    """Monday to Friday, both ends included."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if day.weekday() < SATURDAY)


def burn_up(days: Sequence[date], scope: Iterable[Change], ready: Iterable[Change], today: date) -> BurnUp:
    """`scope` and `ready` are changes on any days: what happened before the first stands at its beginning."""
    scope, ready = list(scope), list(ready)
    begun = sum(day <= today for day in days)
    scope_line = _line(days, scope)
    ready_line = _line(days, ready)[: begun + 1]
    tasks_in = sum(change.tasks for change in scope)
    tasks_ready = sum(change.tasks for change in ready)
    counts = [Change(each.on, each.tasks) for each in ready]
    return BurnUp(
        days=tuple(days),
        scope=scope_line,
        ready=ready_line,
        tasks_in=tasks_in,
        tasks_ready=tasks_ready,
        minutes=_likely(days, ready, scope_line[-1], today),
        tasks=_likely(days, counts, tasks_in, today),
    )


def _line(days: Sequence[date], changes: Sequence[Change]) -> tuple[int, ...]:
    """What stands at the beginning, and at the end of each day; the last day takes all that came later."""
    before = sum(change.minutes for change in changes if days and change.on < days[0])
    line = [before]
    for day in days:
        until = date.max if day == days[-1] else day
        line.append(sum(change.minutes for change in changes if change.on <= until))
    return tuple(line)


def _likely(days: Sequence[date], changes: Sequence[Change], whole: int, today: date) -> Range:
    line = _line(days, changes)
    finished = [day for day in days if day < today]
    ahead = len(days) - len(finished)
    now = sum(change.minutes for change in changes)
    if not ahead:
        return Range(now, now)
    before = line[len(finished)]
    pace = whole / len(days)
    each_day = [after - earlier for earlier, after in pairwise(line[: len(finished) + 1])]
    weight = len(each_day) + DAYS_AS_PLANNED
    mean = (sum(each_day) + DAYS_AS_PLANNED * pace) / weight
    variance = (sum((each - mean) ** 2 for each in each_day) + DAYS_AS_PLANNED * pace**2) / (weight - 1)
    spread = FOUR_IN_FIVE * sqrt(variance * (ahead + ahead**2 / weight))
    low, high = before + max(0.0, mean * ahead - spread), before + mean * ahead + spread
    most = max(whole, now)
    return Range(min(max(int(low), now), most), min(max(ceil(high), now), most))
