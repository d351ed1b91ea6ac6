"""Tasks that are ready are drawn into a plan, up to what everybody's hours hold (SP2, SP4, S3)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from signoff.backlog.models import Task
from signoff.kernel.refusals import NotThere
from signoff.sprints.models import SprintTask
from signoff.sprints.tests.refusing import codes, refusals, told
from tests.cast import Cast, add_task, do, planned_sprint, ready_task, running_sprint


def begun(cast: Cast, **given: Any) -> str:
    """A sprint of one week without any task: everybody has 40 h."""
    whole: dict[str, Any] = {"goal": "Fewer calls", "starts_on": date(2026, 11, 23), "weeks": 1} | given
    return str(do("sprints.plan-sprint", cast.jonas, project="BOOK", **whole).answer["sprint"])


def long_task(cast: Cast, hours: int) -> str:
    """A ready task of so many hours of development, which Sofia has."""
    task = add_task(cast.helena, priority="high")
    do("backlog.estimate-task", cast.sofia, task=task, revision=1, likely=hours * 60)
    do("backlog.assign-task", cast.jonas, task=task, revision=2, assignee=cast.sofia.pid)
    return task


@pytest.mark.parametrize("name", ["helena", "jonas", "priya", "sofia", "yuki"])
def test_the_whole_team_draws_tasks_in(cast: Cast, name: str) -> None:
    sprint, task = begun(cast), ready_task(cast)
    do("sprints.plan-task", getattr(cast, name), sprint=sprint, task=task)
    stay = SprintTask.objects.get()
    assert (stay.entry, stay.minutes, Task.objects.get().sprint_id) == ("planned", 360, stay.sprint_id)
    assert told(cast) == "drew “Patient moves a visit” into the plan of sprint 1."


def test_what_a_task_lacks_is_told_at_once(cast: Cast) -> None:
    task = add_task(cast.helena, criteria=[])
    found = codes("sprints.plan-task", cast.priya, sprint=begun(cast), task=task)
    assert found == ["needs-criteria", "needs-estimate", "needs-priority"]


def test_nobody_gets_more_than_their_hours(cast: Cast) -> None:
    sprint = begun(cast)
    do("sprints.plan-task", cast.priya, sprint=sprint, task=long_task(cast, 30))
    (refusal,) = refusals("sprints.plan-task", cast.priya, sprint=sprint, task=long_task(cast, 16))
    assert (refusal.code, refusal.rule, refusal.who) == ("over-capacity", "SP4", ("Jonas Keller",))
    assert refusal.sentence.startswith(
        "Sofia Lindqvist has 40 h in this sprint; with this there would be 46 h of work, 6 h too much."
    )


def test_who_is_entitled_allows_more_with_a_reason(cast: Cast) -> None:
    sprint, task = begun(cast), long_task(cast, 46)
    given: dict[str, Any] = {"sprint": sprint, "person": cast.sofia.pid, "reason": "Only she knows the old tables"}
    do("sprints.allow-overcommitment", cast.jonas, minutes=359, **given)
    assert codes("sprints.plan-task", cast.jonas, sprint=sprint, task=task) == ["over-capacity"]
    do("sprints.allow-overcommitment", cast.jonas, minutes=360, **given)
    assert told(cast) == "allowed Sofia Lindqvist 6 h more than fit into sprint 1, with a reason."
    do("sprints.plan-task", cast.jonas, sprint=sprint, task=task)
    assert codes("sprints.allow-overcommitment", cast.jonas, minutes=360, **given) == ["nothing-to-change"]


@pytest.mark.parametrize("name", ["helena", "sofia", "marek"])
def test_nobody_else_allows_more(cast: Cast, name: str) -> None:
    given: dict[str, Any] = {"sprint": begun(cast), "person": cast.sofia.pid, "minutes": 60, "reason": "Please"}
    assert codes("sprints.allow-overcommitment", getattr(cast, name), **given) == ["not-yours-overcommitment"]


def test_days_away_and_shares_count(cast: Cast) -> None:
    sprint = begun(cast)
    away: dict[str, Any] = {"person": cast.sofia.pid, "first_on": date(2026, 11, 27), "last_on": date(2026, 12, 4)}
    do("sprints.record-absence", cast.sofia, project="BOOK", **away)
    do("sprints.set-participant", cast.jonas, sprint=sprint, person=cast.sofia.pid, allocation=50)
    task = long_task(cast, 17)
    (refusal,) = refusals("sprints.plan-task", cast.priya, sprint=sprint, task=task)
    assert "has 16 h in this sprint" in refusal.sentence


def test_work_that_nobody_has_is_in_nobodys_way(cast: Cast) -> None:
    task = add_task(cast.helena, priority="low")
    do("backlog.estimate-task", cast.sofia, task=task, revision=1, likely=60 * 500)
    do("sprints.plan-task", cast.priya, sprint=begun(cast), task=task)
    assert Task.objects.get().sprint is not None


def test_a_task_is_in_one_sprint_at_a_time(cast: Cast) -> None:
    task = ready_task(cast)
    planned_sprint(cast, task)
    other = begun(cast, starts_on=date(2026, 12, 7))
    assert "in-a-sprint" in codes("sprints.plan-task", cast.priya, sprint=other, task=task)


def test_what_is_finished_is_not_planned(cast: Cast) -> None:
    sprint, task = begun(cast), ready_task(cast)
    Task.objects.update(done_before="2026-01-01T00:00:00Z")
    assert "task-is-done" in codes("sprints.plan-task", cast.priya, sprint=sprint, task=task)


def test_nothing_is_drawn_into_what_runs(cast: Cast) -> None:
    sprint = running_sprint(cast)
    assert codes("sprints.plan-task", cast.jonas, sprint=sprint, task=ready_task(cast)) == ["sprint-runs"]


def test_another_projects_task_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotThere):
        do("sprints.plan-task", cast.jonas, sprint=begun(cast), task="ELSE-1")


def test_a_task_is_taken_out_and_comes_back(cast: Cast) -> None:
    task = ready_task(cast)
    sprint = planned_sprint(cast, task)
    do("sprints.take-out", cast.helena, task=task, reason="It does not fit")
    assert told(cast) == "took “Patient moves a visit” out of the plan of sprint 1."
    stay = SprintTask.objects.get()
    assert (stay.left_by, stay.left_reason, stay.left_how) == (cast.helena, "It does not fit", "")
    assert codes("sprints.take-out", cast.helena, task=task) == ["not-in-a-plan"]
    do("sprints.plan-task", cast.sofia, sprint=sprint, task=task)
    assert list(SprintTask.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_nothing_is_taken_out_of_what_runs(cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    assert codes("sprints.take-out", cast.jonas, task=task) == ["sprint-runs"]


def test_in_a_plan_nobody_is_given_a_task_that_does_not_fit(cast: Cast) -> None:
    sprint, first, second = begun(cast), long_task(cast, 30), long_task(cast, 20)
    do("sprints.plan-task", cast.jonas, sprint=sprint, task=first)
    do("backlog.assign-task", cast.jonas, task=second, revision=3, assignee=cast.daniel.pid)
    do("sprints.plan-task", cast.jonas, sprint=sprint, task=second)
    given: dict[str, Any] = {"task": second, "revision": 5, "assignee": cast.sofia.pid}
    assert codes("backlog.assign-task", cast.jonas, **given) == ["over-capacity"]
    do("sprints.take-out", cast.jonas, task=second)
    do("backlog.assign-task", cast.jonas, **given | {"revision": 6})
