"""What several people's points make of a task."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signoff.forecast.points import Points, mean, of_task

minutes = st.integers(1, 600_000)
points = st.lists(minutes, min_size=3, max_size=3).map(lambda three: Points(*sorted(three)))


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ({}, None),
        ({"development": []}, None),
        ({"development": [Points(1, 2, 3)]}, Points(1, 2, 3)),
        ({"development": [Points(60, 90, 120)], "testing": [Points(10, 20, 30)]}, Points(70, 110, 150)),
        ({"development": [Points(60, 60, 60), Points(61, 61, 61)]}, Points(61, 61, 61)),
        ({"development": [Points(60, 90, 240), Points(120, 150, 180)]}, Points(90, 120, 210)),
    ],
)
def test_people_are_averaged_and_kinds_of_work_added(said: dict[str, list[Points]], whole: Points | None) -> None:
    assert of_task(said) == whole


@given(st.lists(points, min_size=1, max_size=9))
def test_the_mean_keeps_the_order_of_the_points_and_lies_among_them(said: list[Points]) -> None:
    found = mean(said)
    assert found.low <= found.likely <= found.high
    assert min(each.likely for each in said) <= found.likely <= max(each.likely for each in said)


@given(st.lists(points, min_size=1, max_size=9), st.randoms())
def test_it_does_not_matter_who_said_it_first(said: list[Points], chance: object) -> None:
    again = list(said)
    chance.shuffle(again)  # type: ignore[attr-defined]
    assert mean(again) == mean(said)
