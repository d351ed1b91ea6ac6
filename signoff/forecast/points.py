"""The three points of an estimate, and what several people's points make of a task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Points:
    """Optimistic, likely and pessimistic minutes, in that order: `low <= likely <= high`."""

    low: int
    likely: int
    high: int

    def __add__(self, other: Points) -> Points:
        return Points(self.low + other.low, self.likely + other.likely, self.high + other.high)


def mean(points: Iterable[Points]) -> Points:
    """The mean of several people's points, each rounded to a minute. There must be at least one."""
    all_points = tuple(points)
    count = len(all_points)
    return Points(
        _rounded(sum(each.low for each in all_points), count),
        _rounded(sum(each.likely for each in all_points), count),
        _rounded(sum(each.high for each in all_points), count),
    )


def of_task(by_work: Mapping[str, Iterable[Points]]) -> Points | None:
    """A task's points: for each kind of work the mean of its people's points, summed over the kinds (S6).

    None when nobody has estimated it.
    """
    means = [mean(points) for points in map(tuple, by_work.values()) if points]
    return sum(means[1:], means[0]) if means else None


def _rounded(whole: int, count: int) -> int:
    """Half a minute goes up; as a step function it keeps the order of the three points."""
    return (2 * whole + count) // (2 * count)
