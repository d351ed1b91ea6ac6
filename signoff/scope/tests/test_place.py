"""A task is given its place in the scope (S1)."""

from __future__ import annotations

import pytest

from signoff.backlog.checks import findings
from signoff.backlog.models import PartTally, Task
from signoff.kernel.refusals import NotThere, Refused
from signoff.ledger.queries import recent_decisions
from tests.cast import Cast, add_task, all_met, do, hand_over


@pytest.fixture
def epic(cast: Cast) -> str:
    done = do("scope.add-part", cast.priya, project="BOOK", level="epic", title="Moving a visit")
    return str(done.answer["part"])


def place(cast: Cast, part: str | None, revision: int = 1) -> None:
    do("scope.place-task", cast.priya, task="BOOK-1", revision=revision, part=part)


def test_a_task_stands_at_its_part(cast: Cast, epic: str) -> None:
    add_task(cast.helena)
    place(cast, epic)
    task = Task.objects.select_related("part").get()
    assert task.part is not None
    assert (task.part.title, PartTally.objects.get().count) == ("Moving a visit", 1)


def test_a_task_leaves_the_scope(cast: Cast, epic: str) -> None:
    add_task(cast.helena)
    place(cast, epic)
    place(cast, None, revision=2)
    assert Task.objects.get().part is None
    assert PartTally.objects.get().count == 0


def test_the_part_goes_on_counting_a_task_that_moves_on(cast: Cast, epic: str) -> None:
    add_task(cast.helena)
    place(cast, epic)
    do("backlog.estimate-task", cast.sofia, task="BOOK-1", revision=2, likely=60)
    hand_over(cast.sofia, "BOOK-1", revision=3)
    do("acceptance.accept-task", cast.helena, task="BOOK-1", revision=4, verdicts=all_met())
    do("backlog.set-priority", cast.helena, task="BOOK-1", revision=5, priority="high")
    (tally,) = PartTally.objects.exclude(count=0)
    assert (tally.step, tally.priority, tally.count, tally.likely) == ("accepted", 2, 1, 60)
    assert list(findings(cast.project)) == []


def test_a_part_of_another_project_is_not_there(cast: Cast) -> None:
    add_task(cast.helena)
    do("scope.add-part", cast.astrid, project="ELSE", level="epic", title="Elsewhere")
    with pytest.raises(NotThere):
        place(cast, "ELSE.1")
    with pytest.raises(NotThere):
        place(cast, "BOOK.1")


def test_where_it_stands_already_it_is_not_put(cast: Cast, epic: str) -> None:
    add_task(cast.helena)
    place(cast, epic)
    with pytest.raises(Refused) as refused:
        place(cast, epic, revision=2)
    assert [each.code for each in refused.value.refusals] == ["nothing-to-change"]


def test_the_ledger_tells_it(cast: Cast, epic: str) -> None:
    add_task(cast.helena)
    place(cast, epic)
    place(cast, None, revision=2)
    told = [entry.sentence for entry in recent_decisions(cast.member(cast.helena), limit=2)]
    assert told == [
        "took “Patient moves a visit” out of the scope.",
        "put “Patient moves a visit” into “Moving a visit”.",
    ]
