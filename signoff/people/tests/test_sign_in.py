"""The front door and signing in: who comes in, who does not, and what strangers learn (D4)."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from statistics import median
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from signoff.people.models import Invitation, Person, Project
from signoff.people.reader import SIGNED_IN
from signoff.ui.format import moment
from tests.cast import NOON, PASSWORD, Cast, do

Browser = Callable[[Person], Client]
ARGON = ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> tuple[int, str]:
    """The status, and where it leads or what it says."""
    response = client.post("/accounts/login/", {"login": email, "password": password, **more})
    return response.status_code, response.get("Location") or response.content.decode()


def test_whoever_is_signed_in_begins_at_their_projects(cast: Cast, browser: Browser) -> None:
    assert browser(cast.helena).get("/")["Location"] == "/projects/"


def test_whoever_is_not_begins_at_the_sign_in_page(cast: Cast) -> None:
    assert Client().get("/")["Location"] == "/accounts/login/"


def test_the_right_password_leads_in(cast: Cast) -> None:
    assert sign_in(Client(), "Helena@signoff.example") == (302, "/projects/")


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "http://localhost:9/",
        "javascript:alert(1)",
        "http:///evil.example",
        "\t//evil.example",
    ],
)
def test_no_address_of_others_is_led_to(cast: Cast, address: str) -> None:
    assert sign_in(Client(), "helena@signoff.example", next=address) == (302, "/projects/")


def test_an_address_of_ours_is_led_to(cast: Cast) -> None:
    assert sign_in(Client(), "helena@signoff.example", next="/account")[1] == "/account"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(cast: Cast) -> None:
    answers = set()
    for email in ("helena@signoff.example", "nobody@signoff.example", "installation@localhost.invalid"):
        status, page = sign_in(Client(), email, "wrong wrong wrong")
        assert status == 200
        answers.add("".join(line for line in page.replace(email, "…").splitlines() if "csrf" not in line.lower()))
    assert len(answers) == 1


def test_an_unknown_address_takes_as_long_as_a_known_one(cast: Cast, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ARGON
    settings.ACCOUNT_RATE_LIMITS = False
    cast.helena.set_password(PASSWORD)
    cast.helena.save()

    def seconds(email: str) -> float:
        start = time.perf_counter()
        sign_in(Client(), email, "wrong wrong wrong")
        return time.perf_counter() - start

    emails = ("helena@signoff.example", "nobody@signoff.example")
    tries = [[seconds(email) for email in emails] for _try in range(5)]
    known, unknown = (median(taken) for taken in zip(*tries, strict=True))
    assert 0.5 < unknown / known < 2


@pytest.mark.parametrize("email", ["helena@signoff.example", "nobody@signoff.example"])
def test_after_five_wrong_passwords_the_right_one_waits_too(cast: Cast, email: str) -> None:
    client = Client()
    for _try in range(5):
        assert "Too many" not in sign_in(client, email, "wrong wrong wrong")[1]
    status, page = sign_in(client, email, PASSWORD)
    assert status == 200
    assert "Too many failed login attempts" in page


def test_one_machine_does_not_try_many_people(cast: Cast) -> None:
    client = Client()
    pages = [sign_in(client, f"{number}@signoff.example", "wrong wrong wrong")[1] for number in range(12)]
    assert "Too many" not in pages[9]
    assert "Too many" in pages[10]


def test_nobody_makes_an_account_by_themselves(cast: Cast) -> None:
    before = Person.objects.count()
    given: dict[str, Any] = {"email": "eve@signoff.example", "password1": PASSWORD, "password2": PASSWORD}
    for response in (Client().get("/accounts/signup/"), Client().post("/accounts/signup/", given)):
        assert "Accounts come by invitation" in response.content.decode()
    assert Person.objects.count() == before


@pytest.mark.parametrize(
    "path",
    [
        "confirm-email/",
        "confirm-email/x/",
        "login/code/",
        "3rdparty/",
        "signup/passkey/",
        "2fa/webauthn/signup/",
        "phone/",
    ],
)
def test_the_librarys_other_ways_in_are_not_there(db: None, path: str) -> None:
    assert Client().get(f"/accounts/{path}").status_code == 404


def test_a_service_never_signs_in(cast: Cast) -> None:
    from signoff.people.commands.account import installation_service

    client = Client()
    client.force_login(installation_service())
    assert client.get("/projects/").status_code == 302


def test_a_forgotten_password_is_chosen_anew_by_the_letters_link(cast: Cast, browser: Browser) -> None:
    elsewhere, client = browser(cast.helena), Client()
    client.post("/accounts/password/reset/", {"email": "helena@signoff.example"})
    link = str(mail.outbox[0].body).partition("http://localhost:8000")[2].split()[0]
    form = client.get(link, follow=True)
    new = {"password1": "quite another walk", "password2": "quite another walk"}
    assert client.post(form.redirect_chain[-1][0], new).status_code == 302
    assert sign_in(Client(), "helena@signoff.example", "quite another walk")[0] == 302
    assert elsewhere.get("/projects/").status_code == 302
    assert [message.subject for message in mail.outbox[1:]] == ["Your password was changed"]
    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_known_unknown_and_invited_addresses_get_the_same_answer_and_a_letter(cast: Cast) -> None:
    given: dict[str, Any] = {
        "name": "Nora Dahl",
        "email": "nora@signoff.example",
        "side": "customer",
        "roles": ["observer"],
    }
    do("people.invite-person", cast.helena, project="BOOK", **given)
    for name in ("helena", "nobody", "nora"):
        response = Client().post("/accounts/password/reset/", {"email": f"{name}@signoff.example"})
        assert (response.status_code, response["Location"]) == (302, "/accounts/password/reset/done/")
    bodies = [str(message.body) for message in mail.outbox]
    assert ["/password/reset/key/" in body for body in bodies] == [True, False, False]
    assert len({message.subject for message in mail.outbox}) == 1


def test_an_ended_session_is_over_at_once(cast: Cast) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "helena@signoff.example")
    page = here.get("/account").content.decode()
    number = page.partition('name="session" value="')[2].partition('"')[0]
    assert there.get("/projects/").status_code == 200
    assert here.post("/account/sessions/end", {"session": number}).status_code == 303
    assert there.get("/projects/").status_code == 302
    assert here.get("/projects/").status_code == 200


def test_the_list_of_sessions_says_when_each_was_last_used(cast: Cast) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "helena@signoff.example")
    rows = cast.helena.usersession_set  # type: ignore[attr-defined]
    long_ago = timezone.now() - timedelta(days=3)
    rows.update(last_seen_at=long_ago)
    there.get("/projects/")
    assert set(rows.values_list("last_seen_at", flat=True)) == {long_ago}, "within the hour nothing is written"
    session = there.session
    session[SIGNED_IN] -= 2 * 60 * 60
    session.save()
    there.get("/projects/")
    seen = rows.get(session_key=session.session_key).last_seen_at
    assert timezone.now() - seen < timedelta(minutes=5)
    assert f"last used {moment(seen)}" in here.get("/account").content.decode()
    rows.update(last_seen_at=long_ago)
    there.get("/projects/")
    assert set(rows.values_list("last_seen_at", flat=True)) == {long_ago}, "at most once an hour"


def test_a_new_password_ends_the_other_sessions_and_takes_them_off_the_list(cast: Cast) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, "helena@signoff.example")
    new = {"oldpassword": PASSWORD, "password1": "quite another walk", "password2": "quite another walk"}
    assert here.post("/accounts/password/change/", new).status_code == 302
    page = here.get("/account").content.decode()
    assert ("This one" in page, "End it" in page) == (True, False)
    assert there.get("/projects/").status_code == 302


def test_nobody_ends_the_session_of_somebody_else(cast: Cast) -> None:
    here, theirs = Client(), Client()
    sign_in(here, "helena@signoff.example")
    sign_in(theirs, "jonas@signoff.example")
    number = cast.jonas.usersession_set.get().pk  # type: ignore[attr-defined]
    for strange in (str(number), "0", "x", ""):
        assert here.post("/account/sessions/end", {"session": strange}).status_code == 404
    assert theirs.get("/projects/").status_code == 200


def test_an_account_that_is_closed_lets_nobody_in(cast: Cast, browser: Browser) -> None:
    client = browser(cast.helena)
    Person.objects.filter(pk=cast.helena.pk).update(is_active=False)
    assert client.get("/projects/").status_code == 302
    assert sign_in(Client(), "helena@signoff.example")[1] == "/accounts/inactive/"


# --- the demonstration


def test_in_the_demonstration_one_press_signs_in(cast: Cast, settings: Settings) -> None:
    settings.SIGNOFF_DEMO = True
    client = Client()
    page = client.get("/").content.decode()
    assert "This is a demonstration." in page
    for person in cast.everybody:
        assert person.name in page
    assert cast.astrid.name not in page
    response = client.post("/demonstration", {"person": cast.sofia.pid})
    assert (response.status_code, response["Location"]) == (303, "/projects/BOOK/")
    page = client.get("/projects/").content.decode()
    assert "Sofia Lindqvist" in page
    assert "Change places" in page


def test_nobody_outside_the_cast_is_chosen(cast: Cast, settings: Settings) -> None:
    settings.SIGNOFF_DEMO = True
    for pid in (cast.astrid.pid, "p_nobody", ""):
        assert Client().post("/demonstration", {"person": pid}).status_code == 404


def test_the_demonstrations_door_wants_its_own_form(cast: Cast, settings: Settings) -> None:
    settings.SIGNOFF_DEMO = True
    client = Client(enforce_csrf_checks=True)
    assert client.post("/demonstration", {"person": cast.sofia.pid}).status_code == 403


def test_outside_the_demonstration_its_door_is_not_there(cast: Cast) -> None:
    assert Client().get("/demonstration").status_code == 404
    assert Client().post("/demonstration", {"person": cast.sofia.pid}).status_code == 404


# --- the first account


@pytest.fixture
def nobody(db: None, cast: Cast) -> None:
    """An installation in which nobody has an account: for this test the cast are services."""
    Person.objects.update(is_service=True)


def test_a_new_installation_asks_for_its_first_account(nobody: None) -> None:
    client = Client()
    assert client.get("/")["Location"] == "/first-account"
    given: dict[str, Any] = {
        "name": "Ada Lund",
        "email": "ada@signoff.example",
        "password": "short",
        "time_zone": "Europe/Oslo",
    }
    assert client.post("/first-account", given).status_code == 422
    response = client.post("/first-account", given | {"password": PASSWORD})
    assert (response.status_code, response["Location"]) == (303, "/projects/new")
    assert "Open the project" in client.get("/projects/new").content.decode()
    ada = Person.objects.get(email="ada@signoff.example")
    assert (ada.is_administrator, ada.time_zone) == (True, "Europe/Oslo")


def test_an_inhabited_one_does_not(cast: Cast) -> None:
    for response in (Client().get("/first-account"), Client().post("/first-account", {})):
        assert response["Location"] == "/"
    assert not Person.objects.filter(is_administrator=True).exists()


# --- the link of an invitation


@pytest.fixture
def link(cast: Cast, sending: Callable[[], AbstractContextManager[object]]) -> str:
    """The link in Nora's letter."""
    given: dict[str, Any] = {
        "name": "Nora Dahl",
        "email": "nora@signoff.example",
        "side": "customer",
        "roles": ["observer"],
    }
    with sending():
        do("people.invite-person", cast.helena, project="BOOK", **given)
    Invitation.objects.filter(membership__person__email="nora@signoff.example").update(
        expires_at=NOON.replace(year=2099)
    )
    return "/invitations/" + str(mail.outbox[-1].body).partition("/invitations/")[2].split()[0]


