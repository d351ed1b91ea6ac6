"""Whoever opened a project writes once more to both who begin it, until one of them is there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from signoff.kernel.refusals import NotThere, Refused
from signoff.ledger.models import Entry
from signoff.ledger.verify import verify
from signoff.people.models import Invitation, Person, Project
from tests.cast import NOON, Cast, do

RENEW = "people.renew-first-invitations"
LATER = NOON + timedelta(days=30)


@pytest.fixture
def opener(cast: Cast) -> Person:
    """An administrator who has opened a project for two others."""
    Person.objects.filter(pk=cast.astrid.pk).update(is_administrator=True)
    cast.astrid.refresh_from_db()
    first: dict[str, Any] = {
        "customer": "Aurora Labs",
        "contractor": "Falk Code",
        "product_owner": {"name": "Vera Holm", "email": "vera@signoff.example"},
        "project_manager": {"name": "Olof Falk", "email": "olof@signoff.example"},
    }
    do("people.create-project", cast.astrid, key="LAB", name="Laboratory", **first)
    return cast.astrid


def open_letters() -> list[Invitation]:
    return list(Invitation.objects.filter(membership__project__key="LAB", withdrawn_at=None).order_by("pk"))


def test_both_get_a_new_letter_and_the_old_links_work_no_more(opener: Person) -> None:
    before = open_letters()
    done = do(RENEW, opener, now=LATER, project="LAB")
    after = open_letters()
    assert done.answer["letters"] == len(after) == 2
    assert not {letter.pk for letter in before} & {letter.pk for letter in after}
    assert all(letter.expires_at > LATER for letter in after)
    do("people.accept-invitation", after[0].membership.person, now=LATER, project="LAB",
       invitation=after[0].public_id, password="a long walk in the rain")  # fmt: skip
    assert not list(verify(Project.objects.get(key="LAB")))


def test_the_projects_own_ledger_tells_of_it(opener: Person) -> None:
    seq = do(RENEW, opener, now=LATER, project="LAB").receipt.seq
    entry = Entry.objects.get(log__project__key="LAB", log__room="both", seq=seq)
    assert (entry.type, entry.actor) == (RENEW, opener.pid)


def test_once_somebody_is_there_they_write_to_the_others(opener: Person) -> None:
    letter = open_letters()[0]
    do("people.accept-invitation", letter.membership.person, project="LAB",
       invitation=letter.public_id, password="a long walk in the rain")  # fmt: skip
    with pytest.raises(Refused) as refused:
        do(RENEW, opener, now=LATER, project="LAB")
    assert [each.code for each in refused.value.refusals] == ["somebody-takes-part"]


def test_whoever_did_not_open_it_finds_nothing(opener: Person, cast: Cast) -> None:
    Person.objects.filter(pk=cast.jonas.pk).update(is_administrator=True)
    cast.jonas.refresh_from_db()
    for somebody, project in ((cast.jonas, "LAB"), (cast.helena, "LAB"), (opener, "BOOK"), (opener, "NONE")):
        with pytest.raises(NotThere):
            do(RENEW, somebody, project=project)
    Person.objects.filter(pk=opener.pk).update(is_administrator=False)
    opener.refresh_from_db()
    with pytest.raises(NotThere):
        do(RENEW, opener, project="LAB")


def test_the_page_of_projects_offers_it(opener: Person, cast: Cast) -> None:
    client = Client()
    client.force_login(opener)
    assert "Write to both again" in client.get("/projects/").content.decode()
    answer = client.post("/projects/", {"deed": RENEW, "project": "LAB", "_key": "k"})
    assert answer.status_code == 303
    after = client.get("/projects/").content.decode()
    assert "New letters are on their way." in after
    assert "/projects/LAB/ledger" not in after
    other = Client()
    other.force_login(cast.helena)
    assert "Laboratory" not in other.get("/projects/").content.decode()
