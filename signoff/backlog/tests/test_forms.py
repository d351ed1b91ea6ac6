"""The forms of tasks: done once, refused in the same words as elsewhere, stale without losing what was typed."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from signoff.backlog.models import Task
from signoff.backlog.pages.deeds import minutes_of
from signoff.ledger.models import Entry
from signoff.people.models import Person
from tests.cast import Cast, add_task, do

TASKS = "/projects/BOOK/tasks"


def post(person: Person, address: str, **form: Any) -> HttpResponse:
    """What this person gets for sending the form."""
    client = Client()
    client.force_login(person)
    answer: HttpResponse = client.post(address, form)  # type: ignore[assignment]
    return answer


def test_asking_for_something_leads_to_the_new_task_with_a_receipt(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.helena)
    form = {"kind": "bug", "title": "Wrong language", "story": "### What happened", "criteria": "- One\n\n* Two\n"}
    answer = client.post(f"{TASKS}/new", form | {"priority": "high", "value": "", "_key": "k1"})
    assert (answer.status_code, answer["Location"]) == (303, f"{TASKS}/BOOK-1")
    task = Task.objects.get()
    assert [each["text"] for each in task.criteria] == ["One", "Two"]
    seq = Entry.objects.get(type="backlog.add-task").seq
    page = client.get(answer["Location"]).content.decode()
    assert "Asked for." in page
    assert f'href="/projects/BOOK/ledger/{seq}">Receipt {seq}</a>' in page
    assert f"Receipt {seq}" not in client.get(answer["Location"]).content.decode()


def test_a_bug_begins_with_the_headings_of_its_template(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.sofia)
    page = client.get(f"{TASKS}/new?kind=bug").content.decode()
    for heading in ("### What I expected", "### What happened", "### How to see it"):
        assert heading in page
    assert "### " not in client.get(f"{TASKS}/new").content.decode()


def test_a_form_sent_twice_has_one_effect(cast: Cast) -> None:
    form = {"kind": "feature", "title": "Once", "_key": "same"}
    answers = [post(cast.helena, f"{TASKS}/new", **form) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [f"{TASKS}/BOOK-1"] * 2
    assert Task.objects.count() == 1


def test_a_form_changed_after_it_was_sent_is_told_so_and_keeps_its_words(cast: Cast) -> None:
    post(cast.helena, f"{TASKS}/new", kind="feature", title="Once", _key="same")
    answer = post(cast.helena, f"{TASKS}/new", kind="feature", title="Twice", _key="same")
    assert answer.status_code == 422
    assert "This form was sent before." in answer.content.decode()
    assert 'value="Twice"' in answer.content.decode()


@pytest.mark.parametrize("key", ["x" * 101, "a\0b", "ключ"])
def test_a_key_that_is_none_of_ours_is_refused(cast: Cast, key: str) -> None:
    assert post(cast.helena, f"{TASKS}/new", kind="feature", title="T", _key=key).status_code == 422
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "This is missing. Write something here."),
        ("title", "x" * 201, "This is too long: 200 characters are allowed."),
        ("title", "a\0b", "holds a NUL character"),
        ("title", "a\u202eb", "invisible mark"),
        ("story", "x" * 20_001, "This is too long: 20000 characters are allowed."),
        ("kind", "epic", "Choose one of those offered."),
        ("criteria", "\n".join("x" * 51), "At most 50 fit here."),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field_and_nothing_is_lost(
    cast: Cast, field: str, value: str, words: str
) -> None:
    form = {"kind": "feature", "title": "A title", "story": "A story to keep"} | {field: value}
    answer = post(cast.helena, f"{TASKS}/new", **form)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert field == "story" or "A story to keep" in answer.content.decode()
    assert not Task.objects.exists()


def test_an_observer_is_refused_in_the_words_of_the_charter(cast: Cast) -> None:
    answer = post(cast.amara, f"{TASKS}/new", kind="feature", title="Mine")
    assert answer.status_code == 409
    assert "Observers read along." in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode()
    assert not Task.objects.exists()


def test_reworded_criteria_keep_their_ids_and_emptied_ones_go(cast: Cast) -> None:
    task = add_task(cast.helena)
    form = {
        "revision": 1,
        "kind": "feature",
        "title": "Patient moves a visit",
        "story": "New",
        "criterion_id": ["1", "2", ""],
        "criterion": ["", "Both get two messages", "It is quick"],
    }
    assert post(cast.priya, f"{TASKS}/{task}/words", **form).status_code == 303
    row = Task.objects.get()
    assert row.criteria == [{"id": 2, "text": "Both get two messages"}, {"id": 3, "text": "It is quick"}]


def test_a_stale_form_shows_what_is_new_and_keeps_what_was_typed(cast: Cast) -> None:
    task = add_task(cast.helena)
    do(
        "backlog.reword-task",
        cast.tomas,
        task=task,
        revision=1,
        kind="feature",
        title="The words of another",
        criteria=[{"id": 1, "text": "Theirs"}],
    )
    form = {
        "revision": 1,
        "kind": "feature",
        "title": "My own words",
        "story": "",
        "criterion_id": "1",
        "criterion": "Mine",
    }
    answer = post(cast.priya, f"{TASKS}/{task}/words", **form)
    page = answer.content.decode()
    assert answer.status_code == 412
    assert "Not saved. Somebody changed this in the meantime." in page
    for words in (
        "The words of another",
        "Theirs",
        'value="My own words"',
        'value="Mine"',
        'name="revision" value="2"',
    ):
        assert words in page
    assert Task.objects.get().title == "The words of another"


@pytest.mark.parametrize(
    ("deed", "who", "form", "field", "value"),
    [
        ("priority", "tomas", {"priority": "critical"}, "priority", 1),
        ("value", "helena", {"value": "must_have"}, "value", "must_have"),
        ("estimate", "yuki", {"hours": "1:30"}, "estimate_minutes", 90),
        ("move", "sofia", {"step": "testing"}, "step", "testing"),
        ("block", "sofia", {"reason": "Waits for the bank."}, "blocked_reason", "Waits for the bank."),
    ],
)
def test_each_small_deed_is_done_by_those_who_may(
    cast: Cast, deed: str, who: str, form: dict[str, str], field: str, value: object
) -> None:
    task = add_task(cast.helena)
    answer = post(getattr(cast, who), f"{TASKS}/{task}/{deed}", revision=1, **form)
    assert (answer.status_code, answer["Location"]) == (303, f"{TASKS}/{task}")
    assert getattr(Task.objects.get(), field) == value


def test_a_blocked_task_says_so_until_nothing_holds_it_up(cast: Cast) -> None:
    task = add_task(cast.helena)
    post(cast.sofia, f"{TASKS}/{task}/block", revision=1, reason="Waits for the bank.")
    helena = Client()
    helena.force_login(cast.helena)
    assert "Waits for the bank." in helena.get(f"{TASKS}/{task}").content.decode()
    post(cast.sofia, f"{TASKS}/{task}/unblock", revision=2)
    assert "Waits for the bank." not in helena.get(f"{TASKS}/{task}").content.decode()


@pytest.mark.parametrize(
    ("deed", "who", "form", "words"),
    [
        ("priority", "sofia", {"priority": "critical"}, "Only the customer sets the priority"),
        ("estimate", "helena", {"hours": "3"}, "Only those who do the work estimate"),
        ("move", "helena", {"step": "testing"}, "Only those who do the work say"),
        ("assignee", "helena", {"assignee": ""}, "the work is given to developers by somebody else"),
    ],
)
def test_each_small_deed_is_refused_to_others_in_place(
    cast: Cast, deed: str, who: str, form: dict[str, str], words: str
) -> None:
    task = add_task(cast.helena)
    answer = post(getattr(cast, who), f"{TASKS}/{task}/{deed}", revision=1, **form)
    assert answer.status_code == 409
    assert words in answer.content.decode()
    assert Task.objects.get().revision == 1


def test_work_is_given_to_somebody(cast: Cast) -> None:
    task = add_task(cast.helena)
    assert post(cast.marek, f"{TASKS}/{task}/assignee", revision=1, assignee=cast.sofia.pid).status_code == 303
    assert Task.objects.get().assignee == cast.sofia


@pytest.mark.parametrize(
    "deed", ["priority", "value", "assignee", "estimate", "move", "words", "judge", "accept", "return"]
)
def test_a_deed_on_what_one_cannot_see_is_the_answer_of_what_is_not_there(cast: Cast, deed: str) -> None:
    task = add_task(cast.helena)
    answers = [post(cast.astrid, f"{TASKS}/{name}/{deed}", revision=1) for name in (task, "BOOK-99")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_no_form_is_taken_without_its_token(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.helena)
    assert client.post(f"{TASKS}/new", {"kind": "feature", "title": "T"}).status_code == 403
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("6", 360), ("1:30", 90), ("1.5", 90), ("0,25 h", 15), ("2 h", 120), ("", ""), ("soon", "soon")],
)
def test_hours_are_read_as_people_write_them(text: str, minutes: object) -> None:
    assert minutes_of(text) == minutes
