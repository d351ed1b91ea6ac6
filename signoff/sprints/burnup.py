"""How a sprint gets on: what is ready against what is in it, day by day, and what is likely by its end. Pure.

The forecast is a range that holds about 4 times in 5. Its pace is that of the work done (subtasks finished, tasks
handed over) on each finished working day, and on two more days that went as planned, so that the first days do not
swing it. How those days differ, and how few they are, make it wide; each is taken as the mean of itself and the two
before, since work is said to be done in lumps. Of the work that is likely to be done, the tasks that have come farthest
are finished first: so hours become tasks that are ready.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt
from statistics import fmean

DAYS_AS_PLANNED = 2
DAYS_EVENED = 3
FOUR_IN_FIVE = 1.28
SATURDAY = 5


@dataclass(frozen=True)
class Change:
    """Work that came in or went out (of the sprint, or of what is ready) on a day; minus where it went."""

    on: date
    minutes: int
    tasks: int = 1


@dataclass(frozen=True)
class Unfinished:
    """A task that is not ready: what it counts for, and what of it is still to do, in minutes."""

    minutes: int
    left: int


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


def burn_up(
    days: Sequence[date],
    scope: Iterable[Change],
    ready: Iterable[Change],
    today: date,
    *,
    done: Iterable[Change],
    unfinished: Sequence[Unfinished],
) -> BurnUp:
    """`scope`, `ready` and `done` are changes on any days: what happened before the first stands at its beginning.

    `done` is the work done on tasks that are ready or will be; `unfinished` those that are not ready, in the order in
    which they are likely to be.
    """
    scope, ready, done = list(scope), list(ready), list(done)
    begun = sum(day <= today for day in days)
    scope_line, ready_line = _line(days, scope), _line(days, ready)[: begun + 1]
    tasks_in, tasks_ready = (sum(change.tasks for change in changes) for changes in (scope, ready))
    minutes_ready = sum(change.minutes for change in ready)
    work = _work_ahead(days, done, scope_line[-1], today)
    (few, least), (many, most) = (_finished(unfinished, minutes) for minutes in work)
    return BurnUp(
        days=tuple(days),
        scope=scope_line,
        ready=ready_line,
        tasks_in=tasks_in,
        tasks_ready=tasks_ready,
        minutes=Range(minutes_ready + least, minutes_ready + most),
        tasks=Range(tasks_ready + few, tasks_ready + many),
    )


def _line(days: Sequence[date], changes: Sequence[Change]) -> tuple[int, ...]:
    """What stands at the beginning, and at the end of each day; the last day takes all that came later."""
    before = sum(change.minutes for change in changes if days and change.on < days[0])
    line = [before]
    for day in days:
        until = date.max if day == days[-1] else day
        line.append(sum(change.minutes for change in changes if change.on <= until))
    return tuple(line)


def _work_ahead(days: Sequence[date], done: Sequence[Change], whole: int, today: date) -> tuple[float, float]:
    """From, to: the minutes of work that are likely to be done from now to the end."""
    line = _line(days, done)
    finished = [day for day in days if day < today]
    ahead = len(days) - len(finished)
    if not ahead:
        return 0, 0
    pace = whole / len(days)
    each_day = [after - earlier for earlier, after in pairwise(line[: len(finished) + 1])]
    weight = len(each_day) + DAYS_AS_PLANNED
    mean = (sum(each_day) + DAYS_AS_PLANNED * pace) / weight
    evened = [fmean(each_day[max(0, place - DAYS_EVENED + 1) : place + 1]) for place in range(len(each_day))]
    variance = (sum((each - mean) ** 2 for each in evened) + DAYS_AS_PLANNED * (pace / 2) ** 2) / (weight - 1)
    spread = FOUR_IN_FIVE * sqrt(variance * (ahead + ahead**2 / weight))
    done_today = sum(change.minutes for change in done) - line[len(finished)]
    middle = mean * ahead - done_today
    return max(0.0, middle - spread), max(0.0, middle + spread)


def _finished(unfinished: Sequence[Unfinished], work: float) -> tuple[int, int]:
    """How many of them so much work finishes, and what these count for; what does not fit any more is left out."""
    tasks = minutes = 0
    for each in unfinished:
        if each.left <= work:
            work -= each.left
            tasks, minutes = tasks + 1, minutes + each.minutes
    return tasks, minutes
