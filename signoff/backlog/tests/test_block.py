"""Something holds a task up (SP7)."""

from __future__ import annotations

import pytest

from signoff.backlog.models import Task
from signoff.kernel.refusals import Refused, Stale
from signoff.ledger.queries import recent_decisions
from tests.cast import NOON, Cast, add_task, all_met, do, hand_over

REASON = "Waits for the insurer’s test account"


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_a_blocked_task_says_since_when_and_why(cast: Cast) -> None:
    task = add_task(cast.helena)
    do("backlog.block-task", cast.sofia, task=task, revision=1, reason=REASON)
    row = Task.objects.get(number=1)
    assert (row.blocked_since, row.blocked_reason) == (NOON, REASON)
    told = recent_decisions(cast.member(cast.helena), limit=1)[0]
    assert told.sentence == f"said that “Patient moves a visit” is blocked: {REASON}"


def test_said_again_it_is_blocked_since_the_first_time(cast: Cast) -> None:
    task = add_task(cast.helena)
    do("backlog.block-task", cast.sofia, now=NOON, task=task, revision=1, reason=REASON)
    do("backlog.block-task", cast.sofia, now=NOON.replace(hour=16), task=task, revision=2, reason="And for the keys")
    row = Task.objects.get(number=1)
    assert (row.blocked_since, row.blocked_reason) == (NOON, "And for the keys")


def test_the_same_reason_twice_changes_nothing(cast: Cast) -> None:
    task = add_task(cast.helena)
    do("backlog.block-task", cast.sofia, task=task, revision=1, reason=REASON)
    with pytest.raises(Refused) as refused:
        do("backlog.block-task", cast.sofia, task=task, revision=2, reason=REASON)
    assert codes(refused) == ["nothing-to-change"]


def test_nothing_holds_up_what_is_finished(cast: Cast) -> None:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    do("acceptance.accept-task", cast.helena, task=task, revision=2, verdicts=all_met())
    with pytest.raises(Refused) as refused:
        do("backlog.block-task", cast.sofia, task=task, revision=3, reason=REASON)
    assert codes(refused) == ["already-finished"]


def test_what_was_seen_before_a_change_is_not_blocked(cast: Cast) -> None:
    task = add_task(cast.helena)
    do("backlog.move-task", cast.sofia, task=task, revision=1, step="in_progress")
    with pytest.raises(Stale):
        do("backlog.block-task", cast.sofia, task=task, revision=1, reason=REASON)


def test_it_is_out_of_the_way(cast: Cast) -> None:
    task = add_task(cast.helena)
    do("backlog.block-task", cast.sofia, task=task, revision=1, reason=REASON)
    do("backlog.unblock-task", cast.daniel, task=task, revision=2)
    row = Task.objects.get(number=1)
    assert (row.blocked_since, row.blocked_reason) == (None, "")
    told = recent_decisions(cast.member(cast.helena), limit=1)[0]
    assert told.sentence == "said that “Patient moves a visit” is no longer blocked."


def test_what_is_not_blocked_cannot_be_freed(cast: Cast) -> None:
    task = add_task(cast.helena)
    with pytest.raises(Refused) as refused:
        do("backlog.unblock-task", cast.sofia, task=task, revision=1)
    assert codes(refused) == ["not-blocked"]
