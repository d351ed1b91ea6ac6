"""Both sides sign the same plan, and the sprint starts (SP2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from signoff.kernel.refusals import Stale
from signoff.people.models import Person
from signoff.sprints.models import PlanSignature, Sprint
from signoff.sprints.tests.refusing import codes, refusals, told
from signoff.sprints.tests.test_plan_task import begun
from tests.cast import Cast, do, plan_digest, planned_sprint, ready_task, running_sprint

NEXT = date(2026, 12, 7)


def sign(cast: Cast, by: Person, sprint: str, plan: str = "") -> dict[str, Any]:
    return do("sprints.sign-plan", by, sprint=sprint, plan=plan or plan_digest(cast, sprint)).answer


@pytest.mark.parametrize(("first", "second"), [("jonas", "helena"), ("tomas", "jonas")])
def test_a_sprint_starts_when_both_sides_have_signed(cast: Cast, first: str, second: str) -> None:
    sprint = planned_sprint(cast)
    assert not sign(cast, getattr(cast, first), sprint)["started"]
    assert told(cast) == "signed the plan of sprint 1."
    assert Sprint.objects.get().is_planned
    assert sign(cast, getattr(cast, second), sprint)["started"]
    assert told(cast) == "signed the plan of sprint 1, as the other side had: the sprint has started."
    assert Sprint.objects.get().is_running


def test_what_was_signed_is_kept_as_the_commitment(cast: Cast) -> None:
    running_sprint(cast)
    kept = Sprint.objects.get().commitment
    assert kept is not None
    (task,) = kept["tasks"]
    assert (task["key"], task["minutes"], task["assignee"]) == ("BOOK-1", 360, cast.sofia.pid)
    assert (task["kind"], task["priority"], task["content_revision"]) == ("feature", 2, 1)
    assert task["deadlines"] == {"deployment": "2026-12-01", "development": "2026-11-27", "testing": "2026-11-30"}
    assert [piece[2:4] for piece in task["subtasks"]] == [["development", 120], ["development", 120], ["testing", 120]]
    sofia = next(each for each in kept["people"] if each["person"] == cast.sofia.pid)
    assert (sofia["capacity"], sofia["load"]) == (80 * 60, 4 * 60)
    assert {each["person"] for each in kept["planned_by"]} == {cast.helena.pid, cast.jonas.pid, cast.sofia.pid}
    assert (kept["goal"], kept["minutes"]) == ("Visits can be moved", 360)


def test_a_side_signs_once(cast: Cast) -> None:
    sprint = planned_sprint(cast)
    sign(cast, cast.helena, sprint)
    assert codes("sprints.sign-plan", cast.tomas, sprint=sprint, plan=plan_digest(cast, sprint)) == ["signed-already"]


def test_a_plan_that_was_changed_since_one_looked_is_not_signed(cast: Cast) -> None:
    sprint = planned_sprint(cast)
    seen = plan_digest(cast, sprint)
    do("sprints.set-testing-deadline", cast.yuki, task="BOOK-1", on=date(2026, 12, 1))
    with pytest.raises(Stale):
        sign(cast, cast.helena, sprint, seen)


def test_a_change_of_the_plan_voids_the_signature_under_it(cast: Cast) -> None:
    sprint = planned_sprint(cast)
    sign(cast, cast.jonas, sprint)
    do("sprints.set-testing-deadline", cast.yuki, task="BOOK-1", on=date(2026, 12, 1))
    assert not sign(cast, cast.helena, sprint)["started"]
    assert PlanSignature.objects.get(side="contractor").voided_at is not None
    assert sign(cast, cast.jonas, sprint)["started"]
    numbers = PlanSignature.objects.filter(side="contractor").order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2]


@pytest.mark.parametrize(
    ("command", "by", "given"),
    [
        ("backlog.reword-task", "priya", {"revision": 5, "title": "Other", "criteria": [{"id": 1, "text": "Free"}]}),
        ("backlog.set-priority", "helena", {"revision": 5, "priority": "low"}),
        ("sprints.assign-subtask", "marek", {"subtask": 1, "assignee": "daniel"}),
    ],
)
def test_whatever_changes_what_was_signed_voids_it(cast: Cast, command: str, by: str, given: dict[str, Any]) -> None:
    sprint = planned_sprint(cast)
    seen = plan_digest(cast, sprint)
    given = {"kind": "feature"} | given if command == "backlog.reword-task" else dict(given)
    if "assignee" in given:
        given["assignee"] = cast.daniel.pid
    do(command, getattr(cast, by), task="BOOK-1", **given)
    assert plan_digest(cast, sprint) != seen


def test_moving_a_task_up_the_backlog_or_finishing_nothing_leaves_the_plan_as_it_is(cast: Cast) -> None:
    sprint = planned_sprint(cast)
    seen = plan_digest(cast, sprint)
    do("backlog.move-task", cast.sofia, task="BOOK-1", revision=5, step="in_progress")
    assert plan_digest(cast, sprint) == seen


def test_an_empty_plan_that_nobody_planned_is_not_signed(cast: Cast) -> None:
    sprint = begun(cast)
    found = codes("sprints.sign-plan", cast.jonas, sprint=sprint, plan=plan_digest(cast, sprint))
    assert found == ["plan-is-empty", "nobody-planned"]


def test_every_open_point_is_told_at_once(cast: Cast) -> None:
    sprint, task = begun(cast), ready_task(cast)
    do("sprints.plan-task", cast.priya, sprint=sprint, task=task)
    do("backlog.assign-task", cast.jonas, task=task, revision=5, assignee="")
    found = refusals("sprints.sign-plan", cast.jonas, sprint=sprint, plan=plan_digest(cast, sprint))
    assert [each.code for each in found] == [
        "not-divided",
        "no-development-date",
        "no-testing-date",
        "no-deployment-date",
        "nobody-planned",
    ]
    assert found[0].sentence == "6 h of BOOK-1 are not divided into subtasks."
    assert found[2].sentence == "BOOK-1 has no day in this sprint by which it is tested."


@pytest.mark.parametrize(("there", "missing"), [("helena", "contractor"), ("jonas", "customer")])
def test_each_side_takes_part_in_planning(cast: Cast, there: str, missing: str) -> None:
    sprint = planned_sprint(cast)
    do("sprints.record-planning", cast.jonas, sprint=sprint, people=[getattr(cast, there).pid])
    found = codes("sprints.sign-plan", cast.helena, sprint=sprint, plan=plan_digest(cast, sprint))
    assert found == [f"{missing}-did-not-plan"]


def test_who_has_too_much_since_is_told_before_signing(cast: Cast) -> None:
    sprint = planned_sprint(cast)
    do("sprints.set-participant", cast.jonas, sprint=sprint, person=cast.sofia.pid, allocation=1)
    (refusal,) = refusals("sprints.sign-plan", cast.helena, sprint=sprint, plan=plan_digest(cast, sprint))
    assert (refusal.code, refusal.sentence) == ("over-capacity", "Sofia Lindqvist has 3 h 12 min too many.")


def test_a_day_of_another_sprint_is_no_day_of_this_one(cast: Cast) -> None:
    sprint = planned_sprint(cast)
    do("sprints.change-sprint", cast.jonas, sprint=sprint, revision=1, goal="Later", starts_on=NEXT, weeks=1)
    found = codes("sprints.sign-plan", cast.helena, sprint=sprint, plan=plan_digest(cast, sprint))
    assert found == ["no-development-date", "no-testing-date", "no-deployment-date"]


def test_what_would_be_tested_before_it_is_built_is_told(cast: Cast) -> None:
    sprint = planned_sprint(cast)
    do("sprints.set-development-deadline", cast.sofia, task="BOOK-1", on=date(2026, 12, 2))
    found = codes("sprints.sign-plan", cast.helena, sprint=sprint, plan=plan_digest(cast, sprint))
    assert found == ["dates-out-of-order"]


def test_the_second_signature_waits_until_no_other_sprint_runs(cast: Cast) -> None:
    running_sprint(cast)
    following = planned_sprint(cast, ready_task(cast, title="Next"), starts_on=NEXT)
    sign(cast, cast.helena, following)
    (refusal,) = refusals("sprints.sign-plan", cast.jonas, sprint=following, plan=plan_digest(cast, following))
    assert (refusal.code, refusal.params["sprint"]) == ("another-sprint-runs", 1)


def test_what_runs_is_not_signed_again(cast: Cast) -> None:
    sprint = running_sprint(cast)
    assert codes("sprints.sign-plan", cast.tomas, sprint=sprint, plan="0" * 64) == ["sprint-runs"]
