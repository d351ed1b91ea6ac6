"""Whatever a program sends, it is read to the letter or told what is wrong with it, and nothing changes (D1)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from signoff.backlog.models import Task
from signoff.ledger.models import Entry
from tests.cast import Cast, add_task
from tests.doors.doors import post

ADD = "/api/v1/do/backlog.add-task"


@pytest.fixture
def helenas(cast: Cast, client: Client) -> Client:
    client.force_login(cast.helena)
    return client


def send(client: Client, body: bytes | str, address: str = ADD, **headers: str) -> HttpResponse:
    return client.post(address, body, content_type="application/json", headers=headers)  # type: ignore[return-value]


def problems(response: Any) -> dict[str, str]:
    assert response.status_code == 422, response.content[:300]
    return {each["field"]: each["problem"] for each in response.json()["problems"]}


def wish(**given: Any) -> dict[str, Any]:
    return {"project": "BOOK", "title": "A wish"} | given


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (wish(nonsense=1), "nonsense"),
        (wish(title=7), "title"),
        (wish(title=None), "title"),
        (wish(title=["x"]), "title"),
        (wish(title="a\0b"), "title"),
        (wish(title="a\u202eb"), "title"),
        (wish(title="a\ud800b"), "title"),
        (wish(story="x" * 20_001), "story"),
        (wish(criteria=["fine", "a\ud800b"]), "criteria.1"),
        (wish(criteria={"0": "x"}), "criteria"),
        (wish(criteria=["x"] * 51), "criteria"),
        (wish(kind="Bug"), "kind"),
        (wish(kind=True), "kind"),
        (wish(project="book"), "project"),
        (wish(project="BOOK\n"), "project"),
        (wish(project="B" * 5000), "project"),
        ({"title": "No project"}, "project"),
        ([], "body"),
        ("text", "body"),
        (None, "body"),
    ],
)
def test_a_field_that_is_not_as_it_must_be_is_named(helenas: Client, given: Any, field: str) -> None:
    before = Entry.objects.count()
    assert field in problems(post(helenas, "backlog.add-task", given))
    assert (Entry.objects.count(), Task.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (b" ", "body"),
        (b"{", "body"),
        (b"\xff\xfe", "body"),
        (b"\xef\xbb\xbf{}", "body"),
        (b'{"title": "\xff"}', "body"),
        (b'{"project": "BOOK", "title": "one", "title": "two"}', "title"),
        (b'{"project": "BOOK", "title": NaN}', "title"),
        (b'{"project": "BOOK", "title": "x", "criteria": ["x", -Infinity]}', "criteria.1"),
        (b'{"project": "BOOK", "title": 1e999}', "title"),
        (b'{"project": "BOOK", "title": ' + b"9" * 10_000 + b"}", "title"),
        (b'{"project": "BOOK", "title": "x", "\\ud800": 1}', "\ufffd"),
        (b"[" * 100_000, "body"),
        (b'{"a":' * 100_000, "body"),
        (b"[" + b"[]," * 300_000 + b"[]]", "body"),
        (b'{"project": "BOOK", "title": "x"} {}', "body"),
        (b"{'project': 'BOOK'}", "body"),
    ],
)
def test_what_is_no_clean_json_is_told_by_its_place(helenas: Client, raw: bytes, field: str) -> None:
    assert field in problems(send(helenas, raw))


@pytest.mark.parametrize("value", [2**31, 2**63, 10**200, -1, 0, 1.5, 1.0, "1", True, None, [1], {"a": 1}, 1e308])
def test_a_number_that_is_none_or_too_large_is_unreadable(cast: Cast, helenas: Client, value: Any) -> None:
    task = add_task(cast.helena)
    given = {"task": task, "revision": value, "priority": "low"}
    assert "revision" in problems(post(helenas, "backlog.set-priority", given))


@pytest.mark.parametrize(
    "media_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data"],
)
def test_another_media_type_is_unreadable(cast: Cast, media_type: str) -> None:
    for client in (Client(), Client(enforce_csrf_checks=True)):
        client.force_login(cast.helena)
        response = client.generic("POST", ADD, json.dumps(wish()), content_type=media_type)
        assert response.status_code == (401 if client.handler.enforce_csrf_checks else 422)
    assert not Task.objects.exists()


def test_more_than_is_read_is_too_large(helenas: Client) -> None:
    response = send(helenas, json.dumps(wish(story="x" * 1_100_000)))
    assert response.status_code == 413
    assert "1048576" in response.json()["sentence"]  # type: ignore[attr-defined]


def test_a_body_that_is_said_to_be_huge_is_not_even_read(helenas: Client) -> None:
    response = helenas.generic("POST", ADD, b"{}", content_type="application/json", CONTENT_LENGTH=str(10**12))
    assert response.status_code == 413


def test_a_file_of_ten_mebibytes_fits_and_a_larger_one_does_not(cast: Cast, helenas: Client) -> None:
    task = add_task(cast.helena)
    given = {"task": task, "name": "plan.bin", "content": "AAAA" * (10 * 1024 * 1024 // 3)}
    assert post(helenas, "files.attach-file", given).status_code == 200
    assert "content" in problems(post(helenas, "files.attach-file", given | {"content": given["content"] + "AAAAAAAA"}))
    assert post(helenas, "files.attach-file", given | {"content": "AAAA" * 4_000_000}).status_code == 413


@pytest.mark.parametrize("content", ["", "=", "not base64!", "AAA", "é"])
def test_a_file_that_is_no_base64_is_unreadable(cast: Cast, helenas: Client, content: str) -> None:
    given = {"task": add_task(cast.helena), "name": "plan.bin", "content": content}
    assert "content" in problems(post(helenas, "files.attach-file", given))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("created_at", "0001-01-01T00:00:00+14:00"),
        ("created_at", "9999-12-31T23:59:59-14:00"),
        ("created_at", "yesterday"),
        ("created_at", "2024-02-30T00:00:00Z"),
        ("created_at", 1e300),
        ("created_at", 0),
        ("done_at", "10000-01-01T00:00:00Z"),
        ("estimate_minutes", 10**30),
        ("kept", {"note": "a\0b"}),
        ("kept", {"a\0b": 1}),
        ("kept", {"deep": [[{"x": "\0"}]]}),
    ],
)
def test_a_day_or_a_text_that_no_database_holds_is_unreadable(helenas: Client, field: str, value: Any) -> None:
    past = {"external_key": "OLD-1", "title": "Old", "created_at": "2024-02-03T04:05:06Z", field: value}
    response = post(helenas, "backlog.record-past-tasks", {"project": "BOOK", "source": "jira", "tasks": [past]})
    assert any(name.startswith(f"tasks.0.{field}") for name in problems(response)), response.json()


def test_what_cannot_fit_into_an_entry_is_unreadable(cast: Cast, helenas: Client) -> None:
    task = add_task(cast.helena)
    talk = [{"at": "2024-01-01T00:00:00Z", "author_name": "x", "text": "x"}] * 10_000
    past = {"external_key": "OLD-1", "title": "Old", "created_at": "2024-02-03T04:05:06Z", "comments": talk}
    given = {"project": "BOOK", "source": "jira", "tasks": [past]}
    assert problems(post(helenas, "backlog.record-past-tasks", given))
    assert Task.objects.get().key == task


@pytest.mark.parametrize("key", ["", "x" * 201, "a\tb", "é"])
def test_an_idempotency_key_is_short_and_printable(helenas: Client, key: str) -> None:
    assert "Idempotency-Key" in problems(post(helenas, "backlog.add-task", wish(), idempotency_key=key))


def test_a_key_that_comes_again_brings_the_first_answer_and_another_body_does_not_pass(helenas: Client) -> None:
    first = post(helenas, "backlog.add-task", wish(), idempotency_key="k")
    again = post(helenas, "backlog.add-task", wish(), idempotency_key="k")
    assert (again.json()["answer"], again.json()["receipt"]) == (first.json()["answer"], first.json()["receipt"])
    assert (first.json()["repeated"], again.json()["repeated"]) == (False, True)
    assert "Idempotency-Key" in problems(post(helenas, "backlog.add-task", wish(title="Two"), idempotency_key="k"))
    assert Task.objects.count() == 1


def test_a_file_that_is_no_text_may_be_sent_again_too(cast: Cast, helenas: Client) -> None:
    given = {"task": add_task(cast.helena), "name": "plan.bin", "content": "AP/+"}
    first, again = (post(helenas, "files.attach-file", given, idempotency_key="k") for _time in range(2))
    assert first.status_code == 200
    assert again.json() == first.json() | {"repeated": True}


def test_the_revision_may_stand_in_if_match(cast: Cast, helenas: Client) -> None:
    task = add_task(cast.helena)
    given = {"task": task, "priority": "low"}
    etag = helenas.get(f"/api/v1/tasks/{task}").headers["ETag"]
    assert etag == '"1"'
    assert post(helenas, "backlog.set-priority", given, if_match=etag).status_code == 200
    stale = post(helenas, "backlog.set-priority", given | {"priority": "high"}, if_match=etag)
    assert stale.status_code == 412
    assert stale.json() == {
        "sentence": "Not saved. Somebody changed this in the meantime. Look at the new version first.",
        "object": f"task:{task}",
        "current": 2,
    }


@pytest.mark.parametrize("said", ["*", "", "one", '"1", "2"', 'W/"1"', '"-1"', '"99999999999"', "\u0661"])
def test_an_if_match_that_names_no_revision_is_unreadable(cast: Cast, helenas: Client, said: str) -> None:
    given = {"task": add_task(cast.helena), "priority": "low"}
    assert "If-Match" in problems(post(helenas, "backlog.set-priority", given, if_match=said))


def test_an_if_match_against_the_body_or_for_what_has_no_revision_is_unreadable(cast: Cast, helenas: Client) -> None:
    given = {"task": add_task(cast.helena), "priority": "low", "revision": 1}
    assert "If-Match" in problems(post(helenas, "backlog.set-priority", given, if_match='"2"'))
    assert "If-Match" in problems(post(helenas, "backlog.add-task", wish(), if_match='"1"'))


@pytest.mark.parametrize(
    "address",
    [
        "projects/BOOK%00",
        "projects/%FF",
        "projects/book",
        "projects/BOOK%0A",
        "projects/" + "B" * 5000,
        "tasks/BOOK-1%00",
        "tasks/BOOK-" + "9" * 5000,
        "tasks/BOOK-%D9%A3",
        "tasks/BOOK",
        "tasks/-",
        "files/%00",
        "files/" + "f" * 5000,
        "projects/BOOK/ledger/99999999999999999999/receipt",
        "projects/BOOK/ledger/-1/receipt",
        "projects/BOOK/ledger/x/receipt",
        "projects/BOOK/",
        "nowhere",
        "do/backlog.add-task/",
        "..%2f..%2fetc",
    ],
)
def test_an_odd_address_is_nothing(helenas: Client, address: str) -> None:
    nowhere = helenas.get("/api/v1/projects/NOWHERE")
    response = helenas.get(f"/api/v1/{address}")
    assert (response.status_code, response.content) == (404, nowhere.content)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("step=done", "step.0"),
        ("open=perhaps", "open"),
        ("priority=urgent", "priority.0"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=x", "limit"),
        ("limit=" + "9" * 5000, "limit"),
        ("after=x", "after"),
        ("after=" + "x" * 3000, "after"),
        ("after=%00", "after"),
        ("sort=cheapest", "sort"),
        ("q=" + "x" * 201, "q"),
        ("assignee=%27", "assignee"),
        ("stepp=to_do", "stepp"),
        ("%00=1", "\0"),
    ],
)
def test_a_misspelt_filter_is_named(helenas: Client, query: str, field: str) -> None:
    assert field in problems(helenas.get(f"/api/v1/projects/BOOK/tasks?{query}"))


@pytest.mark.parametrize("query", ["q=%00", "q=%FF", 'q="', "q=a%20AND", "q=%F0%9F%92%A9", "assignee=nobody", "after="])
def test_whatever_is_searched_for_there_is_an_answer(helenas: Client, query: str) -> None:
    assert helenas.get(f"/api/v1/projects/BOOK/tasks?{query}").json()["tasks"] == []


def test_only_the_first_of_many_problems_are_told(helenas: Client) -> None:
    response = post(helenas, "backlog.add-task", {"x" * 300 + str(place): 1 for place in range(1000)})
    told = response.json()["problems"]
    assert len(told) == 20
    assert max(len(each["field"]) for each in told) <= 200
