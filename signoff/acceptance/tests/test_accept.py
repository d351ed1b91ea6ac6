"""The customer accepts a task (AC1, AC4)."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.backlog.models import Task
from signoff.kernel.refusals import Refused, Stale
from signoff.ledger.models import Entry
from tests.cast import Cast, add_task, all_met, do, hand_over


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_the_customer_accepts_when_every_criterion_is_met(cast: Cast) -> None:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    done = do("acceptance.accept-task", cast.helena, task=task, revision=2, verdicts=all_met())
    row = Task.objects.get(number=1)
    assert (row.step, row.accepted_content) == ("accepted", 1)
    assert Entry.objects.get(log__origin=done.receipt.log, seq=done.receipt.seq).type == "acceptance.accept-task"


def test_a_delegate_may_accept_in_the_product_owners_place(cast: Cast) -> None:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    do("acceptance.accept-task", cast.tomas, task=task, revision=2, verdicts=all_met())
    assert Task.objects.get(number=1).step == "accepted"


@pytest.mark.parametrize("name", ["ingrid", "amara", "jonas", "priya", "marek", "sofia", "yuki", "elena"])
def test_nobody_else_accepts(cast: Cast, name: str) -> None:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    with pytest.raises(Refused) as refused:
        do("acceptance.accept-task", getattr(cast, name), task=task, revision=2, verdicts=all_met())
    assert codes(refused) == ["not-yours-acceptance"]
    assert refused.value.refusals[0].who == ("Helena Brandt", "Tomás Rivera")
    assert Task.objects.get(number=1).step == "handed_over"


def test_a_task_that_was_not_handed_over_is_not_accepted(cast: Cast) -> None:
    task = add_task(cast.helena)
    with pytest.raises(Refused) as refused:
        do("acceptance.accept-task", cast.helena, task=task, revision=1, verdicts=all_met())
    assert "not-handed-over" in codes(refused)


def test_a_criterion_without_verdict_holds_acceptance_up(cast: Cast) -> None:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    with pytest.raises(Refused) as refused:
        do("acceptance.accept-task", cast.helena, task=task, revision=2, verdicts=all_met(1))
    assert codes(refused) == ["criterion-not-judged"]


def test_a_criterion_that_is_not_met_holds_acceptance_up(cast: Cast) -> None:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    unmet: dict[str, Any] = {"criterion": 2, "met": False, "expected": "One message", "happened": "Two came"}
    do("acceptance.judge-criterion", cast.helena, task=task, **unmet)
    with pytest.raises(Refused) as refused:
        do("acceptance.accept-task", cast.helena, task=task, revision=2, verdicts=all_met(1))
    assert codes(refused) == ["criterion-not-met"]


def test_what_was_seen_before_a_change_is_not_accepted(cast: Cast) -> None:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    do("backlog.set-priority", cast.tomas, task=task, revision=2, priority="high")
    with pytest.raises(Stale):
        do("acceptance.accept-task", cast.helena, task=task, revision=2, verdicts=all_met())


def test_changed_words_ask_for_acceptance_again(cast: Cast) -> None:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    do("acceptance.accept-task", cast.helena, task=task, revision=2, verdicts=all_met())
    do(
        "backlog.reword-task",
        cast.priya,
        task=task,
        revision=3,
        kind="feature",
        title="Patient moves a visit",
        criteria=[{"id": 1, "text": "The old time is free again"}, {"text": "Everybody gets a message"}],
    )
    row = Task.objects.get(number=1)
    assert row.changed_since_accepted
    assert row.step == "handed_over"
    with pytest.raises(Refused):
        do("acceptance.accept-task", cast.helena, task=task, revision=4)
    do("acceptance.accept-task", cast.helena, task=task, revision=4, verdicts=all_met(1, 3))
    row.refresh_from_db()
    assert (row.step, row.changed_since_accepted) == ("accepted", False)
