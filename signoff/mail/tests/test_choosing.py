"""Choosing which letters one gets: on the account's page, or by the link in a letter (W2)."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from signoff.jobs.worker import Worker
from signoff.kernel.refusals import Stale, Unreadable
from signoff.ledger.models import Entry
from signoff.mail.kinds import CHECKPOINT
from signoff.mail.models import Letter
from signoff.mail.outbox import Words, write
from signoff.mail.queries import unwanted_by
from signoff.mail.tests.server import MailServer
from signoff.mail.unsubscribing import unsubscribe_address
from tests.cast import NOON, Cast, do


def path_for(cast: Cast) -> str:
    return unsubscribe_address(cast.helena, CHECKPOINT).removeprefix("http://localhost:8000")


def test_a_choice_is_kept_and_told(cast: Cast) -> None:
    do("mail.choose-letters", cast.helena, revision=0, unwanted=["checkpoint"])
    assert unwanted_by(cast.helena) == {"checkpoint"}
    assert unwanted_by(cast.jonas) == set()
    assert Entry.objects.filter(type="mail.choose-letters", actor=cast.helena.pid).count() == 1


def test_a_stale_choice_is_not_kept(cast: Cast) -> None:
    do("mail.choose-letters", cast.helena, revision=0, unwanted=["checkpoint"])
    with pytest.raises(Stale):
        do("mail.choose-letters", cast.helena, revision=0, unwanted=[])


def test_invitations_cannot_be_turned_off(cast: Cast) -> None:
    with pytest.raises(Unreadable):
        do("mail.choose-letters", cast.helena, revision=0, unwanted=["invitation"])


def test_a_letter_that_was_turned_off_after_it_was_written_is_not_sent(cast: Cast, server: MailServer) -> None:
    write(CHECKPOINT, cast.helena, Words("A", "b"), at=NOON)
    do("mail.choose-letters", cast.helena, revision=0, unwanted=["checkpoint"])
    with server.listening():
        Worker().work_off()
    assert server.letters == []
    assert Letter.objects.get().dropped_at is not None


def test_the_choice_is_made_on_the_accounts_page(cast: Cast, client: Client) -> None:
    client.force_login(cast.helena)
    page = client.get("/account").content.decode()
    assert re.search(r'name="letters"[^>]*value="checkpoint"[^>]*checked', page)
    client.post("/account/letters", {"letters_revision": "0"})
    assert unwanted_by(cast.helena) == {"checkpoint"}
    client.post("/account/letters", {"letters_revision": "1", "letters": ["checkpoint"]})
    assert unwanted_by(cast.helena) == set()


def test_a_letter_names_the_link_by_which_mail_programs_turn_it_off(cast: Cast, server: MailServer) -> None:
    write(CHECKPOINT, cast.helena, Words("A", "b"), at=NOON)
    write("invitation", cast.helena, Words("A", "b"), at=NOON)
    with server.listening():
        Worker().work_off()
    named = [letter["List-Unsubscribe"].strip() for letter in server.letters if letter["List-Unsubscribe"]]
    assert named == [f"<{unsubscribe_address(cast.helena, CHECKPOINT)}>"]


def test_looking_at_the_link_decides_nothing(cast: Cast, client: Client) -> None:
    assert b"helena@signoff.example" in client.get(path_for(cast)).content
    assert unwanted_by(cast.helena) == set()


def test_one_press_turns_it_off_without_signing_in_and_a_second_changes_nothing(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    for _press in range(2):
        assert browser.post(path_for(cast), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert unwanted_by(cast.helena) == {"checkpoint"}
    assert Entry.objects.filter(type="mail.choose-letters").count() == 1


def test_a_link_that_we_did_not_make_leads_nowhere(cast: Cast, client: Client) -> None:
    path = path_for(cast)
    for wrong in (path[:-1], f"{path}x", "/letters/unsubscribe/x"):
        assert client.post(wrong).status_code == 404
    assert unwanted_by(cast.helena) == set()
