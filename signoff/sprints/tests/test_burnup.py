"""What is ready against what is in the sprint, and what is likely by its end (SP7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from signoff.sprints.burnup import BurnUp, Change, Range, Unfinished, burn_up, working_days
from signoff.sprints.stability import Stability

FIRST = date(2026, 11, 12)
LAST = date(2026, 11, 25)
DAYS = working_days(FIRST, LAST)
COMMITTED = [Change(FIRST - timedelta(days=1), 6000, 10)]


def burnt(ready: list[Change], today: date, scope: list[Change] = COMMITTED) -> BurnUp:
    """Ten tasks of ten hours; nothing is done of those that are not ready."""
    left = 10 - sum(change.tasks for change in ready)
    return burn_up(DAYS, scope, ready, today, done=ready, unfinished=[Unfinished(600, 600)] * left)


def test_two_weeks_have_ten_working_days() -> None:
    assert len(DAYS) == 10
    assert {day.weekday() for day in DAYS} == {0, 1, 2, 3, 4}


def test_the_lines_begin_with_what_both_sides_signed_and_nothing_ready() -> None:
    found = burnt([], FIRST)
    assert (found.committed, found.scope[-1], found.ready, found.day) == (6000, 6000, (0, 0), 1)


def test_work_that_came_in_lifts_the_scope_from_its_day_on() -> None:
    found = burnt([], FIRST, [*COMMITTED, Change(DAYS[3], 480)])
    assert found.scope == (6000, 6000, 6000, 6000, *[6480] * 7)


def test_returned_work_is_not_ready_any_more() -> None:
    found = burnt([Change(DAYS[0], 600), Change(DAYS[2], -600, -1)], DAYS[3])
    assert found.ready == (0, 600, 600, 0, 0)
    assert found.tasks_ready == 0


def test_what_is_done_at_a_weekend_counts_with_the_next_working_day() -> None:
    saturday = date(2026, 11, 14)
    assert burnt([Change(saturday, 600)], DAYS[2]).ready == (0, 0, 0, 600)


def test_the_forecast_is_a_range_around_the_pace_so_far() -> None:
    steady = [Change(day, 600) for day in DAYS[:6]]
    found = burnt(steady, DAYS[6])
    assert found.minutes.low < 6000
    assert found.minutes.high == 6000
    assert found.minutes.low >= 4800
    assert 8 <= found.tasks.low <= found.tasks.high == 10


def test_it_narrows_as_the_days_go_by() -> None:
    def width(day: int) -> int:
        likely = burnt([Change(each, 600) for each in DAYS[:day]], DAYS[day]).minutes
        return likely.high - likely.low

    assert width(1) > width(5) > width(9)


def test_what_is_ready_already_is_never_forecast_away() -> None:
    found = burnt([Change(DAYS[0], 5400, 9)], DAYS[0])
    assert (found.minutes.low, found.tasks.low) == (5400, 9)


def test_work_that_is_nearly_done_counts_though_it_is_not_ready() -> None:
    done = [Change(day, 580) for day in DAYS[:6]]
    nearly = [Unfinished(600, 20)] * 6 + [Unfinished(600, 600)] * 4
    found = burn_up(DAYS, COMMITTED, [], DAYS[6], done=done, unfinished=nearly)
    assert found.ready[-1] == 0
    assert found.tasks.low >= 6


def test_what_does_not_fit_any_more_is_not_forecast() -> None:
    done = [Change(day, 60) for day in DAYS[:9]]
    found = burn_up(DAYS, COMMITTED, [], DAYS[9], done=done, unfinished=[Unfinished(5400, 5400), Unfinished(60, 60)])
    assert found.tasks.high == 1
    assert found.minutes.high == 60


def test_after_the_last_day_there_is_nothing_to_forecast() -> None:
    found = burnt([Change(DAYS[0], 600)], LAST + timedelta(days=1))
    assert (found.minutes, found.tasks, found.day) == (Range(600, 600), Range(1, 1), 10)


@pytest.mark.parametrize(
    ("came_in", "went_out", "percent"),
    [(0, 0, 100), (480, 360, 94), (0, 14160, 0), (20000, 0, 0)],
)
def test_stability_is_what_stayed_as_signed(came_in: int, went_out: int, percent: int) -> None:
    assert Stability(14160, came_in, went_out).percent == percent


def test_without_a_commitment_there_is_no_stability() -> None:
    assert Stability(0, 480, 0).percent is None
