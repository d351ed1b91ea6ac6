"""The range of a whole: narrower than the sum of the extremes, and never as narrow as if nothing had a shared cause."""

from __future__ import annotations

from math import sqrt

from hypothesis import given
from hypothesis import strategies as st

from signoff.forecast.points import Points
from signoff.forecast.tests.test_points import points
from signoff.forecast.whole import QUANTILE, Sums, deviation, range_of, sums_of

several = st.lists(points, min_size=1, max_size=40)


def test_of_nothing_there_is_nothing() -> None:
    whole = range_of(Sums())
    assert (whole.low, whole.expected, whole.high) == (0, 0, 0)


def test_one_task_has_the_pert_mean_and_a_sixth_of_its_span_as_deviation() -> None:
    whole = range_of(sums_of([Points(600, 1200, 3000)]))
    assert whole.expected == (600 + 4 * 1200 + 3000) / 6
    assert (whole.low, whole.high) == (round(1400 - QUANTILE * 400), round(1400 + QUANTILE * 400))


def test_a_hundred_tasks_keep_a_range_that_chance_alone_would_not_leave() -> None:
    """100 tasks of 10 h, each from 5 to 20 h: by chance alone it would be 3 per cent on each side."""
    one = Points(300, 600, 1200)
    whole = range_of(sums_of([one] * 100))
    by_chance = QUANTILE * 150 * sqrt(100)
    reach = (whole.high - whole.low) / 2
    assert reach > 5 * by_chance
    assert reach < (1200 - 300) * 100 / 2


@given(several)
def test_the_range_holds_what_is_expected_and_lies_within_the_extremes(tasks: list[Points]) -> None:
    sums = sums_of(tasks)
    whole = range_of(sums)
    assert sums.low <= whole.low <= whole.expected <= whole.high <= sums.high


@given(several, several)
def test_a_whole_is_known_no_worse_than_its_halves_together(some: list[Points], others: list[Points]) -> None:
    one, other, whole = (deviation(sums_of(tasks)) for tasks in (some, others, some + others))
    assert max(one, other) <= whole * (1 + 1e-9)
    assert whole <= (one + other) * (1 + 1e-9)
    expected = [range_of(sums_of(tasks)).expected for tasks in (some, others, some + others)]
    assert abs(expected[0] + expected[1] - expected[2]) <= 2


@given(several, several)
def test_sums_add_up_in_any_order(some: list[Points], others: list[Points]) -> None:
    assert sums_of(some) + sums_of(others) == sums_of(others + some)


@given(several, points)
def test_one_more_task_makes_the_whole_no_smaller(tasks: list[Points], one: Points) -> None:
    before, after = range_of(sums_of(tasks)), range_of(sums_of([*tasks, one]))
    assert after.expected >= before.expected
    assert after.high >= before.high


@given(st.integers(1, 600_000), st.integers(1, 50))
def test_without_a_span_there_is_no_range(minutes: int, count: int) -> None:
    whole = range_of(sums_of([Points(minutes, minutes, minutes)] * count))
    assert whole.low == whole.expected == whole.high == minutes * count
