"""The demo tells the story that it is meant to tell, whatever day it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from signoff.acceptance.models import Verdict
from signoff.backlog.models import Concern, Task
from signoff.backlog.queries import counts
from signoff.demo import load
from signoff.ledger.models import Entry
from signoff.people.models import Person
from signoff.people.queries import memberships, standing
from signoff.proposals.models import Proposal
from signoff.scope.models import Baseline
from signoff.sprints.models import Sprint, SprintTask
from signoff.sprints.queries.planning import plan_of

FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
EARLY_SUNDAY = datetime(2026, 11, 22, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _empty(own_empty_database: None) -> None:
    """The demo is loaded into a database without any cast."""


def test_it_loads_on_a_day_off_and_nothing_lies_in_the_future() -> None:
    load(EARLY_SUNDAY)
    assert Entry.objects.order_by("-at").values_list("at", flat=True)[0] <= EARLY_SUNDAY


def three_tasks_wait_for_helena_and_five_of_the_sprint_are_accepted() -> None:
    helena = standing("BOOK", seen_by=Person.objects.get(email="helena@meridian.example"))
    waiting = Task.objects.filter(project=helena.project, step="handed_over").values_list("number", flat=True)
    assert sorted(waiting) == [131, 134, 137]
    assert counts(seen_by=helena).by_step["accepted"] == 26
    assert Verdict.objects.filter(outcome="returned").count() == 1


def three_sprints_are_completed_one_runs_and_the_next_is_in_planning() -> None:
    rows = list(Sprint.objects.filter(project__key="BOOK").order_by("number"))
    assert [(row.completed_at is not None, row.is_running, row.is_planned) for row in rows] == [
        *[(True, False, False)] * 3,
        (False, True, False),
        (False, False, True),
    ]
    member = standing("BOOK", seen_by=Person.objects.get(email="jonas@northlight.example"))
    assert {point.code for point in plan_of(rows[-1], seen_by=member).points} >= {"over-capacity", "no-testing-date"}
    assert SprintTask.objects.filter(sprint=rows[2], left_for=rows[3]).count() == 1


def both_sides_owe_each_other_an_answer() -> None:
    asked = Proposal.objects.filter(outcome="").values_list("side", "commands__0__command")
    assert sorted(asked) == [
        ("contractor", "backlog.set-priority"),
        ("contractor", "scope.approve-baseline"),
        ("customer", "sprints.set-testing-deadline"),
        ("customer", "sprints.take-into-running-sprint"),
    ]
    assert Baseline.objects.exclude(approved_at=None).count() == 2
    assert Concern.objects.filter(answered_at=None).count() == 1


def helena_has_two_contractors_and_northlight_two_customers() -> None:
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


def test_it_tells_its_story() -> None:
    load(FRIDAY)
    three_tasks_wait_for_helena_and_five_of_the_sprint_are_accepted()
    three_sprints_are_completed_one_runs_and_the_next_is_in_planning()
    both_sides_owe_each_other_an_answer()
    helena_has_two_contractors_and_northlight_two_customers()
