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
