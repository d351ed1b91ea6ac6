"""Who asks the API: tokens with a scope and an end, and signed-in browsers with their CSRF token (B4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from signoff.people.models import ApiToken, Person
from tests.cast import Cast, add_task, do
from tests.doors.doors import post


def token_of(person: Person, **given: Any) -> str:
    """A new token of the person's; it ends 90 days from now unless told otherwise."""
    done = do("people.create-api-token", person, now=timezone.now(), **({"name": "A program"} | given))
    return str(done.secret["secret"])


def bearing(secret: str) -> Client:
    return Client(headers={"authorization": f"Bearer {secret}"})


def ask(client: Client, address: str = "me") -> HttpResponse:
    return client.get(f"/api/v1/{address}")  # type: ignore[return-value]


WISH = {"project": "BOOK", "title": "By a program"}


def test_a_token_acts_for_the_person_who_made_it(cast: Cast) -> None:
    client = bearing(token_of(cast.priya, scope="write"))
    assert ask(client).json()["person"] == cast.priya.pid  # type: ignore[attr-defined]
    response = post(client, "backlog.add-task", WISH)
    assert response.status_code == 200
    assert response.json()["receipt"]["proof"].startswith("c2sp.org/tlog-proof@v1\n")


def test_answers_are_in_the_language_of_whoever_the_token_acts_for(cast: Cast) -> None:
    secret = token_of(cast.priya)
    Person.objects.filter(pk=cast.priya.pk).update(locale="fi")
    for said, language in (("de", "fi"), ("", "fi")):
        answer = bearing(secret).get("/api/v1/me", headers={"accept-language": said})
        assert answer.headers["Content-Language"] == language
    assert Client().get("/api/v1/me", headers={"accept-language": "de"}).headers["Content-Language"] == "de"


