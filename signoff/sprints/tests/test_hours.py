"""When people work: hours by weekday and absences (SP4)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from signoff.kernel.refusals import Unreadable
from signoff.sprints.capacity import days_away, minutes_in
from signoff.sprints.models import Absence, WorkingHours
from signoff.sprints.tests.refusing import codes, told
from tests.cast import Cast, do

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 12, 4)
SHORT = [420, 420, 420, 420, 300, 0, 0]


def week(person: Any, weekdays: list[int] = SHORT) -> dict[str, Any]:
    return {"project": "BOOK", "person": person.pid, "weekdays": weekdays}


def away(person: Any) -> dict[str, Any]:
    return {"project": "BOOK", "person": person.pid, "first_on": date(2026, 12, 7), "last_on": date(2026, 12, 8)}


@pytest.mark.parametrize("name", ["sofia", "jonas"])
def test_hours_are_ones_own_or_the_managers_to_write(cast: Cast, name: str) -> None:
    do("sprints.set-working-hours", getattr(cast, name), **week(cast.sofia))
    assert WorkingHours.objects.get().weekdays == SHORT
    assert told(cast) == "set the working hours of Sofia Lindqvist to 33 h a week."
    assert codes("sprints.set-working-hours", cast.sofia, **week(cast.sofia)) == ["nothing-to-change"]


@pytest.mark.parametrize("name", ["helena", "daniel", "elena"])
def test_nobody_else_writes_them(cast: Cast, name: str) -> None:
    assert codes("sprints.set-working-hours", getattr(cast, name), **week(cast.sofia)) == ["hours-of-others"]
    assert codes("sprints.record-absence", getattr(cast, name), **away(cast.sofia)) == ["hours-of-others"]


def test_the_customers_people_are_the_product_owners_to_write(cast: Cast) -> None:
    assert codes("sprints.set-working-hours", cast.jonas, **week(cast.tomas)) == ["hours-of-others"]
    do("sprints.set-working-hours", cast.helena, **week(cast.tomas))
    assert WorkingHours.objects.get().membership.person == cast.tomas


@pytest.mark.parametrize("weekdays", [[480] * 6, [480] * 8, [961, 0, 0, 0, 0, 0, 0], [-1, 0, 0, 0, 0, 0, 0]])
def test_a_week_has_seven_days_of_at_most_sixteen_hours(cast: Cast, weekdays: list[int]) -> None:
    with pytest.raises(Unreadable):
        do("sprints.set-working-hours", cast.sofia, **week(cast.sofia, weekdays))


def test_an_absence_is_written_down_and_taken_back(cast: Cast) -> None:
    absence = do("sprints.record-absence", cast.yuki, **away(cast.yuki)).answer["absence"]
    assert told(cast) == "wrote down that Yuki Tanaka is away from 7 December 2026 to 8 December 2026."
    given = {"project": "BOOK", "absence": absence}
    assert codes("sprints.withdraw-absence", cast.sofia, **given) == ["hours-of-others"]
    do("sprints.withdraw-absence", cast.jonas, **given)
    assert told(cast) == "took back an absence of Yuki Tanaka."
    assert Absence.objects.get().withdrawn_at is not None
    assert codes("sprints.withdraw-absence", cast.jonas, **given) == ["absence-withdrawn"]


def test_an_absence_begins_before_it_ends(cast: Cast) -> None:
    turned = away(cast.yuki) | {"first_on": date(2026, 12, 9)}
    assert codes("sprints.record-absence", cast.yuki, **turned) == ["ends-before-it-begins"]


@pytest.mark.parametrize(
    ("given", "hours"),
    [
        ({}, 80),
        ({"allocation": 50}, 40),
        ({"allocation": 0}, 0),
        ({"weekdays": SHORT}, 66),
        ({"absences": [(date(2026, 11, 27), date(2026, 11, 30))]}, 64),
        ({"absences": [(date(2026, 11, 1), date(2026, 11, 23)), (date(2026, 11, 23), date(2026, 11, 23))]}, 72),
        ({"absences": [(date(2026, 1, 1), date(2026, 12, 31))]}, 0),
        ({"weekdays": (0, 0, 0, 0, 0, 60, 0)}, 1),
    ],
)
def test_the_hours_of_a_sprint_are_those_of_its_days(given: dict[str, Any], hours: int) -> None:
    assert minutes_in(MONDAY, FRIDAY, **given) == hours * 60


def test_only_working_days_are_days_away() -> None:
    absences = [(date(2026, 11, 27), date(2026, 11, 30))]
    week_of_five = (480, 480, 480, 480, 480, 0, 0)
    assert days_away(MONDAY, FRIDAY, absences, week_of_five) == [date(2026, 11, 27), date(2026, 11, 30)]
