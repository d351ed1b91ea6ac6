"""Files: attached from a task's page, handed out so that nothing in them ever runs."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import StopUpload
from django.http import HttpResponse
from django.test import Client, RequestFactory

from signoff.backlog.tests.test_forms import TASKS, post
from signoff.doors.uploads import BoundedUpload, was_too_large
from signoff.files.commands import MOST_BYTES
from signoff.files.models import Attachment
from signoff.people.models import Person
from tests.cast import Cast, add_task, do

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def attached(by: Person, name: str, content: bytes, room: str = "both") -> Attachment:
    task = add_task(by)
    do("files.attach-file", by, task=task, name=name, content=content, room=room)
    return Attachment.objects.get()


def get(person: Person, address: str, **headers: str) -> HttpResponse:
    client = Client()
    client.force_login(person)
    answer: HttpResponse = client.get(address, headers=headers)  # type: ignore[assignment]
    return answer


def test_a_file_comes_in_by_the_form(cast: Cast) -> None:
    task = add_task(cast.helena)
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 a plan")
    answer = post(cast.sofia, f"{TASKS}/{task}/files", file=file, room="contractor", _key="k")
    row = Attachment.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{TASKS}/{task}#file-{row.public_id}")
    assert (row.name, row.room, row.size) == ("plan.pdf", "contractor", 15)


def test_too_large_a_file_is_refused_in_words(cast: Cast) -> None:
    task = add_task(cast.helena)
    answer = post(cast.sofia, f"{TASKS}/{task}/files", file=SimpleUploadedFile("big", b"x" * (MOST_BYTES + 1)))
    assert answer.status_code == 413
    assert "The file is too large: 10 MB are allowed." in answer.content.decode()
    assert not Attachment.objects.exists()


def pour(handler: BoundedUpload, chunks: int) -> None:
    """This many chunks of 64 KiB come in."""
    for number in range(chunks):
        handler.receive_data_chunk(b"x" * 65536, number * 65536)


@pytest.mark.parametrize(
    ("address", "most"), [("/tasks/BOOK-1/files", MOST_BYTES), ("/tasks/BOOK-1/comments", 1024**2)]
)
def test_a_file_that_would_fill_the_disk_is_stopped_on_its_way(address: str, most: int) -> None:
    request = RequestFactory().post(address)
    handler = BoundedUpload(request)
    pour(handler, most // 65536)
    assert not was_too_large(request)
    with pytest.raises(StopUpload):
        pour(handler, 1)
    assert was_too_large(request)


def test_no_file_and_an_empty_file_are_asked_for(cast: Cast) -> None:
    task = add_task(cast.helena)
    for form in ({}, {"file": SimpleUploadedFile("empty", b"")}):
        answer = post(cast.sofia, f"{TASKS}/{task}/files", room="both", **form)
        assert answer.status_code == 422
        assert "Choose a file that is not empty." in answer.content.decode()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "kind", "disposition"),
    [
        ("photo.png", PNG, "image/png", "inline"),
        ("photo.png", b"<script>alert(1)</script>", "application/octet-stream", "attachment"),
        ("page.html", b"<script>alert(1)</script>", "application/octet-stream", "attachment"),
        ("drawing.svg", b"<svg onload=alert(1)>", "application/octet-stream", "attachment"),
        ("plan.pdf", b"%PDF-1.4", "application/octet-stream", "attachment"),
        ('evil".html; x="', b"x", "application/octet-stream", "attachment"),
        ("Grüße <b>.txt", b"x", "application/octet-stream", "attachment"),
    ],
)
def test_only_real_pictures_are_shown_and_nothing_ever_runs(
    cast: Cast, name: str, content: bytes, kind: str, disposition: str
) -> None:
    row = attached(cast.helena, name, content)
    answer = get(cast.sofia, f"/files/{row.public_id}")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == content  # type: ignore[attr-defined]
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith(disposition)
    assert "\n" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert "private" in answer["Cache-Control"]


def test_what_the_reader_has_already_is_not_sent_again(cast: Cast) -> None:
    row = attached(cast.helena, "photo.png", PNG)
    answer = get(cast.sofia, f"/files/{row.public_id}", **{"If-None-Match": f'"{row.sha256}"'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; sandbox")


def test_strangers_the_other_sides_room_and_erased_files_are_not_there(cast: Cast) -> None:
    row = attached(cast.tomas, "secret.txt", b"CANARY", room="customer")
    answers = [
        get(cast.astrid, f"/files/{row.public_id}"),
        get(cast.sofia, f"/files/{row.public_id}"),
        get(cast.sofia, "/files/0000000000000000"),
    ]
    seen = get(cast.helena, f"/files/{row.public_id}")
    assert b"".join(seen.streaming_content) == b"CANARY"  # type: ignore[attr-defined]
    assert post(cast.helena, f"/files/{row.public_id}/erase").status_code == 303
    answers.append(get(cast.helena, f"/files/{row.public_id}"))
    assert [answer.status_code for answer in answers] == [404] * 4
    assert len({answer.content for answer in answers}) == 1


def test_the_other_side_does_not_erase_what_it_did_not_attach(cast: Cast) -> None:
    row = attached(cast.helena, "plan.txt", b"a plan")
    answer = post(cast.jonas, f"/files/{row.public_id}/erase")
    assert answer.status_code == 409
    assert "The other side attached this file, and only it erases it." in answer.content.decode()


def test_whoever_is_not_signed_in_is_led_to_the_door(cast: Cast, client: Client) -> None:
    row = attached(cast.helena, "plan.txt", b"a plan")
    assert client.get(f"/files/{row.public_id}").status_code == 302
