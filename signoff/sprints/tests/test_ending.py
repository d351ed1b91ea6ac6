"""A sprint ends when each of its tasks is accepted or has moved on (AC1, AC3)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from signoff.backlog.models import Task
from signoff.kernel.refusals import Refused, Stale
from signoff.ledger.queries import recent_decisions
from signoff.sprints.models import Sprint, SprintTask
from tests.cast import NOON, Cast, all_met, do, ended_sprint, hand_over, planned_sprint, ready_task, running_sprint
from tests.cast import start as start_sprint

REASON: dict[str, Any] = {"reason": "The insurer was late"}


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def row(key: str) -> Task:
    return Task.objects.select_related("sprint").get(number=int(key.rpartition("-")[2]))


def accept(cast: Cast, key: str) -> None:
    hand_over(cast.sofia, key, revision=row(key).revision)
    do("acceptance.accept-task", cast.helena, task=key, revision=row(key).revision, verdicts=all_met())


def complete(cast: Cast, sprint: str) -> None:
    do("sprints.complete-sprint", cast.jonas, sprint=sprint, revision=Sprint.objects.get(number=1).revision)


def told(cast: Cast) -> str:
    return recent_decisions(cast.member(cast.helena), limit=1)[0].sentence


def test_unfinished_work_goes_on_in_the_next_sprint_with_its_history(cast: Cast) -> None:
    task = ready_task(cast)
    ended_sprint(cast, task)
    planned_sprint(cast, goal="Reminders")
    do("backlog.move-task", cast.sofia, task=task, revision=row(task).revision, step="in_review")
    do("sprints.carry-over", cast.jonas, task=task, to="next", **REASON)
    first, second = SprintTask.objects.filter(task=row(task)).order_by("pk")
    assert (first.left_how, first.left_reason, first.left_by) == ("carried_over", REASON["reason"], cast.jonas)
    assert (second.entry, second.sprint.number, first.left_for) == ("carried_over", 2, second.sprint)
    assert (row(task).step, row(task).sprint_id) == ("in_review", second.sprint_id)
    assert told(cast) == "carried “Patient moves a visit” over to sprint 2."


def test_it_may_wait_in_the_backlog(cast: Cast) -> None:
    task = ready_task(cast)
    ended_sprint(cast, task)
    do("sprints.carry-over", cast.helena, task=task, to="backlog", **REASON)
    assert row(task).sprint is None
    assert told(cast) == "carried “Patient moves a visit” over to the backlog."


def test_returned_work_is_carried_over_like_unfinished_work(cast: Cast) -> None:
    task = ready_task(cast)
    sprint = ended_sprint(cast, task)
    hand_over(cast.sofia, task, revision=row(task).revision)
    do("acceptance.return-task", cast.helena, task=task, revision=row(task).revision, note="The old time is taken")
    do("sprints.carry-over", cast.helena, task=task, to="backlog", **REASON)
    complete(cast, sprint)
    result = Sprint.objects.get(number=1).result or {}
    assert (result["returned"], result["tasks"][0]["returned"], result["tasks"][0]["end"]) == (1, 1, "carried_over")


def test_before_the_last_day_both_sides_must_agree(cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    with pytest.raises(Refused) as refused:
        do("sprints.carry-over", cast.jonas, task=task, to="backlog", **REASON)
    assert codes(refused) == ["not-the-last-day"]
    suggestion = {"command": "sprints.carry-over", "given": {"task": task, "to": "backlog", **REASON}}
    done = do("proposals.suggest", cast.jonas, project="BOOK", commands=[suggestion], reason="It will not be ready")
    do("proposals.agree", cast.helena, proposal=done.answer["proposal"])
    assert row(task).sprint is None


def test_the_last_working_day_is_the_friday_before_the_last_weekend(cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    given: dict[str, Any] = {"task": task, "to": "backlog", **REASON}
    with pytest.raises(Refused):
        do("sprints.carry-over", cast.jonas, now=datetime(2026, 12, 3, 12, tzinfo=UTC), **given)
    do("sprints.carry-over", cast.jonas, now=datetime(2026, 12, 4, 12, tzinfo=UTC), **given)
    assert row(task).sprint is None


def test_without_a_next_sprint_it_cannot_go_there(cast: Cast) -> None:
    task = ready_task(cast)
    ended_sprint(cast, task)
    with pytest.raises(Refused) as refused:
        do("sprints.carry-over", cast.jonas, task=task, to="next", **REASON)
    assert codes(refused) == ["no-next-sprint"]


def test_what_is_accepted_or_elsewhere_is_not_carried_over(cast: Cast) -> None:
    task, outside = ready_task(cast), ready_task(cast)
    ended_sprint(cast, task)
    accept(cast, task)
    for key, code in ((task, "already-accepted"), (outside, "not-in-sprint")):
        with pytest.raises(Refused) as refused:
            do("sprints.carry-over", cast.jonas, task=key, to="backlog", **REASON)
        assert codes(refused) == [code]


def test_a_sprint_is_not_completed_while_a_task_is_neither_accepted_nor_moved_on(cast: Cast) -> None:
    first, second, third = ready_task(cast), ready_task(cast), ready_task(cast)
    sprint = ended_sprint(cast, first, second, third)
    accept(cast, first)
    hand_over(cast.sofia, second, revision=row(second).revision)
    with pytest.raises(Refused) as refused:
        complete(cast, sprint)
    assert codes(refused) == ["tasks-left"]
    assert refused.value.refusals[0].params == {"tasks": f"{second}, {third}"}
    assert Sprint.objects.get(number=1).completed_at is None


def test_the_result_is_kept_against_the_commitment(cast: Cast) -> None:
    done, left = ready_task(cast), ready_task(cast, title="Remind the patient")
    sprint = ended_sprint(cast, done, left)
    accept(cast, done)
    do("sprints.carry-over", cast.jonas, task=left, to="backlog", **REASON)
    complete(cast, sprint)
    row_of = Sprint.objects.get(number=1)
    result = row_of.result or {}
    assert row_of.completed_at == NOON
    assert (result["committed"], result["accepted"]) == ({"tasks": 2, "minutes": 720}, {"tasks": 1, "minutes": 360})
    assert (result["carried_over"]["tasks"], result["stability"]) == (1, 100)
    assert [(each["task"], each["end"], each["end_reason"]) for each in result["tasks"]] == [
        (done, "accepted", ""),
        (left, "carried_over", REASON["reason"]),
    ]
    assert told(cast) == "completed sprint 1: 1 tasks accepted, 2 had been committed."


def test_it_is_completed_once(cast: Cast) -> None:
    task = ready_task(cast)
    sprint = ended_sprint(cast, task)
    accept(cast, task)
    complete(cast, sprint)
    with pytest.raises(Refused) as refused:
        complete(cast, sprint)
    assert codes(refused) == ["not-running"]


def test_what_was_seen_before_is_not_completed(cast: Cast) -> None:
    sprint = ended_sprint(cast, ready_task(cast))
    with pytest.raises(Stale):
        do("sprints.complete-sprint", cast.jonas, sprint=sprint, revision=1)


def test_the_next_sprint_starts_after_it_with_what_was_carried_over(cast: Cast) -> None:
    task = ready_task(cast)
    sprint = ended_sprint(cast, task)
    planned_sprint(cast, goal="Reminders")
    do("sprints.carry-over", cast.jonas, task=task, to="next", **REASON)
    complete(cast, sprint)
    do("sprints.set-development-deadline", cast.sofia, task=task, on="2026-11-27")
    do("sprints.set-testing-deadline", cast.yuki, task=task, on="2026-11-30")
    do("sprints.set-delivery-deadline", cast.jonas, task=task, on="2026-12-01")
    start_sprint(cast, "BOOK.2")
    assert Sprint.objects.get(number=2).is_running
