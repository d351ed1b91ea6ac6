"""A sprint of one or two weeks is begun, and its goal and days are changed (SP1)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from signoff.kernel.refusals import Stale, Unreadable
from signoff.sprints.models import Participant, Sprint
from signoff.sprints.tests.refusing import codes, refusals, told
from tests.cast import Cast, do, planned_sprint, running_sprint

ONE: dict[str, Any] = {"project": "BOOK", "goal": "Fewer calls", "starts_on": date(2026, 11, 23), "weeks": 1}


@pytest.mark.parametrize("name", ["helena", "tomas", "jonas"])
def test_either_side_begins_a_sprint(cast: Cast, name: str) -> None:
    done = do("sprints.plan-sprint", getattr(cast, name), **ONE)
    sprint = Sprint.objects.get()
    assert (done.answer["sprint"], sprint.ends_on, sprint.is_planned) == ("BOOK.1", date(2026, 11, 29), True)
    assert told(cast) == "began to plan sprint 1: “Fewer calls”."


@pytest.mark.parametrize("weeks", [0, 3])
def test_a_sprint_lasts_one_or_two_weeks(cast: Cast, weeks: int) -> None:
    with pytest.raises(Unreadable):
        do("sprints.plan-sprint", cast.helena, **ONE | {"weeks": weeks})


def test_those_who_work_take_part_with_all_their_hours_and_those_who_decide_with_none(cast: Cast) -> None:
    do("sprints.plan-sprint", cast.jonas, **ONE)
    shares = dict(Participant.objects.values_list("person__name", "allocation"))
    workers = {"Priya Nair", "Marek Novak", "Sofia Lindqvist", "Daniel Costa", "Yuki Tanaka"}
    assert {name for name, share in shares.items() if share == 100} == workers
    assert {name for name, share in shares.items() if share == 0} == {"Helena Brandt", "Tomás Rivera", "Jonas Keller"}


def test_sprints_follow_one_another(cast: Cast) -> None:
    do("sprints.plan-sprint", cast.jonas, **ONE)
    assert codes("sprints.plan-sprint", cast.jonas, **ONE | {"starts_on": date(2026, 11, 29)}) == ["days-taken"]
    done = do("sprints.plan-sprint", cast.jonas, **ONE | {"starts_on": date(2026, 11, 30)})
    assert done.answer["sprint"] == "BOOK.2"


def test_goal_and_days_change_while_it_is_planned(cast: Cast) -> None:
    sprint = planned_sprint(cast)
    given: dict[str, Any] = {"goal": "Fewer calls", "starts_on": date(2026, 11, 24), "weeks": 1}
    do("sprints.change-sprint", cast.helena, sprint=sprint, revision=1, **given)
    row = Sprint.objects.get()
    assert (row.goal, row.starts_on, row.weeks) == ("Fewer calls", date(2026, 11, 24), 1)
    assert told(cast) == "changed the goal or the days of sprint 1: “Fewer calls”."
    assert codes("sprints.change-sprint", cast.helena, sprint=sprint, revision=2, **given) == ["nothing-to-change"]
    with pytest.raises(Stale):
        do("sprints.change-sprint", cast.helena, sprint=sprint, revision=1, **given)


def test_what_runs_is_not_changed(cast: Cast) -> None:
    sprint = running_sprint(cast)
    given: dict[str, Any] = {"goal": "Fewer calls", "starts_on": date(2026, 11, 24), "weeks": 1}
    (refusal,) = refusals("sprints.change-sprint", cast.helena, sprint=sprint, revision=2, **given)
    assert (refusal.code, refusal.rule) == ("sprint-runs", "SP5")
