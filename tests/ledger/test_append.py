"""Appending at the edges: entries that are too long, a clock that goes back, deeds in batches, a log begun twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from signoff.kernel.command import read_command
from signoff.kernel.refusals import Unreadable
from signoff.kernel.run import run_all
from signoff.ledger.faults import LedgerFault
from signoff.ledger.models import Log
from signoff.ledger.opening import installation_log, new_origin
from signoff.ledger.verify import verify
from tests.attacks.state import state
from tests.cast import NOON, Cast, add_task, do, hand_over


def test_an_entry_that_would_be_too_long_is_unreadable_and_leaves_no_trace(cast: Cast) -> None:
    task = add_task(cast.helena, criteria=[f"Criterion {number}" for number in range(50)])
    hand_over(cast.sofia, task)
    long = {"met": False, "expected": "ä" * 20_000, "happened": "ö" * 20_000}
    verdicts = [{"criterion": number, **long} for number in range(1, 51)]
    before = state()
    with pytest.raises(Unreadable) as unreadable:
        do("acceptance.return-task", cast.helena, task=task, revision=2, verdicts=verdicts)
    assert "at most 1048576 fit" in unreadable.value.problems[0].problem
    assert state() == before


def test_a_clock_that_goes_back_breaks_nothing(cast: Cast) -> None:
    task = add_task(cast.helena)
    earlier = NOON - timedelta(days=400)
    done = do("backlog.move-task", cast.sofia, now=earlier, task=task, revision=1, step="in_progress")
    assert b'"at":"2025-10-16T12:00:00.000000Z"' in done.receipt.entry
    assert list(verify()) == []


def test_many_deeds_at_once_are_signed_once_and_each_is_an_entry(cast: Cast) -> None:
    log = Log.objects.get(project=cast.project, room="both")
    several = (read_command("backlog.add-task", {"project": "BOOK", "title": f"Task {n}"}) for n in range(7))
    assert run_all(several, by=cast.helena, door="test") == 7
    assert Log.objects.get(pk=log.pk).size == log.size + 7
    assert list(verify()) == []


def test_what_one_side_does_for_itself_is_not_done_in_a_batch(cast: Cast) -> None:
    task = add_task(cast.helena)
    before = state()
    given = {"task": task, "room": "customer", "text": "Between us"}
    several = iter([read_command("discussions.write-comment", given) for _time in range(2)])
    with pytest.raises(LedgerFault):
        run_all(several, by=cast.helena, door="test")
    assert state() == before


def test_the_installation_has_one_log_however_often_it_is_asked_for(db: None) -> None:
    assert installation_log().pk == installation_log().pk


@pytest.mark.parametrize("host", ["work_place", "a/b", "[::1]", ""])
def test_a_host_name_that_no_verifier_would_take_begins_no_log(settings: Settings, host: str) -> None:
    settings.SIGNOFF_HOST_NAME = host
    with pytest.raises(ImproperlyConfigured):
        new_origin()
