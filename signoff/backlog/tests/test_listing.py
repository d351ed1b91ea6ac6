"""Pages of tasks: every task once, in order, at the same cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from signoff.backlog.listing import TaskFilter, TaskSort, page_of_tasks
from signoff.backlog.models import Task
from signoff.kernel.refusals import Unreadable
from tests.cast import Cast, add_task, all_met, do, hand_over


def numbers(cast: Cast, wanted: TaskFilter, *, limit: int = 3) -> list[int]:
    """The numbers of all tasks that the filter lets through, read page by page."""
    found: list[int] = []
    after = None
    while True:
        page = page_of_tasks(wanted, seen_by=cast.member(cast.amara), after=after, limit=limit)
        assert len(page.rows) <= limit
        found += [row.number for row in page.rows]
        after = page.next_cursor
        if after is None:
            return found


@pytest.fixture
def seven(cast: Cast) -> None:
    """Seven tasks: b0 A1 b2 A3 …; the third is critical, the fifth low, the sixth accepted."""
    for place in range(7):
        add_task(cast.helena, title=f"{'bA'[place % 2]}{place} äß", kind="bug" if place == 3 else "feature")
    do("backlog.set-priority", cast.helena, task="BOOK-3", revision=1, priority="critical")
    do("backlog.set-priority", cast.helena, task="BOOK-5", revision=1, priority="low")
    do("backlog.assign-task", cast.jonas, task="BOOK-2", revision=1, assignee=cast.sofia.pid)
    hand_over(cast.sofia, "BOOK-6")
    do("acceptance.accept-task", cast.helena, task="BOOK-6", revision=2, verdicts=all_met())


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (TaskSort.ORDER, [3, 5, 1, 2, 4, 7, 6]),
        (TaskSort.NEWEST, [7, 6, 5, 4, 3, 2, 1]),
        (TaskSort.OLDEST, [1, 2, 3, 4, 5, 6, 7]),
        (TaskSort.STEP_SINCE, [1, 2, 3, 4, 5, 6, 7]),
        (TaskSort.TITLE, [2, 4, 6, 1, 3, 5, 7]),
    ],
)
@pytest.mark.parametrize("limit", [1, 3, 200])
def test_every_task_comes_once_in_its_order(
    cast: Cast, seven: None, sort: TaskSort, expected: list[int], limit: int
) -> None:
    assert numbers(cast, TaskFilter(sort=sort), limit=limit) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"open": True}, [3, 5, 1, 2, 4, 7]),
        ({"open": False}, [6]),
        ({"step": ("accepted", "handed_over")}, [6]),
        ({"priority": ("critical", "low")}, [3, 5]),
        ({"priority": ("unset",), "open": True}, [1, 2, 4, 7]),
        ({"kind": ("bug",)}, [4]),
        ({"assignee": "nobody", "kind": ("bug",)}, [4]),
        ({"assignee": "p_unknown"}, []),
        ({"q": "b2"}, [3]),
    ],
)
def test_a_filter_lets_through_what_it_names(
    cast: Cast, seven: None, wanted: dict[str, object], expected: list[int]
) -> None:
    assert numbers(cast, TaskFilter.model_validate(wanted)) == expected


def test_the_assignees_tasks_are_found_by_the_persons_id(cast: Cast, seven: None) -> None:
    assert numbers(cast, TaskFilter(assignee=cast.sofia.pid)) == [2]


def test_tasks_of_another_project_are_in_no_page(cast: Cast, seven: None) -> None:
    do("backlog.add-task", cast.astrid, project="ELSE", title="b2 of another")
    assert numbers(cast, TaskFilter(q="another")) == []
    assert Task.objects.filter(title="b2 of another").exists()


@pytest.mark.parametrize("count", [1, 7])
def test_a_page_costs_one_query_however_many_rows(cast: Cast, seven: None, count: int) -> None:
    member = cast.member(cast.helena)
    with CaptureQueriesContext(connection) as queries:
        page = page_of_tasks(TaskFilter(sort=TaskSort.NEWEST), seen_by=member, limit=count)
        assert [(row.key, row.assignee and row.assignee.name) for row in page.rows]
    assert len(queries) == 1


def test_the_customers_order_is_read_from_its_index(cast: Cast, seven: None) -> None:
    member = cast.member(cast.helena)
    first = page_of_tasks(TaskFilter(open=True), seen_by=member, limit=2)
    with CaptureQueriesContext(connection) as queries:
        page_of_tasks(TaskFilter(open=True), seen_by=member, limit=2, after=first.next_cursor)
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads so small a table whole")
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + queries.captured_queries[0]["sql"])
        plan = " ".join(str(row[3]) for row in cursor.fetchall())
    assert "INDEX task_order (project_id=? AND is_open=? AND (priority,position,number)>" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("cursor", ["x", "!", "é", "a:b:c", "W10:x", " "])
def test_a_cursor_that_we_did_not_give_is_unreadable(cast: Cast, cursor: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        page_of_tasks(TaskFilter(), seen_by=cast.member(cast.helena), after=cursor)
    assert unreadable.value.problems[0].field == "after"


def test_a_cursor_of_another_order_is_unreadable(cast: Cast, seven: None) -> None:
    member = cast.member(cast.helena)
    given = page_of_tasks(TaskFilter(sort=TaskSort.TITLE), seen_by=member, limit=2).next_cursor
    with pytest.raises(Unreadable):
        page_of_tasks(TaskFilter(), seen_by=member, after=given)
