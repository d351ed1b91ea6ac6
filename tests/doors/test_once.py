"""Two values for one field: nothing is done, and nobody chooses for the sender."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import Client

from signoff.backlog.models import Task
from signoff.doors.once import Once, SentTwice
from signoff.people.models import Membership
from tests.cast import Cast, add_task


def client_of(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_a_priority_that_is_sent_twice_is_refused_and_nothing_is_done(cast: Cast) -> None:
    task = add_task(cast.helena)
    form = "revision=1&priority=low&priority=critical"
    answer = client_of(cast.helena).post(
        f"/projects/BOOK/tasks/{task}/priority", form, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 422
    assert "nothing was changed" in answer.content.decode()
    assert Task.objects.get().revision == 1


def test_a_field_of_several_values_may_have_several(cast: Cast) -> None:
    place = Membership.objects.get(person=cast.tomas)
    form = {"deed": "people.change-roles", "revision": place.revision, "roles": ["delegate", "finance"]}
    answer = client_of(cast.helena).post(f"/projects/BOOK/people/{place.public_id}", form)
    assert answer.status_code == 303
    place.refresh_from_db()
    assert place.roles == ["delegate", "finance"]


def test_a_sign_in_with_two_addresses_is_none(db: None) -> None:
    said = {"login": ["helena@signoff.example", "jonas@signoff.example"], "password": "x"}
    assert Client().post("/accounts/login/", said).status_code == 422


def test_one_value_is_read_as_ever() -> None:
    once = Once.of(QueryDict("a=1&b=2&b=3&c="))
    assert (once["a"], once.get("c"), once.get("none", "–"), once.getlist("b")) == ("1", "", "–", ["2", "3"])
    for read in (lambda: once["b"], lambda: once.get("b"), lambda: dict(once.items())):
        with pytest.raises(SentTwice):
            read()
