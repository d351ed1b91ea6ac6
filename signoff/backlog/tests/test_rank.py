"""The customer's order (S2)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from signoff.backlog.listing import TaskFilter, page_of_tasks
from signoff.backlog.models import Task
from signoff.backlog.words import Priority
from signoff.kernel.refusals import NotThere, Refused, Stale, Unreadable
from signoff.ledger.verify import verify
from signoff.proposals.tests.talk import last_entry, suggest, told
from signoff.proposals.tests.test_suggest import codes
from tests.cast import Cast, add_task, do


def order(cast: Cast) -> list[int]:
    """The numbers of the open tasks, from the top."""
    return [row.number for row in page_of_tasks(TaskFilter(open=True), seen_by=cast.member(cast.helena)).rows]


def four(cast: Cast) -> None:
    """Tasks 1 to 4, all high."""
    for number in range(1, 5):
        add_task(cast.helena, title=f"Task {number}", priority="high")


def revision(number: int) -> int:
    return Task.objects.get(number=number).revision


def rank(cast: Cast, number: int, **beside: Any) -> None:
    do("backlog.rank-task", cast.helena, task=f"BOOK-{number}", revision=revision(number), **beside)


@pytest.mark.parametrize(
    ("number", "beside", "then"),
    [
        (4, {"above": "BOOK-1"}, [4, 1, 2, 3]),
        (4, {"above": "BOOK-3"}, [1, 2, 4, 3]),
        (4, {"below": "BOOK-1"}, [1, 4, 2, 3]),
        (1, {"below": "BOOK-4"}, [2, 3, 4, 1]),
        (1, {"below": "BOOK-2"}, [2, 1, 3, 4]),
        (1, {"above": "BOOK-4"}, [2, 3, 1, 4]),
    ],
)
def test_the_customer_puts_a_task_next_to_another(
    cast: Cast, number: int, beside: dict[str, str], then: list[int]
) -> None:
    four(cast)
    rank(cast, number, **beside)
    assert order(cast) == then


def test_a_task_takes_the_priority_of_those_among_which_it_is_put(cast: Cast) -> None:
    four(cast)
    add_task(cast.helena, title="Task 5", priority="low")
    rank(cast, 5, above="BOOK-2", priority="high")
    assert order(cast) == [1, 5, 2, 3, 4]
    assert Task.objects.get(number=5).priority == Priority.HIGH
    assert told(cast) == "put “Task 5” right above “Task 2”, as high."
    assert list(verify(cast.project)) == []


@pytest.mark.parametrize(
    ("number", "beside", "then"), [(2, {"above": "BOOK-3"}, Priority.LOW), (3, {"below": "BOOK-2"}, Priority.HIGH)]
)
def test_a_step_over_the_border_is_one_to_another_priority(
    cast: Cast, number: int, beside: dict[str, str], then: Priority
) -> None:
    for title, priority in (("One", "high"), ("Two", "high"), ("Three", "low")):
        add_task(cast.helena, title=title, priority=priority)
    rank(cast, number, **beside)
    assert order(cast) == [1, 2, 3]
    assert Task.objects.get(number=number).priority == then


def test_the_ledger_tells_where_it_was_put(cast: Cast) -> None:
    four(cast)
    rank(cast, 1, below="BOOK-3")
    assert told(cast) == "put “Task 1” right below “Task 3”."


def test_what_is_there_already_is_not_moved(cast: Cast) -> None:
    four(cast)
    for beside in ({"above": "BOOK-3"}, {"below": "BOOK-1"}):
        with pytest.raises(Refused) as refused:
            rank(cast, 2, **beside)
        assert codes(refused) == ["nothing-to-change"]


def test_a_task_is_not_put_next_to_itself(cast: Cast) -> None:
    four(cast)
    with pytest.raises(Refused) as refused:
        rank(cast, 2, above="BOOK-2")
    assert codes(refused) == ["beside-itself"]


def test_what_is_closed_has_no_place_in_the_order(cast: Cast) -> None:
    four(cast)
    Task.objects.filter(number=3).update(done_before=cast.project.created_at)
    with pytest.raises(Refused) as refused:
        rank(cast, 2, above="BOOK-3")
    assert codes(refused) == ["not-open"]


def test_a_priority_is_not_lost_by_moving(cast: Cast) -> None:
    four(cast)
    add_task(cast.helena, title="Task 5")
    with pytest.raises(Refused) as refused:
        rank(cast, 2, above="BOOK-5")
    assert codes(refused) == ["priority-stays"]


def test_only_the_customer_ranks_and_the_contractor_suggests(cast: Cast) -> None:
    four(cast)
    given: dict[str, Any] = {"task": "BOOK-4", "revision": 1, "above": "BOOK-1", "priority": "high"}
    with pytest.raises(Refused) as refused:
        do("backlog.rank-task", cast.jonas, **given)
    assert codes(refused) == ["not-yours-priority"]
    key = suggest(cast.jonas, ("backlog.rank-task", given))
    do("proposals.agree", cast.helena, proposal=key)
    assert order(cast) == [4, 1, 2, 3]


def test_a_suggested_place_falls_when_the_task_was_moved_since(cast: Cast) -> None:
    four(cast)
    given = {"task": "BOOK-4", "revision": 1, "above": "BOOK-1"}
    key = suggest(cast.jonas, ("backlog.rank-task", given))
    rank(cast, 4, above="BOOK-3")
    with pytest.raises(Refused) as refused:
        do("proposals.agree", cast.helena, proposal=key)
    assert codes(refused) == ["changed-since-suggested"]


def test_of_two_who_move_the_same_task_the_second_looks_again(cast: Cast) -> None:
    four(cast)
    rank(cast, 4, above="BOOK-1")
    with pytest.raises(Stale):
        do("backlog.rank-task", cast.tomas, task="BOOK-4", revision=1, above="BOOK-2")


def test_when_the_neighbour_has_another_priority_by_now_one_looks_again(cast: Cast) -> None:
    four(cast)
    do("backlog.set-priority", cast.tomas, task="BOOK-1", revision=1, priority="low")
    with pytest.raises(Stale):
        rank(cast, 4, above="BOOK-1", priority="high")


@pytest.mark.parametrize("beside", [{}, {"above": "BOOK-1", "below": "BOOK-2"}])
def test_one_neighbour_is_named(cast: Cast, beside: dict[str, str]) -> None:
    four(cast)
    with pytest.raises(Unreadable):
        rank(cast, 4, **beside)


def test_a_neighbour_in_another_project_is_not_there(cast: Cast) -> None:
    four(cast)
    do("backlog.add-task", cast.astrid, project="ELSE", title="Elsewhere")
    with pytest.raises(NotThere):
        rank(cast, 4, above="ELSE-1")


def test_a_hundred_moves_to_the_same_place_find_room_each_time(cast: Cast) -> None:
    four(cast)
    for turn in range(100):
        rank(cast, 3 + turn % 2, below="BOOK-1")
        assert order(cast)[:2] == [1, 3 + turn % 2]
    assert set(order(cast)) == {1, 2, 3, 4}
    assert last_entry().about in {"task:BOOK-3", "task:BOOK-4"}
    assert list(verify(cast.project)) == []


def statements(cast: Cast, number: int) -> int:
    """How many a move sends, but for the ledger's own, of which there is one more at every second entry."""
    with CaptureQueriesContext(connection) as sent:
        rank(cast, number, above="BOOK-2")
    return len([each for each in sent if "signoff_node" not in each["sql"]])


def test_a_move_costs_the_same_among_few_and_among_many(cast: Cast) -> None:
    four(cast)
    among_few = statements(cast, 4)
    for number in range(5, 45):
        add_task(cast.helena, title=f"Task {number}", priority="high")
    assert statements(cast, 40) <= among_few
