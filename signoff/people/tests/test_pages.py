"""Every page of people is shown, with its words, at a cost that does not grow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from signoff.people.models import Invitation, Person
from tests.cast import NOON, Cast, add_task, do, hand_over, open_project

Browser = Callable[[Person], Client]


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


ALL = (
    "/projects/",
    "/projects/new",
    "/projects/BOOK/people",
    "/projects/BOOK/people/invite",
    "/account",
    "/account/tokens/new",
    "/accounts/logout/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
)


@pytest.mark.parametrize("address", ALL)
def test_whoever_is_signed_in_sees_the_page(cast: Cast, browser: Browser, address: str) -> None:
    page = shown(browser(cast.helena), address)
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick" not in page


@pytest.mark.parametrize("address", [address for address in ALL if address != "/accounts/logout/"])
def test_whoever_is_not_is_led_to_the_sign_in_page_and_back(db: None, address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/?next=/")


def test_the_list_of_projects_says_where_one_stands_and_what_waits(cast: Cast, browser: Browser) -> None:
    hand_over(cast.sofia, add_task(cast.helena))
    page = shown(browser(cast.helena), "/projects/")
    for words in ("Patient booking", "Meridian Clinics", "Northlight Software", "product owner", "1 task waits"):
        assert words in page
    assert "1 task" not in shown(browser(cast.sofia), "/projects/")
    assert "Patient booking" not in shown(browser(cast.astrid), "/projects/")


def test_the_list_of_projects_costs_the_same_for_one_and_for_three(
    cast: Cast, browser: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(cast.helena)
    with django_assert_num_queries(5):
        client.get("/projects/")
    for key in ("TWO", "THREE"):
        open_project(key, "Helena Brandt", f"Manager of {key}")
    with django_assert_num_queries(5):
        page = shown(client, "/projects/")
    assert page.count("data-row>") == 3


def test_the_page_of_people_costs_the_same_however_many_are_invited(
    cast: Cast, browser: Browser, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(cast.helena)
    with django_assert_num_queries(7):
        client.get("/projects/BOOK/people")
    for name in ("ada", "bea", "cleo"):
        given: dict[str, Any] = {
            "name": name,
            "email": f"{name}@signoff.example",
            "side": "customer",
            "roles": ["observer"],
        }
        do("people.invite-person", cast.helena, project="BOOK", **given)
    with django_assert_num_queries(7):
        page = shown(client, "/projects/BOOK/people")
    assert page.count("Invitation expired") + page.count("Invited, until") == 3


def test_each_side_has_its_own_button_and_the_others_read_who_may(cast: Cast, browser: Browser) -> None:
    of_owner = shown(browser(cast.helena), "/projects/BOOK/people")
    assert 'href="/projects/BOOK/people/invite"' in of_owner
    of_developer = shown(browser(cast.sofia), "/projects/BOOK/people")
    assert 'href="/projects/BOOK/people/invite"' not in of_developer
    assert "Here: Jonas Keller." in of_developer
    assert "Here: Helena Brandt." in of_developer


def test_inviting_goes_by_the_page_to_the_list_with_a_receipt(cast: Cast, browser: Browser) -> None:
    client = browser(cast.helena)
    given: dict[str, Any] = {
        "name": "Nora Dahl",
        "email": "nora@signoff.example",
        "roles": ["observer", "finance"],
        "_key": "k1",
    }
    response = client.post("/projects/BOOK/people/invite", given)
    assert (response.status_code, response["Location"]) == (303, "/projects/BOOK/people")
    page = shown(client, "/projects/BOOK/people")
    assert "Invited. The letter is on its way." in page
    assert "Nora Dahl" in page


def test_a_form_that_is_not_understood_comes_back_with_its_words(cast: Cast, browser: Browser) -> None:
    given: dict[str, Any] = {"name": "Nora Dahl", "email": "nora at signoff", "_key": "k1"}
    response = browser(cast.helena).post("/projects/BOOK/people/invite", given)
    assert response.status_code == 422
    page = response.content.decode()
    assert "for example helena@meridian.example" in page
    assert "Choose at least one." in page
    assert 'value="Nora Dahl"' in page


def test_the_other_sides_people_are_seen_but_not_changed(cast: Cast, browser: Browser) -> None:
    place = cast.member(cast.sofia).membership
    client = browser(cast.helena)
    page = shown(client, f"/projects/BOOK/people/{place.public_id}")
    assert "aria-disabled" in page
    assert "Here: Jonas Keller." in page
    given: dict[str, Any] = {"deed": "people.end-membership", "revision": place.revision, "_key": "k"}
    assert client.post(f"/projects/BOOK/people/{place.public_id}", given).status_code == 409
    place.refresh_from_db()
    assert place.ended_at is None


def test_roles_are_changed_and_a_part_is_ended_by_the_page(cast: Cast, browser: Browser) -> None:
    place = cast.member(cast.sofia).membership
    client, address = browser(cast.jonas), f"/projects/BOOK/people/{place.public_id}"
    given: dict[str, Any] = {
        "deed": "people.change-roles",
        "revision": place.revision,
        "roles": ["developer", "tester"],
        "_key": "a",
    }
    assert client.post(address, given).status_code == 303
    assert client.post(address, given | {"_key": "b"}).status_code == 412
    place.refresh_from_db()
    assert place.roles == ["developer", "tester"]
    client.post(address, {"deed": "people.end-membership", "revision": place.revision, "_key": "c"})
    assert browser(cast.sofia).get("/projects/BOOK/people").status_code == 404


@pytest.mark.parametrize("deed", ["", "people.create-project", "backlog.add-task"])
def test_the_page_of_a_place_does_its_own_deeds_only(cast: Cast, browser: Browser, deed: str) -> None:
    place = cast.member(cast.sofia).membership
    assert browser(cast.jonas).post(f"/projects/BOOK/people/{place.public_id}", {"deed": deed}).status_code == 404


@pytest.mark.parametrize(
    "address", ["/projects/BOOK/people", "/projects/NONE/people", "/projects/BOOK/people/" + "0" * 16]
)
def test_a_stranger_finds_nothing(cast: Cast, browser: Browser, address: str) -> None:
    assert browser(cast.astrid).get(address).status_code == 404


def test_an_invited_person_who_has_an_account_sees_the_invitation_but_not_the_project(
    cast: Cast, browser: Browser
) -> None:
    given: dict[str, Any] = {
        "name": "Astrid Berg",
        "email": "astrid@signoff.example",
        "side": "contractor",
        "roles": ["tester"],
    }
    do("people.invite-person", cast.jonas, now=None, project="BOOK", **given)
    letter = Invitation.objects.get(membership__person=cast.astrid, accepted_at=None)
    Invitation.objects.filter(pk=letter.pk).update(expires_at=NOON.replace(year=2099))
    client = browser(cast.astrid)
    assert "You are invited to “Patient booking”" in shown(client, "/projects/")
    assert client.get("/projects/BOOK/people").status_code == 404
    response = client.post("/projects/", {"project": "BOOK", "invitation": letter.public_id, "_key": "k"})
    assert (response.status_code, response["Location"]) == (303, "/projects/BOOK/")
    assert "Tester" in shown(client, "/projects/BOOK/people")


def test_one_person_stands_on_different_sides_in_different_projects(cast: Cast, browser: Browser) -> None:
    open_project("SITE", "Astrid Berg", "Helena Brandt")
    page = shown(browser(cast.helena), "/projects/")
    assert "product owner" in page
    assert "project manager" in page
    assert "avatar-28 contractor" in shown(browser(cast.helena), "/projects/SITE/people")
