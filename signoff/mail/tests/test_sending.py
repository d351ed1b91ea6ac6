"""Letters reach a real mail server, each at least once, with an id by which repeats are dropped (E4)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from signoff.jobs.models import Job
from signoff.jobs.worker import Worker
from signoff.mail.models import Letter
from signoff.mail.outbox import Attached, Words, write
from signoff.mail.sending import forget_sent_letters
from signoff.mail.tests.server import MailServer
from tests.cast import NOON, Cast, do

WORDS = Words("A word", "Hello <b>you</b>,\n\nlook here:\n\nhttp://localhost:8000/projects/BOOK\n\n    some code\n")


class Clock:
    """A clock that the test sets."""

    at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


def body(server: MailServer, kind: str) -> str:
    part = server.letters[-1].get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_a_letter_is_plain_text_and_simple_html(cast: Cast, server: MailServer) -> None:
    write("test", cast.helena, WORDS, at=NOON)
    with server.listening():
        Worker().work_off()
    (letter,) = server.letters
    assert (letter["To"], letter["Subject"]) == ("helena@signoff.example", "A word")
    assert "Hello <b>you</b>," in body(server, "plain")
    html = body(server, "html")
    assert "Hello &lt;b&gt;you&lt;/b&gt;," in html
    assert '<a href="http://localhost:8000/projects/BOOK">' in html
    assert "<pre>some code</pre>" in html


def test_only_addresses_of_ours_become_links(cast: Cast, server: MailServer) -> None:
    write("test", cast.helena, Words("A", "http://localhost:8000.evil.example/\n\nhttp://localhost:8000/a b"), at=NOON)
    with server.listening():
        Worker().work_off()
    assert "<a " not in body(server, "html")


def test_a_letter_keeps_its_own_message_id(cast: Cast, server: MailServer) -> None:
    for _twice in range(2):
        write("test", cast.helena, WORDS, at=NOON)
    ids = list(Letter.objects.values_list("message_id", flat=True))
    with server.listening():
        Worker().work_off()
    assert {letter["Message-ID"] for letter in server.letters} == set(ids)
    assert len(set(ids)) == 2


def test_an_attachment_arrives_byte_for_byte(cast: Cast, server: MailServer) -> None:
    text = "one\n\n— two\n"
    write("test", cast.helena, Words("A", "b", [Attached("a.checkpoint", text)]), at=NOON)
    with server.listening():
        Worker().work_off()
    (attached,) = server.letters[0].iter_attachments()
    assert attached.get_filename() == "a.checkpoint"
    assert attached.get_payload(decode=True) == text.encode()


def test_what_is_sent_is_not_kept(cast: Cast, server: MailServer) -> None:
    write("test", cast.helena, WORDS, at=NOON)
    assert b"Hello" not in bytes(Letter.objects.get().sealed)
    with server.listening():
        Worker().work_off()
    letter = Letter.objects.get()
    assert (bytes(letter.sealed), letter.sent_at is not None) == (b"", True)


def test_an_invitation_waits_for_a_server_that_is_away_and_arrives_when_it_is_back(
    cast: Cast, server: MailServer, clock: Clock
) -> None:
    given: dict[str, Any] = {"name": "Nora", "email": "nora@signoff.example", "side": "customer", "roles": ["observer"]}
    do("people.invite-person", cast.helena, project="BOOK", **given)
    Worker(clock).work_off()
    job = Job.objects.get()
    assert (job.done_at, "Connection refused" in job.cause) == (None, True)
    clock.at = job.due_at
    with server.listening():
        Worker(clock).work_off()
    assert re.search(r"/invitations/\S{40,}", body(server, "plain"))


def test_an_address_that_the_server_does_not_know_is_not_tried_again(
    cast: Cast, server: MailServer, clock: Clock
) -> None:
    server.refusals["helena@signoff.example"] = "550 nobody of this name"
    write("test", cast.helena, WORDS, at=NOON)
    with server.listening():
        Worker(clock).work_off()
    assert "550 nobody of this name" in Job.objects.exclude(failed_at=None).get().cause


def test_what_the_server_refuses_for_now_is_tried_again(cast: Cast, server: MailServer, clock: Clock) -> None:
    server.refusals["helena@signoff.example"] = "450 come again later"
    write("test", cast.helena, WORDS, at=NOON)
    with server.listening():
        Worker(clock).work_off()
        server.refusals.clear()
        clock.at += timedelta(minutes=1)
        Worker(clock).work_off()
    assert len(server.letters) == 1


def test_a_letter_that_is_out_is_not_sent_again(cast: Cast, server: MailServer) -> None:
    write("test", cast.helena, WORDS, at=NOON)
    with server.listening():
        Worker().work_off()
        Job.objects.update(done_at=None)
        Worker().work_off()
    assert len(server.letters) == 1


def test_of_two_letters_of_one_name_one_is_sent(cast: Cast, server: MailServer) -> None:
    for _twice in range(2):
        write("test", cast.helena, WORDS, at=NOON, once="the same")
    with server.listening():
        Worker().work_off()
    assert len(server.letters) == 1


def test_nobody_gets_letters_of_a_project_that_they_have_left(cast: Cast, server: MailServer) -> None:
    write("test", cast.amara, WORDS, at=NOON, project=cast.project)
    place = cast.member(cast.amara).membership
    do("people.end-membership", cast.helena, project="BOOK", membership=place.public_id, revision=place.revision)
    with server.listening():
        Worker().work_off()
    assert server.letters == []
    assert (Letter.objects.get().sent_at, bytes(Letter.objects.get().sealed)) == (None, b"")


def test_a_letter_sealed_with_another_secret_fails_with_that_cause(
    cast: Cast, server: MailServer, settings: Settings
) -> None:
    write("test", cast.helena, WORDS, at=NOON)
    settings.SECRET_KEY = "another one"
    with server.listening():
        Worker().work_off()
    assert "secret key" in Job.objects.get().cause


def test_letters_are_forgotten_after_90_days_and_unsent_ones_are_not(cast: Cast) -> None:
    for _each in range(3):
        write("test", cast.helena, WORDS, at=NOON)
    old, new, waiting = Letter.objects.order_by("pk")
    Letter.objects.filter(pk=old.pk).update(sent_at=datetime(2020, 1, 1, tzinfo=NOON.tzinfo))
    Letter.objects.filter(pk=new.pk).update(sent_at=datetime(2999, 1, 1, tzinfo=NOON.tzinfo))
    forget_sent_letters()
    assert set(Letter.objects.values_list("pk", flat=True)) == {new.pk, waiting.pk}
