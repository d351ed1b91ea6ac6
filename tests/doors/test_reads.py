"""What programs read: as much as the pages show, to the same people, at a constant cost."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from signoff.ledger.models import Entry
from tests.attacks.figures import report
from tests.cast import Cast, add_task, all_met, do, hand_over
from tests.doors.samples import FILE


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(client: Client, address: str) -> Any:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.content[:300]
    return response.json()


@pytest.fixture
def accepted(cast: Cast) -> str:
    """A task that was returned once, and then accepted; with a comment and a file."""
    task = add_task(cast.helena, priority="high", value="must_have")
    hand_over(cast.sofia, task)
    given: dict[str, Any] = {"criterion": 2, "met": False, "expected": "One message", "happened": "Two came"}
    do("acceptance.judge-criterion", cast.helena, task=task, **given)
    do("acceptance.return-task", cast.helena, task=task, revision=2)
    hand_over(cast.sofia, task, revision=3, version="0.4.3")
    do("acceptance.accept-task", cast.tomas, task=task, revision=4, verdicts=all_met())
    do("discussions.write-comment", cast.sofia, task=task, text="At last")
    do("files.attach-file", cast.helena, task=task, name="plan “A”.txt", content=FILE)
    return task


def test_a_person_reads_their_own_projects(cast: Cast) -> None:
    (project,) = read(signed_in(cast.sofia), "projects")["projects"]
    assert (project["key"], project["side"], project["roles"]) == ("BOOK", "contractor", ["developer"])
    (other,) = read(signed_in(cast.astrid), "projects")["projects"]
    assert other["key"] == "ELSE"


def test_a_project_comes_with_its_people_and_counts(cast: Cast, accepted: str) -> None:
    add_task(cast.helena)
    project = read(signed_in(cast.amara), "projects/BOOK")
    assert (project["tasks"]["all"], project["tasks"]["open"]) == (2, 1)
    assert {each["who"]["name"] for each in project["team"]} == {person.name for person in cast.everybody}
    assert project["customer"]["name"] == "Meridian Clinics"


def test_a_task_comes_with_its_whole_way(cast: Cast, accepted: str) -> None:
    task = read(signed_in(cast.yuki), f"tasks/{accepted}")
    assert (task["step"], task["open"], task["priority"], task["revision"]) == ("accepted", False, "high", 5)
    assert [each["verdicts"][0]["outcome"] for each in task["handovers"]] == ["returned", "accepted"]
    assert task["handovers"][0]["criterion_verdicts"][0]["happened"] == "Two came"
    assert [each["text"] for each in task["comments"]] == ["At last"]
    assert [each["name"] for each in task["files"]] == ["plan “A”.txt"]
    assert task["imported"] is None


def test_earlier_words_and_imported_data_come_too(cast: Cast) -> None:
    past = {"external_key": "OLD-1", "title": "Old", "created_at": "2024-02-03T04:05:06Z", "kept": {"sprint": "7"}}
    do("backlog.record-past-tasks", cast.helena, project="BOOK", source="jira", tasks=[past])
    do("backlog.reword-task", cast.helena, task="BOOK-1", revision=1, kind="bug", title="New", criteria=[])
    task = read(signed_in(cast.helena), "tasks/BOOK-1")
    assert [each["title"] for each in task["earlier_words"]] == ["Old"]
    assert task["imported"]["data"] == {"sprint": "7"}


def test_tasks_come_page_by_page(cast: Cast) -> None:
    for place in range(5):
        add_task(cast.helena, title=f"Task {place}")
    client, found = signed_in(cast.sofia), []
    after: str | None = ""
    for _page in range(3):
        page = read(client, f"projects/BOOK/tasks?limit=2&sort=newest&after={after}")
        found += [each["key"] for each in page["tasks"]]
        after = page["next"]
    assert (found, after) == ([f"BOOK-{number}" for number in (5, 4, 3, 2, 1)], None)


def test_tasks_are_filtered_and_searched(cast: Cast, accepted: str) -> None:
    add_task(cast.helena, title="Something else", kind="bug")
    client = signed_in(cast.helena)
    for query, keys in {
        "open=true": ["BOOK-2"],
        "step=accepted&step=testing": ["BOOK-1"],
        "kind=bug": ["BOOK-2"],
        "q=moves%20vis": ["BOOK-1"],
        "q=2": ["BOOK-2"],
        "assignee=nobody&priority=high": ["BOOK-1"],
    }.items():
        assert [each["key"] for each in read(client, f"projects/BOOK/tasks?{query}")["tasks"]] == keys, query


@pytest.mark.parametrize("address", ["projects/BOOK/tasks", "projects/BOOK", "projects/BOOK/ledger"])
def test_a_read_costs_the_same_for_one_row_and_for_many(cast: Cast, address: str) -> None:
    client = signed_in(cast.helena)
    add_task(cast.helena)
    read(client, address)
    with CaptureQueriesContext(connection) as few:
        read(client, address)
    for _more in range(3):
        hand_over(cast.sofia, add_task(cast.helena))
    with CaptureQueriesContext(connection) as many:
        read(client, address)
    assert len(many) == len(few)


def test_the_ledger_is_read_from_where_one_has_read_before(cast: Cast, accepted: str) -> None:
    client = signed_in(cast.elena)
    whole = read(client, "projects/BOOK/ledger?limit=200")
    assert [each["seq"] for each in whole["entries"]] == list(range(whole["size"]))
    later = read(client, f"projects/BOOK/ledger?after={whole['size'] - 3}")
    assert [each["seq"] for each in later["entries"]] == [whole["size"] - 2, whole["size"] - 1]
    last = whole["entries"][-3]
    assert (last["actor"]["name"], last["command"]) == ("Tomás Rivera", "acceptance.accept-task")
    assert last["sentence"].startswith("accepted “Patient moves a visit”")
    nothing_new = read(client, f"projects/BOOK/ledger?after={later['next']}")
    assert (nothing_new["entries"], nothing_new["next"]) == ([], later["next"])
    entry = Entry.objects.get(log__origin=whole["origin"], seq=last["seq"])
    assert b64decode(last["entry"]) == bytes(entry.bytes)


def test_a_receipt_is_text_that_proves_the_entry(cast: Cast, accepted: str) -> None:
    response = signed_in(cast.elena).get("/api/v1/projects/BOOK/ledger/3/receipt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith("c2sp.org/tlog-proof@v1\nindex 3\n")


def test_a_file_is_handed_out_to_be_kept_not_shown(cast: Cast, accepted: str) -> None:
    client = signed_in(cast.sofia)
    (file,) = read(client, f"tasks/{accepted}")["files"]
    response = client.get(file["address"])
    assert response.getvalue() == b64decode(FILE)
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_an_erased_file_is_gone(cast: Cast, accepted: str) -> None:
    client = signed_in(cast.sofia)
    (file,) = read(client, f"tasks/{accepted}")["files"]
    do("files.erase-file", cast.helena, project="BOOK", file=file["file"])
    assert client.get(file["address"]).content == client.get("/api/v1/files/0123456789abcdef").content
    assert read(client, f"tasks/{accepted}")["files"] == []


@pytest.mark.parametrize(
    "address",
    [
        "projects/{}",
        "projects/{}/tasks",
        "projects/{}/ledger",
        "projects/{}/ledger?room=contractor",
        "projects/{}/ledger/0/receipt",
        "tasks/{}-1",
    ],
)
def test_of_a_strangers_project_there_is_as_little_as_of_none(cast: Cast, accepted: str, address: str) -> None:
    client = signed_in(cast.astrid)
    hidden, absent = (client.get(f"/api/v1/{address.format(key)}") for key in ("BOOK", "NONE"))
    same = (hidden.status_code, hidden.content, dict(hidden.headers)) == (404, absent.content, dict(absent.headers))
    report("B2", 1, [] if same else [address], "addresses of a stranger’s project, each against one of none")


def test_a_file_of_a_strangers_project_is_as_little_there(cast: Cast, accepted: str) -> None:
    (file,) = read(signed_in(cast.sofia), f"tasks/{accepted}")["files"]
    client = signed_in(cast.astrid)
    hidden, absent = (client.get(f"/api/v1/files/{name}") for name in (file["file"], "0123456789abcdef"))
    assert (hidden.status_code, hidden.content, dict(hidden.headers)) == (404, absent.content, dict(absent.headers))