def test_a_token_that_reads_only_is_refused_whatever_it_asks_for(cast: Cast) -> None:
    client = bearing(token_of(cast.helena, scope="read"))
    assert ask(client, "projects/BOOK").status_code == 200
    answers = [
        post(client, "backlog.add-task", given)
        for given in (WISH, WISH | {"project": "ELSE"}, WISH | {"project": "NOWHERE"})
    ]
    assert {response.status_code for response in answers} == {409}
    assert len({response.content for response in answers}) == 1


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer signoff_",
        "Bearer signoff_" + "x" * 43,
        "bearer signoff_" + "é" * 43,
        "Basic aGVsZW5hOng=",
        "signoff_x",
        "",
        "Bearer " + "x" * 10_000,
    ],
)
def test_an_unknown_token_is_nobody(cast: Cast, header: str) -> None:
    response = Client(headers={"authorization": header}).get("/api/v1/me")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_unknown_expired_and_revoked_tokens_get_one_answer(cast: Cast) -> None:
    expired, revoked = token_of(cast.helena), token_of(cast.helena)
    first, second = ApiToken.objects.order_by("pk")
    ApiToken.objects.filter(pk=first.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert ask(bearing(revoked)).status_code == 200
    do("people.revoke-api-token", cast.helena, token=second.public_id)
    answers = [ask(bearing(each)) for each in (expired, revoked, "signoff_" + "x" * 43)]
    assert [response.status_code for response in answers] == [401, 401, 401]
    assert len({response.content for response in answers}) == 1


def test_the_token_of_somebody_who_may_not_sign_in_any_more_is_nobody(cast: Cast) -> None:
    secret = token_of(cast.sofia)
    Person.objects.filter(pk=cast.sofia.pk).update(is_active=False)
    assert ask(bearing(secret)).status_code == 401


def test_a_token_of_a_named_service_opens_nothing(cast: Cast) -> None:
    secret = token_of(cast.sofia)
    Person.objects.filter(pk=cast.sofia.pk).update(is_service=True)
    assert ask(bearing(secret)).status_code == 401


def test_a_token_ends_with_its_persons_part_in_the_project(cast: Cast) -> None:
    client = bearing(token_of(cast.sofia))
    assert ask(client, "projects/BOOK").status_code == 200
    place = cast.member(cast.sofia).membership
    given: dict[str, Any] = {"project": "BOOK", "membership": place.public_id, "revision": place.revision}
    do("people.end-membership", cast.jonas, **given)
    assert ask(client, "projects/BOOK").status_code == 404


def test_a_wrong_token_is_not_forgiven_for_a_session_beside_it(cast: Cast) -> None:
    client = Client(headers={"authorization": "Bearer signoff_" + "x" * 43})
    client.force_login(cast.helena)
    assert ask(client).status_code == 401


def test_a_token_of_one_project_sees_no_other(cast: Cast) -> None:
    do("people.create-project", _administrator(cast), **_other_project(cast))
    add_task(cast.helena)
    client = bearing(token_of(cast.jonas, project="BOOK", scope="write"))
    assert [each["key"] for each in ask(client, "projects").json()["projects"]] == ["BOOK"]  # type: ignore[attr-defined]
    nowhere = ask(client, "projects/NOWHERE")
    for address in ("projects/LAB", "projects/LAB/tasks", "projects/LAB/ledger", "tasks/LAB-1"):
        assert (ask(client, address).status_code, ask(client, address).content) == (404, nowhere.content)
    assert post(client, "backlog.add-task", WISH | {"project": "LAB"}).content == nowhere.content
    assert post(client, "people.change-account", _account(cast.jonas)).content == nowhere.content
    assert post(client, "backlog.add-task", WISH).status_code == 200


def _administrator(cast: Cast) -> Person:
    Person.objects.filter(pk=cast.jonas.pk).update(is_administrator=True)
    return Person.objects.get(pk=cast.jonas.pk)


def _other_project(cast: Cast) -> dict[str, Any]:
    return {
        "key": "LAB",
        "name": "Laboratory",
        "customer": "Aurora Labs",
        "contractor": "Northlight Software",
        "product_owner": {"name": "Vera Holm", "email": "vera@signoff.example"},
        "project_manager": {"name": cast.jonas.name, "email": cast.jonas.email},
    }


def _account(person: Person) -> dict[str, object]:
    return {"revision": person.revision, "name": person.name, "locale": "en", "time_zone": "UTC"}


def test_a_token_makes_no_other_token(cast: Cast) -> None:
    response = post(bearing(token_of(cast.helena, scope="write")), "people.create-api-token", {"name": "Another"})
    assert response.status_code == 409
    assert response.json()["refusals"][0]["code"] == "token-makes-no-token"
    assert ApiToken.objects.count() == 1


def test_the_secret_of_a_new_token_is_shown_once(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.helena)
    made = [post(client, "people.create-api-token", {"name": "Nightly"}, idempotency_key="once") for _ in range(2)]
    assert made[0].json()["secret"]["secret"].startswith("signoff_")
    assert (made[1].json()["secret"], made[1].json()["repeated"]) == ({}, True)
    assert made[1].json()["receipt"] == made[0].json()["receipt"]


def test_the_last_use_of_a_token_is_noted_once_an_hour(cast: Cast) -> None:
    client = bearing(token_of(cast.helena))
    ask(client)
    first = ApiToken.objects.get().last_used_at
    ask(client)
    assert ApiToken.objects.get().last_used_at == first
    ApiToken.objects.update(last_used_at=timezone.now() - timedelta(hours=1, seconds=1))
    ask(client)
    noted = ApiToken.objects.get().last_used_at
    assert first is not None
    assert noted is not None
    assert noted >= first


def test_whoever_is_not_signed_in_is_nobody(cast: Cast) -> None:
    assert ask(Client()).status_code == 401
    assert post(Client(), "backlog.add-task", WISH).status_code == 401


def test_a_session_changes_nothing_without_its_csrf_token(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.helena)
    assert ask(client).status_code == 200
    assert post(client, "backlog.add-task", WISH).status_code == 401
    page = client.get("/api/v1/docs")
    csrf = page.content.decode().partition('data-csrf="')[2].partition('"')[0]
    assert post(client, "backlog.add-task", WISH, x_csrftoken="wrong").status_code == 401
    assert post(client, "backlog.add-task", WISH, x_csrftoken=csrf).status_code == 200


def test_a_token_needs_no_csrf_token(cast: Cast) -> None:
    client = Client(
        enforce_csrf_checks=True, headers={"authorization": f"Bearer {token_of(cast.helena, scope='write')}"}
    )
    assert post(client, "backlog.add-task", WISH).status_code == 200
