"""Emergency work is written down afterwards, with both times (SP6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from signoff.backlog.models import Task
from signoff.kernel.refusals import Refused
from signoff.kernel.run import Done
from signoff.ledger.queries import recent_decisions
from signoff.sprints.models import SprintTask
from tests.cast import NOON, Cast, do, hand_over, running_sprint

BEGAN = NOON - timedelta(hours=9, minutes=50)


def emergency(cast: Cast, *, began_at: datetime = BEGAN, **given: Any) -> Done:
    words: dict[str, Any] = {
        "title": "Nobody could sign in",
        "reason": "All clinics stood still",
        "began_at": began_at.isoformat(),
    }
    return do("sprints.record-emergency-work", cast.daniel, project="BOOK", **(words | given))


def test_both_times_are_kept_and_the_delay_is_told(cast: Cast) -> None:
    done = emergency(cast, minutes=90)
    task = Task.objects.get(number=1)
    assert (task.kind, task.step, task.assignee, task.estimate_minutes) == ("bug", "in_progress", cast.daniel, 90)
    assert (task.began_at, task.created_at) == (BEGAN, NOON)
    assert done.answer["delay"] == 590
    told = recent_decisions(cast.member(cast.helena), limit=1)[0]
    assert told.sentence == "wrote emergency work down, 9 h 50 min after it had begun: “Nobody could sign in”."


def test_it_is_in_the_running_sprint_and_marked(cast: Cast) -> None:
    running_sprint(cast)
    emergency(cast, minutes=90)
    stay = SprintTask.objects.get(task__title="Nobody could sign in")
    assert (stay.entry, stay.minutes, stay.reason) == ("emergency", 90, "All clinics stood still")


def test_where_no_sprint_runs_it_stands_in_the_backlog(cast: Cast) -> None:
    emergency(cast)
    assert Task.objects.get(number=1).sprint is None


def test_what_has_not_begun_is_no_emergency_work(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        emergency(cast, began_at=NOON + timedelta(minutes=1))
    assert [each.code for each in refused.value.refusals] == ["not-begun-yet"]


def test_its_criteria_are_written_once_the_fire_is_out(cast: Cast) -> None:
    running_sprint(cast)
    task = str(emergency(cast).answer["task"])
    words: dict[str, Any] = {
        "kind": "bug",
        "title": "Nobody could sign in",
        "criteria": [{"text": "Everybody can sign in"}],
    }
    do("backlog.reword-task", cast.priya, task=task, revision=2, **words)
    hand_over(cast.daniel, task, revision=3)
    assert Task.objects.get(title="Nobody could sign in").step == "handed_over"
