"""The demo tells the story that it is meant to tell, whatever day it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from signoff.acceptance.models import Verdict
from signoff.backlog.models import Task
from signoff.backlog.queries import counts
from signoff.demo import load
from signoff.ledger.models import Entry
from signoff.people.models import Person
from signoff.people.queries import memberships, standing

FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
EARLY_SUNDAY = datetime(2026, 11, 22, 0, 30, tzinfo=UTC)
LEAP_DAY = datetime(2028, 2, 29, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _empty(own_empty_database: None) -> None:
    """The demo is loaded into a database without any cast."""


@pytest.mark.parametrize("now", [FRIDAY, EARLY_SUNDAY, LEAP_DAY])
def test_it_loads_on_any_day_and_nothing_lies_in_the_future(now: datetime) -> None:
    load(now)
    assert Entry.objects.order_by("-at").values_list("at", flat=True)[0] <= now


def test_three_tasks_wait_for_helena_and_four_of_the_sprint_are_accepted() -> None:
    load(FRIDAY)
    helena = standing("BOOK", seen_by=Person.objects.get(email="helena@meridian.example"))
    waiting = Task.objects.filter(project=helena.project, step="handed_over").values_list("number", flat=True)
    assert sorted(waiting) == [131, 134, 137]
    assert counts(seen_by=helena).by_step["accepted"] == 25
    assert Verdict.objects.filter(outcome="returned").count() == 1


def test_helena_has_two_contractors_and_northlight_two_customers() -> None:
    load(FRIDAY)
    helena = Person.objects.get(email="helena@meridian.example")
    assert {place.project.contractor.name for place in memberships(seen_by=helena)} == {
        "Northlight Software",
        "Ostra Studio",
    }
    jonas = Person.objects.get(email="jonas@northlight.example")
    assert {place.project.customer.name for place in memberships(seen_by=jonas)} == {
        "Meridian Clinics",
        "Harbour Freight",
    }
