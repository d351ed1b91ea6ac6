"""One's own account, the first account, and API tokens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from signoff.kernel.refusals import NotThere, Refused, Stale, Unreadable
from signoff.ledger.models import Entry
from signoff.people.commands.account import installation_service
from signoff.people.letters import secret_digest
from signoff.people.models import ApiToken, Person
from tests.cast import NOON, PASSWORD, Cast, do

FIRST: dict[str, Any] = {"name": "Ada", "email": "ada@signoff.example", "password": PASSWORD}


def test_a_person_changes_name_language_and_time_zone(cast: Cast) -> None:
    given: dict[str, Any] = {
        "revision": cast.sofia.revision,
        "name": "Sofia L.",
        "locale": "fi",
        "time_zone": "Europe/Helsinki",
    }
    done = do("people.change-account", cast.sofia, **given)
    changed = Person.objects.get(pk=cast.sofia.pk)
    assert (changed.name, changed.locale, changed.time_zone) == ("Sofia L.", "fi", "Europe/Helsinki")
    entry = Entry.objects.get(log__origin=done.receipt.log, seq=done.receipt.seq)
    assert b"Sofia" not in bytes(entry.bytes)
    with pytest.raises(Stale):
        do("people.change-account", cast.sofia, **given)


@pytest.mark.parametrize(
    ("field", "value"), [("time_zone", "Mars/Olympus"), ("time_zone", "../etc/passwd"), ("locale", "xx"), ("name", "")]
)
def test_what_makes_no_sense_is_not_kept(cast: Cast, field: str, value: str) -> None:
    given: dict[str, Any] = {
        "revision": cast.sofia.revision,
        "name": "Sofia",
        "locale": "en",
        "time_zone": "UTC",
        field: value,
    }
    with pytest.raises(Unreadable) as unreadable:
        do("people.change-account", cast.sofia, **given)
    assert unreadable.value.problems[0].field == field


@pytest.mark.parametrize(("zone", "day"), [("UTC", "Thu 18 Feb"), ("Pacific/Kiritimati", "Fri 19 Feb")])
def test_pages_follow_the_persons_own_time_zone(
    cast: Cast, browser: Callable[[Person], Client], zone: str, day: str
) -> None:
    """Ninety days after noon in Greenwich it is the next day already on Kiritimati."""
    do("people.create-api-token", cast.sofia, name="Report", days=90)
    given: dict[str, Any] = {"revision": cast.sofia.revision, "name": "Sofia", "locale": "en", "time_zone": zone}
    do("people.change-account", cast.sofia, **given)
    page = browser(cast.sofia).get("/account").content.decode().replace("\u00a0", " ")
    assert day in page


def test_pages_follow_the_persons_own_language(cast: Cast, browser: Callable[[Person], Client]) -> None:
    given: dict[str, Any] = {"revision": cast.sofia.revision, "name": "Sofia", "locale": "fi", "time_zone": "UTC"}
    do("people.change-account", cast.sofia, **given)
    client = browser(cast.sofia)
    assert 'lang="fi"' in client.get("/account", headers={"accept-language": "de"}).content.decode()
    assert 'lang="de"' in Client().get("/accounts/login/", headers={"accept-language": "de"}).content.decode()


def test_the_first_account_is_made_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        do("people.create-first-account", installation_service(), **FIRST)
    assert refused.value.refusals[0].code == "not-the-first"


def test_nobody_but_the_installation_makes_it(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        do("people.create-first-account", cast.helena, **FIRST)
    assert refused.value.refusals[0].code == "not-yours-installation"


def token(cast: Cast, **other: Any) -> tuple[ApiToken, str]:
    done = do("people.create-api-token", cast.helena, **({"name": "Report"} | other))
    return ApiToken.objects.get(public_id=done.answer["token"]), str(done.secret["secret"])


def test_a_token_is_told_once_and_kept_as_a_digest(cast: Cast) -> None:
    made, secret = token(cast, scope="write", project="BOOK", days=30)
    assert made.secret_digest == secret_digest(secret)
    assert (made.scope, made.project, made.expires_at) == ("write", cast.project, NOON + timedelta(days=30))
    entries = b"".join(bytes(entry.bytes) for entry in Entry.objects.all())
    assert secret.encode() not in entries


def test_a_retried_command_tells_no_secret_again(cast: Cast) -> None:
    do("people.create-api-token", cast.helena, name="Report", _key="k")
    again = do("people.create-api-token", cast.helena, name="Report", _key="k")
    assert (again.repeated, again.secret) == (True, {})


def test_a_token_for_a_project_of_others_is_not_made(cast: Cast) -> None:
    with pytest.raises(NotThere):
        do("people.create-api-token", cast.astrid, name="Report", project="BOOK")
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("given", [{"days": 0}, {"days": 367}, {"scope": "admin"}, {"name": ""}])
def test_a_token_has_a_name_a_scope_and_an_end(cast: Cast, given: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        token(cast, **given)


def test_a_token_is_taken_back_by_its_owner_once(cast: Cast) -> None:
    made, _secret = token(cast)
    with pytest.raises(NotThere):
        do("people.revoke-api-token", cast.jonas, token=made.public_id)
    do("people.revoke-api-token", cast.helena, token=made.public_id)
    made.refresh_from_db()
    assert made.revoked_at == NOON
    with pytest.raises(Refused) as refused:
        do("people.revoke-api-token", cast.helena, token=made.public_id)
    assert refused.value.refusals[0].code == "revoked-already"


def test_the_page_shows_the_secret_once(cast: Cast, browser: Callable[[Person], Client]) -> None:
    client = browser(cast.helena)
    given: dict[str, Any] = {"name": "Report", "scope": "read", "days": "90", "project": "", "_key": "k"}
    first = client.post("/account/tokens/new", given).content.decode()
    secret = first.partition("signoff_")[2][:43]
    assert ApiToken.objects.get().secret_digest == secret_digest(f"signoff_{secret}")
    assert secret not in client.post("/account/tokens/new", given).content.decode()
    page = client.get("/account").content.decode()
    assert "Report" in page
    assert secret not in page
    client.post("/account/tokens/revoke", {"token": ApiToken.objects.get().public_id, "_key": "r"})
    assert "taken back" in client.get("/account").content.decode()
