"""Those who do the work put hours on it: several people, two kinds of work, three points."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.backlog.checks import findings
from signoff.backlog.models import Estimate, PartTally, Task
from signoff.kernel.refusals import Refused, Unreadable
from signoff.ledger.queries import recent_decisions
from tests.cast import Cast, add_task, do


def estimate(by: Any, **given: Any) -> None:
    do("backlog.estimate-task", by, task="BOOK-1", revision=Task.objects.get().revision, **given)


def points() -> tuple[int | None, int | None, int | None]:
    task = Task.objects.get()
    return task.estimate_low, task.estimate_minutes, task.estimate_high


@pytest.fixture
def task(cast: Cast) -> str:
    return add_task(cast.helena)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {each.code for each in refused.value.refusals}


def test_one_figure_is_all_three_points(cast: Cast, task: str) -> None:
    estimate(cast.sofia, likely=90)
    assert points() == (90, 90, 90)


def test_three_points_are_kept_as_they_were_said(cast: Cast, task: str) -> None:
    estimate(cast.sofia, optimistic=60, likely=90, pessimistic=240)
    assert points() == (60, 90, 240)


def test_development_and_testing_add_up(cast: Cast, task: str) -> None:
    estimate(cast.sofia, optimistic=60, likely=90, pessimistic=240)
    estimate(cast.yuki, work="testing", likely=30)
    assert points() == (90, 120, 270)


def test_of_several_people_the_mean_counts(cast: Cast, task: str) -> None:
    estimate(cast.sofia, likely=60)
    estimate(cast.daniel, likely=121)
    assert points() == (91, 91, 91)
    assert Estimate.objects.count() == 2


def test_a_later_estimate_of_the_same_person_replaces_the_earlier(cast: Cast, task: str) -> None:
    estimate(cast.sofia, likely=60)
    estimate(cast.sofia, likely=120)
    assert points() == (120, 120, 120)
    assert Estimate.objects.get().revision == 2


def test_an_estimate_of_ones_own_takes_the_place_of_an_imported_one(cast: Cast) -> None:
    past = {"external_key": "OLD-1", "title": "Old", "created_at": "2024-02-03T04:05:06Z", "estimate_minutes": 600}
    do("backlog.record-past-tasks", cast.priya, project="BOOK", source="jira", tasks=[past])
    assert points() == (600, 600, 600)
    estimate(cast.sofia, likely=60)
    assert points() == (60, 60, 60)


@pytest.mark.parametrize(
    ("who", "work", "code"),
    [("yuki", "development", "developers-estimate-development"), ("sofia", "testing", "testers-estimate-testing")],
)
def test_each_estimates_the_work_that_is_theirs(cast: Cast, task: str, who: str, work: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        estimate(getattr(cast, who), work=work, likely=60)
    assert codes(refused) == {code}


def test_the_team_lead_estimates_both(cast: Cast, task: str) -> None:
    estimate(cast.marek, work="testing", likely=60)
    estimate(cast.marek, likely=60)
    assert points() == (120, 120, 120)


def test_the_same_estimate_again_changes_nothing(cast: Cast, task: str) -> None:
    estimate(cast.sofia, likely=60)
    with pytest.raises(Refused) as refused:
        estimate(cast.sofia, likely=60)
    assert codes(refused) == {"nothing-to-change"}


def test_the_points_stand_in_order(cast: Cast, task: str) -> None:
    with pytest.raises(Unreadable):
        estimate(cast.sofia, optimistic=100, likely=90)


def test_the_ledger_tells_it(cast: Cast, task: str) -> None:
    estimate(cast.yuki, work="testing", optimistic=45, likely=90, pessimistic=240)
    told = [entry.sentence for entry in recent_decisions(cast.member(cast.helena), limit=1)]
    assert told == ["estimated the testing of “Patient moves a visit” at 1 h 30 min, between 45 min and 4 h."]


def test_what_is_in_the_scope_is_summed_at_its_part(cast: Cast, task: str) -> None:
    do("scope.add-part", cast.helena, project="BOOK", level="epic", title="Moving")
    do("scope.place-task", cast.helena, task=task, revision=1, part="BOOK.1")
    estimate(cast.sofia, optimistic=60, likely=90, pessimistic=240)
    tally = PartTally.objects.get(count=1)
    sums = (tally.estimated, tally.low, tally.likely, tally.high, tally.squares)
    assert sums == (1, 60, 90, 240, 180**2)
    assert list(findings(cast.project)) == []
    PartTally.objects.update(likely=91)
    assert [finding.where for finding in findings(cast.project)] == ["the tally of part:BOOK.1 (signoff_parttally)"]
