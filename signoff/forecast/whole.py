"""The estimate of a whole, with a range: from sums alone, so that it costs the same for ten tasks and for a million.

Why these numbers: docs/decisions/0006-range-of-a-whole.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from signoff.forecast.points import Points

SHARED_CAUSE = 0.3
"""How much two tasks' errors have in common, from 0 (nothing) to 1 (they are the same error)."""
QUANTILE = 1.2816
"""So many standard deviations on each side hold four results in five."""


@dataclass(frozen=True)
class Sums:
    """What the range of a whole is made of: how many estimates, their sums in minutes, and their squared spans."""

    estimated: int = 0
    low: int = 0
    likely: int = 0
    high: int = 0
    squares: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.estimated + other.estimated,
            self.low + other.low,
            self.likely + other.likely,
            self.high + other.high,
            self.squares + other.squares,
        )


@dataclass(frozen=True)
class Range:
    """In minutes: what is expected, and between which values it lies four times in five."""

    low: int
    expected: int
    high: int


def sums_of(tasks: Iterable[Points]) -> Sums:
    """The sums of these tasks' points."""
    estimated = low = likely = high = squares = 0
    for task in tasks:
        estimated += 1
        low, likely, high = low + task.low, likely + task.likely, high + task.high
        squares += (task.high - task.low) ** 2
    return Sums(estimated, low, likely, high, squares)


def range_of(sums: Sums) -> Range:
    """The expected minutes of the whole and their range (S6).

    Each task has the PERT mean and a standard deviation of a sixth of its span; the errors of any two tasks are
    correlated by SHARED_CAUSE, so that the range of a large whole narrows, and never to nothing.
    """
    expected = (sums.low + 4 * sums.likely + sums.high) / 6
    reach = QUANTILE * deviation(sums)
    return Range(
        low=max(round(expected - reach), sums.low),
        expected=round(expected),
        high=min(round(expected + reach), sums.high),
    )


def deviation(sums: Sums) -> float:
    """The standard deviation of the whole, in minutes: of a single task a sixth of its span."""
    span = sums.high - sums.low
    return sqrt((1 - SHARED_CAUSE) * sums.squares + SHARED_CAUSE * span**2) / 6
