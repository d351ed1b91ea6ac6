"""The backlog: fifty rows in the customer's order, filters, search, and the way to the next fifty."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from signoff.backlog.tests.test_task_page import queries, read
from tests.cast import Cast, add_task, do, hand_over

BACKLOG = "/projects/BOOK/backlog"


def keys(page: str) -> list[str]:
    """The tasks shown, from top to bottom."""
    return re.findall(r'<tr id="(BOOK-\d+)"', page)


def next_page(page: str) -> str:
    """Where "50 more" leads without script."""
    found = re.search(r'<a href="(\?[^"]+)" rel="next"', page)
    assert found
    return BACKLOG + found[1].replace("&amp;", "&")


def test_tasks_stand_in_the_customers_order_under_counted_headings(cast: Cast) -> None:
    add_task(cast.helena, title="Later", priority="low")
    add_task(cast.helena, title="Now", priority="critical")
    add_task(cast.sofia, title="Nobody said")
    add_task(cast.helena, title="Now too", priority="critical")
    page = read(cast.helena, BACKLOG)
    assert keys(page) == ["BOOK-2", "BOOK-4", "BOOK-1", "BOOK-3"]
    assert re.search(r'id="critical".*?Critical.*?<span class="note" data-count="2">2</span>', page, re.DOTALL)
    assert "4 tasks" in page


def test_fifty_rows_a_page_and_the_rest_behind_a_plain_link(cast: Cast) -> None:
    for number in range(53):
        add_task(cast.helena, title=f"Task {number}", priority="high", criteria=[])
    first = read(cast.sofia, BACKLOG)
    second = read(cast.sofia, next_page(first))
    assert (len(keys(first)), len(keys(second))) == (50, 3)
    assert not set(keys(first)) & set(keys(second))
    assert 'rel="next"' not in second


def test_more_rows_do_not_repeat_the_heading_that_they_belong_under(cast: Cast) -> None:
    for number in range(52):
        add_task(cast.helena, title=f"Task {number}", priority="high", criteria=[])
    first = read(cast.helena, BACKLOG)
    by_script = re.search(r'hx-get="(\?[^"]+)"', first)
    assert by_script
    more = read(cast.helena, BACKLOG + by_script[1].replace("&amp;", "&"))
    assert 'id="high"' in first
    assert 'id="high"' not in more


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?show=handed_over", ["BOOK-2"]),
        ("?kind=bug", ["BOOK-3"]),
        ("?priority=high", ["BOOK-1"]),
        ("?assignee=nobody&kind=bug", ["BOOK-3"]),
        ("?ready=needs_criteria", ["BOOK-3"]),
        ("?q=insurance", ["BOOK-1"]),
        ("?q=BOOK-2", ["BOOK-2"]),
        ("?sort=newest", ["BOOK-3", "BOOK-2", "BOOK-1"]),
        ("?q=nothing-like-it", []),
    ],
)
def test_filters_search_and_order(cast: Cast, query: str, shown: list[str]) -> None:
    add_task(cast.helena, title="Check the insurance", priority="high")
    hand_over(cast.sofia, add_task(cast.helena, title="Text message"))
    add_task(cast.helena, title="Wrong language", kind="bug", criteria=[])
    assert keys(read(cast.helena, BACKLOG + query)) == shown


@pytest.mark.parametrize(
    "query",
    [
        "?show=x",
        "?priority=9",
        "?kind=",
        "?assignee=%00",
        "?sort=drop",
        "?after=forged",
        "?q=%00%22*",
        "?ready=1&in=%3Cb%3E",
    ],
)
def test_what_an_address_cannot_mean_is_left_out(cast: Cast, query: str) -> None:
    add_task(cast.helena)
    read(cast.helena, BACKLOG + query)


def test_of_a_search_only_what_is_so_is_said(cast: Cast) -> None:
    for number in range(51):
        add_task(cast.helena, title=f"Visit {number}", criteria=[])
    assert "50 shown, more follow" in read(cast.helena, f"{BACKLOG}?q=visit")
    assert "1 found" in read(cast.helena, f"{BACKLOG}?q=%22visit+7%22")


def test_what_a_task_still_needs_is_said(cast: Cast) -> None:
    add_task(cast.helena, criteria=[])
    add_task(cast.helena)
    page = read(cast.sofia, BACKLOG)
    assert "Needs criteria</span>" in page
    assert "Needs an estimate</span>" in page


def test_an_empty_backlog_says_what_comes_next(cast: Cast) -> None:
    assert "No tasks yet." in read(cast.helena, BACKLOG)
    add_task(cast.helena)
    assert "Nothing fits these filters." in read(cast.helena, f"{BACKLOG}?kind=bug")


def test_the_page_takes_as_many_queries_for_three_tasks_as_for_one(cast: Cast) -> None:
    counts = []
    for more in (1, 2):
        for _each in range(more):
            task = add_task(cast.helena)
            do("backlog.assign-task", cast.marek, task=task, revision=1, assignee=cast.sofia.pid)
        counts.append(queries(cast.helena, BACKLOG))
    assert counts[0] == counts[1]
    assert counts[0] <= 11


def test_a_priority_set_from_the_backlog_leads_back_to_the_same_filters(cast: Cast) -> None:
    task = add_task(cast.helena)
    client = Client()
    client.force_login(cast.helena)
    rank = client.get(f"/projects/BOOK/tasks/{task}/rank?back=%3Fkind%3Dfeature").content.decode()
    assert 'name="back" value="?kind=feature"' in rank
    form = {"revision": 1, "priority": "high", "back": "?kind=feature", "_key": "k1"}
    answer = client.post(f"/projects/BOOK/tasks/{task}/priority", form)
    assert (answer.status_code, answer["Location"]) == (303, f"{BACKLOG}?kind=feature#{task}")


def test_way_back_never_leads_elsewhere(cast: Cast) -> None:
    task = add_task(cast.helena)
    client = Client()
    client.force_login(cast.helena)
    form = {"revision": 1, "priority": "high", "back": "//evil.example", "_key": "k1"}
    assert client.post(f"/projects/BOOK/tasks/{task}/priority", form)["Location"] == f"/projects/BOOK/tasks/{task}"


def test_places_are_counted_through_the_whole_order(cast: Cast) -> None:
    for number in range(52):
        add_task(cast.helena, title=f"Task {number}", priority="high", criteria=[])
    add_task(cast.helena, title="Last", priority="low", criteria=[])
    first = read(cast.helena, BACKLOG)
    by_script = re.search(r'hx-get="(\?[^"]+)"', first)
    assert by_script
    more = read(cast.helena, BACKLOG + by_script[1].replace("&amp;", "&"))
    places = re.findall(r'class="rank number quiet">(\d+)<', first + more)
    assert [int(place) for place in places] == list(range(1, 54))
    low = read(cast.helena, f"{BACKLOG}?priority=low")
    assert re.findall(r'class="rank number quiet">(\d+)<', low) == ["53"]


def test_only_whoever_ranks_gets_the_grip(cast: Cast) -> None:
    add_task(cast.helena, priority="high")
    assert "data-rank=" in read(cast.helena, BACKLOG)
    assert "data-rank=" not in read(cast.jonas, BACKLOG)
    assert "data-rank=" not in read(cast.helena, f"{BACKLOG}?sort=newest")


@pytest.mark.parametrize(("to", "then"), [("up", [1, 3, 2]), ("top", [3, 1, 2])])
def test_without_script_a_task_is_moved_by_buttons(cast: Cast, to: str, then: list[int]) -> None:
    for number in range(1, 4):
        add_task(cast.helena, title=f"Task {number}", priority="high")
    client = Client()
    client.force_login(cast.helena)
    form = {"revision": 1, "to": to, "back": "?kind=feature", "_key": "k"}
    answer = client.post("/projects/BOOK/tasks/BOOK-3/place", form)
    assert answer["Location"] == f"{BACKLOG}?kind=feature#BOOK-3"
    assert keys(read(cast.helena, BACKLOG)) == [f"BOOK-{number}" for number in then]


def test_the_list_can_be_that_of_a_part_with_all_below_or_of_a_sprint(cast: Cast) -> None:
    for number in range(1, 4):
        add_task(cast.helena, title=f"Task {number}")
    stage = do("scope.add-part", cast.priya, project="BOOK", level="stage", title="Visits").answer["part"]
    epic = do("scope.add-part", cast.priya, project="BOOK", level="epic", title="Moves", parent=stage).answer["part"]
    do("scope.place-task", cast.priya, task="BOOK-2", revision=1, part=epic)
    page = read(cast.helena, f"{BACKLOG}?within={str(stage).partition('.')[2]}")
    assert keys(page) == ["BOOK-2"]
    assert "Moves" in page
    assert keys(read(cast.helena, f"{BACKLOG}?sprint=none")) == ["BOOK-1", "BOOK-2", "BOOK-3"]
    assert keys(read(cast.helena, f"{BACKLOG}?sprint=1")) == []
