"""The tasks of a running sprint are frozen: a critical bug is the exception, and what both sides agree on (SP5)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from signoff.backlog.models import Task
from signoff.kernel.refusals import NotThere, Refused
from signoff.ledger.queries import recent_decisions
from signoff.people.models import Person
from signoff.sprints.models import SprintTask
from tests.cast import Cast, add_task, all_met, do, hand_over, planned_sprint, ready_task, running_sprint

LATER = date(2026, 12, 7)
REASON: dict[str, Any] = {"reason": "The clinics stand still"}


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def row(key: str) -> Task:
    return Task.objects.select_related("sprint").get(number=int(key.rpartition("-")[2]))


def critical_bug(cast: Cast, **given: Any) -> str:
    return add_task(cast.helena, title="Nobody can sign in", **({"kind": "bug", "priority": "critical"} | given))


def suggested(by: Person, agreeing: Person, command: str, **given: Any) -> None:
    """One side suggests it and the other agrees."""
    suggestion = {"command": command, "given": given}
    done = do("proposals.suggest", by, project="BOOK", commands=[suggestion], reason="Both sides need it")
    do("proposals.agree", agreeing, proposal=done.answer["proposal"])


def told(cast: Cast) -> str:
    return recent_decisions(cast.member(cast.helena), limit=1)[0].sentence


def test_the_customer_lets_a_critical_bug_in(cast: Cast) -> None:
    running_sprint(cast)
    bug = critical_bug(cast)
    do("sprints.let-in-critical-bug", cast.helena, task=bug, **REASON)
    stay = SprintTask.objects.get(task=row(bug))
    assert (stay.entry, stay.reason, row(bug).sprint_id) == ("critical_bug", REASON["reason"], stay.sprint_id)
    assert told(cast) == "let the critical bug “Nobody can sign in” into sprint 1."


def test_another_task_makes_way_for_it_and_goes_to_the_next_sprint(cast: Cast) -> None:
    away = ready_task(cast)
    running_sprint(cast, away)
    planned_sprint(cast, starts_on=LATER)
    do("sprints.let-in-critical-bug", cast.helena, task=critical_bug(cast), makes_way=away, **REASON)
    first, second = SprintTask.objects.filter(task=row(away)).order_by("pk")
    assert (first.left_how, first.left_for_id, first.left_reason) == ("made_way", second.sprint_id, REASON["reason"])
    assert (second.entry, second.sprint.number, row(away).sprint_id) == ("carried_over", 2, second.sprint_id)
    assert told(cast) == "let the critical bug “Nobody can sign in” into sprint 1; “Patient moves a visit” makes way."


def test_where_no_other_sprint_is_planned_it_goes_to_the_backlog(cast: Cast) -> None:
    away = ready_task(cast)
    running_sprint(cast, away)
    do("sprints.let-in-critical-bug", cast.helena, task=critical_bug(cast), makes_way=away, **REASON)
    assert row(away).sprint is None


def test_a_bug_that_was_planned_for_later_comes_in_out_of_that_plan(cast: Cast) -> None:
    running_sprint(cast)
    bug = ready_task(cast, title="Nobody can sign in", kind="bug", priority="critical")
    planned_sprint(cast, bug, starts_on=LATER)
    do("sprints.let-in-critical-bug", cast.helena, task=bug, **REASON)
    assert [stay.sprint.number for stay in SprintTask.objects.filter(task=row(bug), left_at=None)] == [1]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "feature"}, "not-a-bug"),
        ({"priority": "high"}, "not-critical"),
        ({"criteria": []}, "no-criteria"),
    ],
)
def test_nothing_less_is_let_in(cast: Cast, given: dict[str, Any], code: str) -> None:
    running_sprint(cast)
    bug = critical_bug(cast, **given)
    with pytest.raises(Refused) as refused:
        do("sprints.let-in-critical-bug", cast.helena, task=bug, **REASON)
    assert codes(refused) == [code]


def test_without_a_running_sprint_there_is_nothing_to_come_into(cast: Cast) -> None:
    bug = critical_bug(cast)
    with pytest.raises(Refused) as refused:
        do("sprints.let-in-critical-bug", cast.helena, task=bug, **REASON)
    assert codes(refused) == ["no-sprint-runs"]


def test_it_comes_in_once(cast: Cast) -> None:
    running_sprint(cast)
    bug = critical_bug(cast)
    do("sprints.let-in-critical-bug", cast.helena, task=bug, **REASON)
    with pytest.raises(Refused) as refused:
        do("sprints.let-in-critical-bug", cast.helena, task=bug, **REASON)
    assert codes(refused) == ["already-in-sprint"]


def test_the_contractor_suggests_it_and_the_customer_agrees(cast: Cast) -> None:
    running_sprint(cast)
    bug = critical_bug(cast)
    with pytest.raises(Refused) as refused:
        do("sprints.let-in-critical-bug", cast.jonas, task=bug, **REASON)
    assert codes(refused) == ["not-yours-critical-bug"]
    suggested(cast.jonas, cast.helena, "sprints.let-in-critical-bug", task=bug, **REASON)
    assert SprintTask.objects.get(task=row(bug)).entry == "critical_bug"


def test_only_an_unfinished_task_of_the_sprint_makes_way(cast: Cast) -> None:
    done, outside = ready_task(cast), ready_task(cast)
    running_sprint(cast, done)
    hand_over(cast.sofia, done, revision=row(done).revision)
    do("acceptance.accept-task", cast.helena, task=done, revision=row(done).revision, verdicts=all_met())
    bug = critical_bug(cast)
    for task, code in ((outside, "not-in-sprint"), (done, "already-finished"), (bug, "not-in-sprint")):
        with pytest.raises(Refused) as refused:
            do("sprints.let-in-critical-bug", cast.helena, task=bug, makes_way=task, **REASON)
        assert codes(refused) == [code]
    with pytest.raises(NotThere):
        do("sprints.let-in-critical-bug", cast.helena, task=bug, makes_way="BOOK-999", **REASON)


@pytest.mark.parametrize("name", ["helena", "jonas"])
def test_no_side_takes_a_task_in_or_out_alone(cast: Cast, name: str) -> None:
    inside, outside = ready_task(cast), ready_task(cast)
    running_sprint(cast, inside)
    for command, task in (("take-into-running-sprint", outside), ("take-out-of-running-sprint", inside)):
        with pytest.raises(Refused) as refused:
            do(f"sprints.{command}", getattr(cast, name), task=task, **REASON)
        assert codes(refused) == ["sprint-frozen"]


@pytest.mark.parametrize(("by", "agreeing"), [("helena", "jonas"), ("jonas", "helena")])
def test_a_task_comes_in_when_one_side_suggests_it_and_the_other_agrees(cast: Cast, by: str, agreeing: str) -> None:
    running_sprint(cast)
    task = ready_task(cast)
    suggested(getattr(cast, by), getattr(cast, agreeing), "sprints.take-into-running-sprint", task=task, **REASON)
    stay = SprintTask.objects.get(task=row(task))
    assert (stay.entry, stay.minutes, stay.left_at) == ("agreed", 360, None)


def test_a_task_goes_out_when_both_agree_and_keeps_its_history(cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task, ready := ready_task(cast))
    suggested(cast.helena, cast.jonas, "sprints.take-out-of-running-sprint", task=task, **REASON)
    stay = SprintTask.objects.get(task=row(task))
    assert (stay.left_how, stay.left_reason, row(task).sprint) == ("agreed", REASON["reason"], None)
    assert row(ready).sprint is not None


def test_criteria_of_a_running_task_change_only_when_both_agree(cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    words: dict[str, Any] = {
        "kind": "feature",
        "title": "Patient moves a visit",
        "criteria": [{"id": 1, "text": "It is free at once"}],
    }
    with pytest.raises(Refused) as refused:
        do("backlog.reword-task", cast.priya, task=task, revision=row(task).revision, **words)
    assert codes(refused) == ["criteria-frozen"]
    suggested(cast.priya, cast.helena, "backlog.reword-task", task=task, revision=row(task).revision, **words)
    assert [each["text"] for each in row(task).criteria] == ["It is free at once"]


def test_its_title_may_still_be_mended(cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    same = [{"id": each["id"], "text": each["text"]} for each in row(task).criteria]
    given: dict[str, Any] = {"kind": "feature", "title": "A patient moves a visit", "criteria": same}
    do("backlog.reword-task", cast.priya, task=task, revision=row(task).revision, **given)
    assert row(task).title == "A patient moves a visit"


def test_the_plan_is_closed_while_the_sprint_runs(cast: Cast) -> None:
    inside, outside = ready_task(cast), ready_task(cast)
    sprint = running_sprint(cast, inside)
    with pytest.raises(Refused):
        do("sprints.plan-task", cast.jonas, sprint=sprint, task=outside)
    with pytest.raises(Refused):
        do("sprints.take-out", cast.jonas, task=inside, reason="Not now")
