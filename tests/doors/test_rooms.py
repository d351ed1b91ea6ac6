"""What one side says among itself leaves no trace for the other, in anything that a program can read (A2)."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, add_task, do
from tests.doors.doors import post

CANARY = "canary-7f3a"


def everything_read_by(client: Client, task: str, file: str) -> dict[str, tuple[int, str]]:
    """Every address of the API that tells of a project, with what it answers."""
    project = task.partition("-")[0]
    addresses = [
        "me",
        "projects",
        f"projects/{project}",
        f"projects/{project}/tasks",
        f"projects/{project}/tasks?q=canary",
        f"projects/{project}/tasks?q={CANARY}",
        f"projects/{project}/ledger?limit=200",
        f"projects/{project}/ledger?room=customer",
        f"projects/{project}/ledger?room=contractor",
        f"projects/{project}/ledger/0/receipt?room=customer",
        f"projects/{project}/ledger/0/receipt?room=contractor",
        f"tasks/{task}",
        f"files/{file}",
        "commands",
    ]
    answers = {address: client.get(f"/api/v1/{address}") for address in addresses}
    return {address: (response.status_code, response.getvalue().decode()) for address, response in answers.items()}


def signed_in(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


@pytest.mark.parametrize(("speaker", "own", "other"), [("sofia", "jonas", "helena"), ("amara", "helena", "jonas")])
def test_the_other_side_reads_the_same_with_and_without_it(cast: Cast, speaker: str, own: str, other: str) -> None:
    task = add_task(cast.helena)
    says = getattr(cast, speaker)
    room = cast.member(says).side
    assert room is not None
    before = everything_read_by(signed_in(getattr(cast, other)), task, "0" * 16)
    do("discussions.write-comment", says, task=task, room=room.value, text=CANARY)
    content = b64encode(CANARY.encode()).decode()
    attacher = getattr(cast, own)
    file = do("files.attach-file", attacher, task=task, room=room.value, name=f"{CANARY}.txt", content=content)
    after = everything_read_by(signed_in(getattr(cast, other)), task, file.answer["file"])
    after[f"files/{'0' * 16}"] = after.pop(f"files/{file.answer['file']}")
    assert after == before
    assert CANARY not in json.dumps(list(after.values()))

    heard = everything_read_by(signed_in(getattr(cast, own)), task, file.answer["file"])
    assert CANARY in heard[f"tasks/{task}"][1]
    assert heard[f"files/{file.answer['file']}"][0] == 200
    assert heard[f"projects/BOOK/ledger?room={room.value}"][0] == 200
    assert CANARY in heard[f"projects/BOOK/ledger?room={room.value}"][1]


def test_a_file_of_the_other_sides_room_is_not_there_to_erase(cast: Cast) -> None:
    task = add_task(cast.helena)
    given: dict[str, Any] = {"task": task, "room": "contractor", "name": "plan.txt", "content": "eA=="}
    file = do("files.attach-file", cast.jonas, **given).answer["file"]
    client = signed_in(cast.helena)
    hidden = post(client, "files.erase-file", {"project": "BOOK", "file": file})
    absent = post(client, "files.erase-file", {"project": "BOOK", "file": "0" * 16})
    assert (hidden.status_code, hidden.content) == (404, absent.content)
