"""The pages of suggestions: what waits, what was answered, and the answer (S2, R2)."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from signoff.backlog.models import Task
from signoff.backlog.tests.test_task_page import queries, read
from signoff.backlog.words import Priority
from signoff.doors.pages import new_key
from signoff.people.models import Person
from signoff.proposals.models import Proposal
from signoff.proposals.tests.talk import REASON, higher, suggest
from tests.cast import Cast, add_task, do

ALL = "/projects/BOOK/suggestions"


def send(by: Person, address: str, **form: str) -> HttpResponse:
    client = Client()
    client.force_login(by)
    return client.post(f"/projects/BOOK/{address}", form | {"_key": new_key()})  # type: ignore[return-value]


@pytest.fixture
def task(cast: Cast) -> str:
    return add_task(cast.helena, priority="medium")


@pytest.fixture
def key(cast: Cast, task: str) -> str:
    return suggest(cast.jonas, higher(task))


def test_whoever_decides_reads_before_and_after_and_the_reason(cast: Cast, key: str) -> None:
    for address in (ALL, f"{ALL}/1"):
        page = read(cast.helena, address)
        for words in ("Patient moves a visit", REASON, "Medium", "High", "Jonas Keller"):
            assert words in page
        assert f'action="{ALL}/1/agree"' in page


def test_whoever_may_not_answer_reads_who_does(cast: Cast, key: str) -> None:
    page = read(cast.jonas, f"{ALL}/1")
    assert "Your own side suggested this. Helena Brandt or Tomás Rivera answers it." in page
    assert f'action="{ALL}/1/withdraw"' in page
    watching = read(cast.ingrid, f"{ALL}/1")
    assert (
        "Only the customer sets the priority and the value of a task. Here: Helena Brandt or Tomás Rivera." in watching
    )
    assert "/agree" not in page + watching


def test_agreeing_from_the_page_does_it(cast: Cast, key: str) -> None:
    answer = send(cast.helena, "suggestions/1/agree")
    assert (answer.status_code, answer["Location"]) == (303, ALL)
    assert Task.objects.get().priority == Priority.HIGH


def test_agreeing_from_the_backlog_leads_back_to_its_filters(cast: Cast, key: str) -> None:
    answer = send(cast.helena, "suggestions/1/agree", back="?kind=feature")
    assert answer["Location"] == "/projects/BOOK/backlog?kind=feature"
    assert send(cast.tomas, "suggestions/1/agree", back="//evil.example").status_code == 409


def test_declining_asks_for_a_reason_and_keeps_the_page(cast: Cast, key: str) -> None:
    answer = send(cast.helena, "suggestions/1/decline", note="")
    assert answer.status_code == 422
    assert "This is missing. Write something here." in answer.content.decode()
    assert send(cast.helena, "suggestions/1/decline", note="Not now").status_code == 303
    assert "Not now" in read(cast.jonas, f"{ALL}/1")


def test_what_cannot_be_agreed_to_is_said_on_its_page(cast: Cast, key: str, task: str) -> None:
    do("backlog.set-priority", cast.tomas, task=task, revision=1, priority="low")
    answer = send(cast.helena, "suggestions/1/agree")
    assert answer.status_code == 409
    assert "no longer as it was when this was suggested" in answer.content.decode()


def test_whoever_suggested_it_takes_it_back(cast: Cast, key: str) -> None:
    assert send(cast.jonas, "suggestions/1/withdraw").status_code == 303
    assert Proposal.objects.get().outcome == "withdrawn"


def test_the_contractor_suggests_from_the_task_and_the_backlog(cast: Cast, task: str) -> None:
    dialog = read(cast.sofia, f"/projects/BOOK/tasks/{task}/rank?back=%3Fkind%3Dfeature")
    assert f'action="/projects/BOOK/tasks/{task}/suggest"' in dialog
    form = {"priority": "critical", "value": "must_have", "reason": REASON, "back": "?kind=feature"}
    answer = send(cast.sofia, f"tasks/{task}/suggest", **form)
    assert answer["Location"] == f"/projects/BOOK/backlog?kind=feature#{task}"
    assert [each["command"] for each in Proposal.objects.get().commands] == [
        "backlog.set-priority",
        "backlog.set-value",
    ]


def test_the_contractor_suggests_another_place(cast: Cast, task: str) -> None:
    add_task(cast.helena, title="Another", priority="medium")
    send(cast.sofia, "tasks/BOOK-2/suggest", place="up", reason=REASON)
    assert Proposal.objects.get().commands[0]["given"]["above"] == task


def test_what_changes_nothing_is_not_suggested(cast: Cast, task: str) -> None:
    assert send(cast.sofia, f"tasks/{task}/suggest", priority="medium", reason=REASON).status_code == 409


def test_a_suggestion_without_a_reason_is_shown_again(cast: Cast, task: str) -> None:
    answer = send(cast.sofia, f"tasks/{task}/suggest", priority="critical", reason=" ")
    assert answer.status_code == 422
    assert "This is missing. Write something here." in answer.content.decode()


def test_beneath_its_row_stands_what_is_suggested(cast: Cast, key: str) -> None:
    page = read(cast.helena, "/projects/BOOK/backlog")
    assert "Jonas Keller suggests: High." in page
    assert "Make it high" in page
    assert "Leave it medium…" in page
    theirs = read(cast.sofia, "/projects/BOOK/backlog")
    assert "Jonas Keller suggests: High." in theirs
    assert "Make it high" not in theirs


def test_a_stranger_finds_nothing(cast: Cast, key: str) -> None:
    for address in (ALL, f"{ALL}/1", f"{ALL}/2"):
        read(cast.astrid, address, status=404)
    read(cast.helena, f"{ALL}/2", status=404)
    assert send(cast.astrid, "suggestions/1/agree").status_code == 404


def test_the_page_takes_as_many_queries_for_three_as_for_one(cast: Cast) -> None:
    counts = []
    for more in (1, 2):
        for _each in range(more):
            suggest(cast.jonas, higher(add_task(cast.helena)))
        counts.append(queries(cast.helena, ALL))
    assert counts[0] == counts[1]


def test_an_empty_page_says_where_one_suggests(cast: Cast) -> None:
    assert "Nothing waits for an answer." in read(cast.helena, ALL)
