"""Who takes part, with how much of their time, and who planned together (SP2)."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.kernel.refusals import Unreadable
from signoff.sprints.models import Participant
from signoff.sprints.tests.refusing import codes, told
from signoff.sprints.tests.test_plan_task import begun
from tests.cast import Cast, do, running_sprint


def planned(cast: Cast) -> set[str]:
    return {row.person.name for row in Participant.objects.filter(planned_together=True).select_related("person")}


def test_a_side_says_how_much_of_its_peoples_time_a_sprint_gets(cast: Cast) -> None:
    given: dict[str, Any] = {"sprint": begun(cast), "person": cast.sofia.pid}
    do("sprints.set-participant", cast.jonas, allocation=60, **given)
    assert told(cast) == "gave 60 % of Sofia Lindqvist’s hours to sprint 1."
    assert codes("sprints.set-participant", cast.jonas, allocation=60, **given) == ["nothing-to-change"]
    assert codes("sprints.set-participant", cast.helena, allocation=80, **given) == ["other-sides-people"]


def test_somebody_is_left_out_and_comes_back(cast: Cast) -> None:
    given: dict[str, Any] = {"sprint": begun(cast), "person": cast.daniel.pid}
    do("sprints.remove-participant", cast.jonas, **given)
    assert told(cast) == "took Daniel Costa out of sprint 1."
    assert Participant.objects.get(person=cast.daniel).left_at is not None
    assert codes("sprints.remove-participant", cast.jonas, **given) == ["nothing-to-change"]
    assert codes("sprints.remove-participant", cast.helena, sprint=given["sprint"], person=cast.sofia.pid) == [
        "other-sides-people"
    ]
    do("sprints.set-participant", cast.jonas, allocation=100, **given)
    assert Participant.objects.get(person=cast.daniel).left_at is None


def test_who_planned_is_written_down_for_both_sides(cast: Cast) -> None:
    sprint = begun(cast)
    do("sprints.record-planning", cast.priya, sprint=sprint, people=[cast.helena.pid, cast.ingrid.pid, cast.priya.pid])
    assert told(cast) == "wrote down who planned sprint 1: Helena Brandt, Ingrid Solheim, Priya Nair."
    people = [cast.tomas.pid, cast.priya.pid]
    do("sprints.record-planning", cast.tomas, sprint=sprint, people=people)
    assert planned(cast) == {"Tomás Rivera", "Priya Nair"}
    assert codes("sprints.record-planning", cast.tomas, sprint=sprint, people=people) == ["nothing-to-change"]


def test_a_stranger_took_no_part(cast: Cast) -> None:
    with pytest.raises(Unreadable) as unreadable:
        do("sprints.record-planning", cast.jonas, sprint=begun(cast), people=[cast.jonas.pid, cast.astrid.pid])
    assert unreadable.value.problems[0].field == "people.1"


def test_nobody_joins_or_leaves_the_plan_of_what_runs(cast: Cast) -> None:
    sprint = running_sprint(cast)
    person: dict[str, Any] = {"sprint": sprint, "person": cast.daniel.pid}
    assert codes("sprints.set-participant", cast.jonas, allocation=10, **person) == ["sprint-runs"]
    assert codes("sprints.remove-participant", cast.jonas, **person) == ["sprint-runs"]
    assert codes("sprints.record-planning", cast.jonas, sprint=sprint, people=[cast.marek.pid]) == ["sprint-runs"]
    allowing = {"minutes": 60, "reason": "Late"}
    assert codes("sprints.allow-overcommitment", cast.jonas, **person, **allowing) == ["sprint-runs"]
