"""How many minutes somebody has in a sprint: pure arithmetic of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

WORKING_WEEK = (480, 480, 480, 480, 480, 0, 0)
"""Minutes for each weekday, Monday first, of somebody who has not said otherwise: eight hours from Monday to Friday."""


def days(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def is_away(day: date, absences: Sequence[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in absences)


def minutes_in(
    first: date,
    last: date,
    *,
    weekdays: Sequence[int] = WORKING_WEEK,
    allocation: int = 100,
    absences: Sequence[tuple[date, date]] = (),
) -> int:
    """The minutes that somebody works on these days: by weekday, times the share (per cent) that the sprint gets of
    them, none on a day of absence (SP4)."""
    whole = sum(weekdays[day.weekday()] for day in days(first, last) if not is_away(day, absences))
    return whole * allocation // 100


def days_away(first: date, last: date, absences: Sequence[tuple[date, date]], weekdays: Sequence[int]) -> list[date]:
    """The working days of a sprint on which somebody is away."""
    return [day for day in days(first, last) if weekdays[day.weekday()] and is_away(day, absences)]
