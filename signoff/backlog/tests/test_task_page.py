"""The page of one task: what each side reads there, and what it costs."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from markupsafe import escape

from signoff.people.models import Person
from tests.cast import Cast, add_task, all_met, do, hand_over

MOST_QUERIES = 19


def read(person: Person, address: str, status: int = 200) -> str:
    """The page as this person gets it."""
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == status, answer.content[:300]
    return answer.content.decode()


def task_page(person: Person, task: str) -> str:
    return read(person, f"/projects/BOOK/tasks/{task}")


def queries(person: Person, address: str) -> int:
    """How many queries the page takes, for somebody who is signed in."""
    client = Client()
    client.force_login(person)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(address)
    return len(captured)


def test_the_customer_reads_how_to_try_it_and_decides_there(cast: Cast) -> None:
    task = add_task(cast.helena, story="As a patient I move my visit.", priority="critical")
    hand_over(cast.sofia, task)
    page = task_page(cast.helena, task)
    for words in (
        "As a patient I move my visit.",
        "0.4.2",
        "Press Move",
        "The old time is free again",
        "waits for you",
    ):
        assert words in page
    assert 'action="/projects/BOOK/tasks/BOOK-1/judge"' in page
    assert "Tomás Rivera may decide in your place." in page


def test_who_may_not_decide_reads_why_and_who_may(cast: Cast) -> None:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    for person in (cast.sofia, cast.amara):
        page = task_page(person, task)
        assert "Only the customer accepts or returns a task. Here: Helena Brandt or Tomás Rivera." in page
        assert "waits for Helena Brandt" in page
        assert "/judge" not in page
        assert 'aria-disabled="true"' in page


def test_priority_is_in_sight_of_the_contractor_with_the_reason_why_it_is_not_theirs(cast: Cast) -> None:
    task = add_task(cast.helena, priority="high")
    page = task_page(cast.jonas, task)
    assert "Only the customer sets the priority and the value of a task. Here: Helena Brandt or Tomás Rivera." in page
    assert f"{task}/priority" not in page
    assert f"{task}/priority" in task_page(cast.helena, task)


def test_one_press_accepts_all_only_where_little_hangs_on_it(cast: Cast) -> None:
    little = add_task(cast.helena, priority="medium")
    much = add_task(cast.helena, priority="critical")
    killer = add_task(cast.helena, priority="low", value="killer_feature")
    for task in (little, much, killer):
        hand_over(cast.sofia, task)
    assert "All 2 are met: accept" in task_page(cast.helena, little)
    for task in (much, killer):
        page = task_page(cast.helena, task)
        assert "All 2 are met: accept" not in page
        assert "Each criterion needs its own verdict: 2 of 2 have none yet." in page


def test_what_was_returned_before_is_judged_criterion_by_criterion(cast: Cast) -> None:
    task = add_task(cast.helena, priority="medium")
    hand_over(cast.sofia, task)
    unmet = {"criterion": 2, "met": False, "expected": "One message", "happened": "Two came."}
    do("acceptance.return-task", cast.helena, task=task, revision=2, verdicts=[unmet])
    hand_over(cast.sofia, task, revision=3)
    page = task_page(cast.helena, task)
    assert "All 2 are met: accept" not in page
    assert "Not met in the first round" in page
    assert "Two came." in page


def test_the_other_side_hears_nothing_of_a_room(cast: Cast) -> None:
    task = add_task(cast.helena)
    before = {person.pk: task_page(person, task) for person in (cast.sofia, cast.helena)}
    do("discussions.write-comment", cast.tomas, task=task, text="CANARY-ROOM of Meridian", room="customer")
    do("files.attach-file", cast.tomas, task=task, name="CANARY-FILE.txt", content=b"x", room="customer")
    theirs, ours = task_page(cast.sofia, task), task_page(cast.helena, task)
    assert "CANARY-ROOM" in ours
    assert "CANARY-FILE" in ours
    assert "Only Meridian" in ours
    assert "CANARY" not in theirs
    assert _without_secrets(theirs) == _without_secrets(before[cast.sofia.pk])


def _without_secrets(page: str) -> str:
    """The page without what is new each time: idempotency keys and CSRF tokens."""
    return re.sub(r'[A-Za-z0-9]{64}|name="_key" value="[\w-]{16}"', "", page)


def test_a_stranger_gets_the_same_answer_as_for_no_such_task(cast: Cast) -> None:
    task = add_task(cast.helena)
    there = read(cast.astrid, f"/projects/BOOK/tasks/{task}", 404)
    assert there == read(cast.astrid, "/projects/BOOK/tasks/BOOK-999", 404)
    assert there == read(cast.astrid, "/projects/NONE/tasks/NONE-1", 404)
    assert "Patient moves a visit" not in there


@pytest.mark.parametrize(
    "name", ["BOOK-0", "BOOK-01x", "BOOK-" + "9" * 30, "BOOK-" + "9" * 5000, "BOOK-١", "book-1", "-"]
)
def test_a_name_that_is_none_is_not_there(cast: Cast, name: str) -> None:
    add_task(cast.helena)
    for deed in ("", "/words", "/return", "/hand-over", "/rank"):
        read(cast.helena, f"/projects/BOOK/tasks/{name}{deed}", 404)


def test_whoever_is_not_signed_in_is_led_to_the_door(cast: Cast, client: Client) -> None:
    answer = client.get(f"/projects/BOOK/tasks/{add_task(cast.helena)}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_what_was_accepted_stands_beside_what_it_says_now(cast: Cast) -> None:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    do("acceptance.accept-task", cast.helena, task=task, revision=2, verdicts=all_met())
    assert "Changed since" not in task_page(cast.helena, task)
    criteria = [{"id": 1, "text": "The old time is free at once"}, {"id": 2, "text": "Both get a message"}]
    title = "Patient moves a visit"
    do("backlog.reword-task", cast.priya, task=task, revision=3, kind="feature", title=title, criteria=criteria)
    for person in (cast.helena, cast.sofia):
        page = task_page(person, task)
        assert "Changed since it was accepted." in page
        assert "<del>The old time is free again</del>" in page
        assert "<ins>The old time is free at once</ins>" in page
        assert "<del>Both get a message</del>" not in page


def test_what_came_along_from_elsewhere_stands_with_the_task(cast: Cast) -> None:
    past = {
        "external_key": "OLD-7",
        "title": "From elsewhere",
        "created_at": "2025-01-02T10:00:00Z",
        "kept": {"Component": "Billing <b>x</b>", "Watchers": ["a", "b"]},
    }
    do("backlog.record-past-tasks", cast.helena, project="BOOK", source="jira", tasks=[past])
    page = task_page(cast.sofia, "BOOK-1")
    assert "From Jira: OLD-7" in page
    assert "Billing &lt;b&gt;x&lt;/b&gt;" in page


@pytest.mark.parametrize("reader", ["helena", "sofia"])
def test_the_page_takes_as_many_queries_for_three_of_each_as_for_one(cast: Cast, reader: str) -> None:
    counts = []
    for number in (1, 3):
        task = add_task(cast.helena, criteria=["It works"] * number)
        for revision, builder in enumerate((cast.sofia, cast.daniel, cast.marek)[:number], 1):
            do("backlog.estimate-task", builder, task=task, revision=revision, likely=60 * revision)
        hand_over(cast.sofia, task, revision=number + 1)
        for _each in range(number):
            do("discussions.write-comment", cast.jonas, task=task, text="Look")
            do("files.attach-file", cast.jonas, task=task, name="plan.txt", content=b"plan")
        for criterion in range(1, number + 1):
            do("acceptance.judge-criterion", cast.tomas, task=task, criterion=criterion, met=True)
        counts.append(queries(getattr(cast, reader), f"/projects/BOOK/tasks/{task}"))
    assert counts[0] == counts[1]
    assert counts[0] <= MOST_QUERIES


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](https://tracker.example/p.png)",
    '"><svg onload=alert(1)>',
    "{{ 7*7 }}{% raw %}",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_never_runs(cast: Cast, text: str) -> None:
    task = add_task(cast.helena, title=f"T {text}"[:200], story=text, criteria=[text])
    hand_over(cast.sofia, task, how=text, version=text[:60], where=text)
    do("discussions.write-comment", cast.sofia, task=task, text=text)
    do("files.attach-file", cast.sofia, task=task, name=text.replace("/", "|"), content=b"x")
    page = task_page(cast.helena, task).lower()
    for running in ("<script>alert", "<img src=x", "<svg onload", 'href="javascript:', 'src="https://tracker'):
        assert running not in page
    assert escape(text).lower() in page