def test_looking_at_an_invitation_decides_nothing(link: str) -> None:
    for _look in range(3):
        assert "Helena Brandt invites you" in Client().get(link).content.decode()
    assert Invitation.objects.get(membership__person__email="nora@signoff.example").accepted_at is None


def test_somebody_new_chooses_a_password_and_is_in(link: str) -> None:
    client = Client()
    assert client.post(link, {"name": "Nora Dahl", "password": "short"}).status_code == 422
    response = client.post(link, {"name": "Nora Dahl", "password": PASSWORD, "time_zone": "Europe/Oslo"})
    assert (response.status_code, response["Location"]) == (303, "/projects/BOOK/")
    assert "Patient booking" in client.get("/projects/").content.decode()
    assert "This one" in client.get("/account").content.decode()
    used = Client().get(link)
    assert used.status_code == 410
    assert "accepted already" in used.content.decode()
    assert Client().post(link, {"name": "Eve", "password": "another long one"}).status_code == 410


def test_an_expired_link_says_so(link: str) -> None:
    Invitation.objects.filter(membership__person__email="nora@signoff.example").update(
        expires_at=NOON.replace(year=2020)
    )
    response = Client().get(link)
    assert (response.status_code, "has expired" in response.content.decode()) == (410, True)


def test_a_link_that_was_never_sent_leads_nowhere(db: None) -> None:
    assert Client().get("/invitations/nonsense").status_code == 404


def test_somebody_with_an_account_signs_in_first(cast: Cast, link: str, browser: Browser) -> None:
    Invitation.objects.filter(membership__person__email="nora@signoff.example").update()
    nora = Person.objects.get(email="nora@signoff.example")
    nora.set_password(PASSWORD)
    nora.save()
    stranger = Client()
    assert f"/accounts/login/?next={link}" in stranger.get(link).content.decode()
    stranger.post(link, {"name": "Eve", "password": "another long one"})
    assert "signed in as Sofia Lindqvist" in browser(cast.sofia).post(link).content.decode()
    assert not nora.memberships.filter(joined_at__isnull=False).exists()
    assert browser(nora).post(link)["Location"] == "/projects/BOOK/"
    assert nora.memberships.filter(joined_at__isnull=False).exists()


def test_every_address_of_ours_has_a_name_and_a_method(db: None) -> None:
    for name in ("account", "end-session", "new-token", "revoke-token", "projects", "new-project", "demonstration"):
        assert Client().delete(reverse(name)).status_code == 405, name
    assert Project.objects.count() == 2
