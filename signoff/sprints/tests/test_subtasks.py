"""A task is divided into subtasks of at most two hours (SP4)."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.backlog.models import Task
from signoff.kernel.refusals import NotThere, Stale, Unreadable
from signoff.sprints.models import Subtask
from signoff.sprints.tests.refusing import codes, told
from signoff.sprints.tests.test_plan_task import begun, long_task
from tests.cast import Cast, add_task, do, planned_sprint, ready_task, running_sprint


def pieces(task: str) -> list[tuple[str, int]]:
    rows = Subtask.objects.filter(task__number=task.partition("-")[2], dropped_at=None).order_by("number")
    return [(row.work, row.minutes) for row in rows]


def test_an_estimate_is_divided_by_kind_of_work(cast: Cast) -> None:
    task = ready_task(cast)
    do("backlog.estimate-task", cast.sofia, task=task, revision=4, likely=290)
    do("sprints.divide-task", cast.jonas, task=task)
    assert pieces(task) == [("development", 120), ("development", 120), ("development", 50), ("testing", 120)]
    assert told(cast) == "divided “Patient moves a visit” into 4 subtasks."
    assert Subtask.objects.get(number=2).title == "Development, part 2 of 3"
    assert Subtask.objects.get(work="testing").assignee == cast.yuki
    assert codes("sprints.divide-task", cast.jonas, task=task) == ["divided-already"]


def test_only_what_has_no_subtask_yet_is_divided(cast: Cast) -> None:
    task = ready_task(cast)
    do("sprints.add-subtask", cast.sofia, task=task, title="The form", minutes=90)
    do("sprints.divide-task", cast.sofia, task=task)
    assert pieces(task) == [("development", 90), ("development", 120), ("development", 30), ("testing", 120)]


def test_an_imported_estimate_is_development(cast: Cast) -> None:
    task = add_task(cast.helena)
    Task.objects.update(estimate_minutes=150)
    do("sprints.divide-task", cast.priya, task=task)
    assert pieces(task) == [("development", 120), ("development", 30)]


def test_nothing_is_made_of_no_estimate(cast: Cast) -> None:
    assert codes("sprints.divide-task", cast.sofia, task=add_task(cast.helena)) == ["needs-estimate"]


@pytest.mark.parametrize("minutes", [0, 121])
def test_a_subtask_takes_at_most_two_hours(cast: Cast, minutes: int) -> None:
    with pytest.raises(Unreadable):
        do("sprints.add-subtask", cast.sofia, task=ready_task(cast), title="The form", minutes=minutes)


def test_a_subtask_is_added_changed_given_finished_and_dropped(cast: Cast) -> None:
    task = ready_task(cast)
    do("sprints.add-subtask", cast.sofia, task=task, title="The form", minutes=90, assignee=cast.daniel.pid)
    assert told(cast) == "made a subtask of “Patient moves a visit”: “The form”, 1 h 30 min."
    one: dict[str, Any] = {"task": task, "subtask": 1}
    words: dict[str, Any] = {"title": "The forms", "minutes": 60, "work": "testing"}
    do("sprints.change-subtask", cast.sofia, **one, revision=1, **words)
    assert told(cast) == "changed a subtask of “Patient moves a visit”: “The forms”, 1 h."
    assert codes("sprints.change-subtask", cast.sofia, **one, revision=2, **words) == ["nothing-to-change"]
    with pytest.raises(Stale):
        do("sprints.change-subtask", cast.sofia, **one, revision=1, **words)
    do("sprints.assign-subtask", cast.marek, **one, assignee=cast.yuki.pid)
    assert told(cast) == "gave the subtask “The forms” of “Patient moves a visit” to Yuki Tanaka."
    assert codes("sprints.assign-subtask", cast.marek, **one, assignee=cast.helena.pid) == ["builders-only"]
    do("sprints.assign-subtask", cast.marek, **one)
    assert told(cast) == "gave the subtask “The forms” of “Patient moves a visit” to whoever has the task."
    do("sprints.finish-subtask", cast.yuki, **one)
    assert told(cast) == "finished the subtask “The forms” of “Patient moves a visit”."
    assert codes("sprints.finish-subtask", cast.yuki, **one) == ["nothing-to-change"]
    assert codes("sprints.drop-subtask", cast.sofia, **one) == ["subtask-is-done"]
    do("sprints.finish-subtask", cast.yuki, **one, done=False)
    assert told(cast) == "opened the subtask “The forms” of “Patient moves a visit” again."
    do("sprints.drop-subtask", cast.sofia, **one)
    assert told(cast) == "dropped the subtask “The forms” of “Patient moves a visit”."
    with pytest.raises(NotThere):
        do("sprints.finish-subtask", cast.yuki, **one)


def test_what_is_finished_is_not_divided(cast: Cast) -> None:
    task = ready_task(cast)
    Task.objects.update(done_before="2026-01-01T00:00:00Z")
    assert codes("sprints.add-subtask", cast.sofia, task=task, title="More", minutes=60) == ["task-is-done"]


def test_a_task_has_not_endlessly_many(cast: Cast) -> None:
    task = long_task(cast, 1001)
    assert codes("sprints.divide-task", cast.sofia, task=task) == ["too-many-subtasks"]


def test_in_a_plan_nobody_is_given_more_than_fits(cast: Cast) -> None:
    """Estimates are held against a person whole, until they are divided among several."""
    sprint, task = begun(cast), long_task(cast, 40)
    do("sprints.plan-task", cast.jonas, sprint=sprint, task=task)
    do("sprints.divide-task", cast.jonas, task=task)
    assert codes("sprints.add-subtask", cast.sofia, task=task, title="More", minutes=1) == ["over-capacity"]
    do("sprints.add-subtask", cast.sofia, task=task, title="More", minutes=1, assignee=cast.daniel.pid)
    do("sprints.assign-subtask", cast.sofia, task=task, subtask=1, assignee=cast.daniel.pid)
    do("sprints.add-subtask", cast.sofia, task=task, title="Even more", minutes=120)
    assert codes("sprints.assign-subtask", cast.sofia, task=task, subtask=1) == ["over-capacity"]
    longer: dict[str, Any] = {"title": "Even more", "minutes": 119, "work": "development", "revision": 1}
    do("sprints.change-subtask", cast.sofia, task=task, subtask=22, **longer)


def test_in_a_running_sprint_what_turns_out_to_be_more_is_written_down(cast: Cast) -> None:
    task = long_task(cast, 80)
    running_sprint(cast, task)
    do("sprints.add-subtask", cast.sofia, task=task, title="More", minutes=120)
    assert Subtask.objects.count() == 41


def test_what_is_divided_in_part_weighs_as_much_as_the_whole(cast: Cast) -> None:
    sprint, task = begun(cast), long_task(cast, 41)
    do("sprints.add-subtask", cast.sofia, task=task, title="A little", minutes=15)
    assert codes("sprints.plan-task", cast.jonas, sprint=sprint, task=task) == ["over-capacity"]


def test_a_planned_sprint_of_the_cast_is_whole(cast: Cast) -> None:
    task = ready_task(cast)
    planned_sprint(cast, task)
    assert pieces(task) == [("development", 120), ("development", 120), ("testing", 120)]
