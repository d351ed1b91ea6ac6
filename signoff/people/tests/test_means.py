"""The pages on which somebody changes how they sign in: each is shown, and asks first whether it is them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.core import mail
from django.test import Client
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from signoff.people.models import Person
from tests.cast import PASSWORD, Cast

Browser = Callable[[Person], Client]


@pytest.fixture
def jonas(cast: Cast) -> Person:
    """Somebody with an authenticator app, recovery codes and a passkey."""
    TOTP.activate(cast.jonas, generate_totp_secret())
    RecoveryCodes.activate(cast.jonas)
    WebAuthn.add(cast.jonas, "My laptop", passkey())
    return cast.jonas


def passkey() -> dict[str, Any]:
    """What a browser answers when it has made a key."""
    public = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())  # type: ignore[no-untyped-call]
    attested = AttestedCredentialData.create(b"\0" * 16, b"key", public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    made = AuthenticatorData.create(sha256(b"testserver"), flags, 0, attested)
    client = b'{"type": "webauthn.create", "challenge": "AAAA", "origin": "http://testserver"}'
    answer = {"attestationObject": AttestationObject.create("none", made, {}), "clientDataJSON": client}
    return {
        "id": websafe_encode(b"key"),
        "rawId": websafe_encode(b"key"),
        "type": "public-key",
        "response": {name: websafe_encode(value) for name, value in answer.items()},
        "clientExtensionResults": {"credProps": {"rk": True}},
    }


def known(client: Client) -> Client:
    """The browser after its reader has given the password once more."""
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def pages(person: Person) -> dict[str, str]:
    """The addresses, and some words of each."""
    key = Authenticator.objects.get(user=person, type=Authenticator.Type.WEBAUTHN).pk
    return {
        "/accounts/2fa/totp/deactivate/": "Turn the authenticator app off",
        "/accounts/2fa/recovery-codes/": "Each works once",
        "/accounts/2fa/recovery-codes/generate/": "The old ones stop working at once.",
        "/accounts/2fa/webauthn/add/": "Add a passkey",
        f"/accounts/2fa/webauthn/keys/{key}/edit/": "My laptop",
        f"/accounts/2fa/webauthn/keys/{key}/remove/": "My laptop",
    }


def test_each_page_asks_first_whether_it_is_them(jonas: Person, browser: Browser) -> None:
    client = browser(jonas)
    for address in pages(jonas):
        if address != "/accounts/2fa/recovery-codes/":
            assert client.get(address)["Location"].startswith("/accounts/reauthenticate/"), address


def test_then_each_page_is_shown(jonas: Person, browser: Browser) -> None:
    client = known(browser(jonas))
    for address, words in pages(jonas).items():
        response = client.get(address)
        assert (response.status_code, words in response.content.decode()) == (200, True), address


def test_without_the_password_the_codes_are_not_shown(jonas: Person, browser: Browser) -> None:
    code = RecoveryCodes(Authenticator.objects.get(user=jonas, type="recovery_codes")).get_unused_codes()[0]
    response = browser(jonas).get("/accounts/2fa/recovery-codes/")
    assert code not in response.content.decode()
    page = known(browser(jonas)).get("/accounts/2fa/recovery-codes/download/")
    assert code in page.content.decode().splitlines()


def test_other_ways_to_show_it_are_offered(jonas: Person, browser: Browser) -> None:
    client = browser(jonas)
    page = client.get("/accounts/reauthenticate/").content.decode()
    for address in ("/accounts/2fa/reauthenticate/", "/accounts/2fa/webauthn/reauthenticate/"):
        assert address in page
        assert client.get(address).status_code == 200


def test_the_account_page_tells_what_there_is(jonas: Person, browser: Browser) -> None:
    page = browser(jonas).get("/account").content.decode()
    for words in ("My laptop", "Asked for after your password", "10 left", "Another passkey"):
        assert words in page


def test_turning_the_app_off_is_told_by_mail(jonas: Person, browser: Browser) -> None:
    client = known(browser(jonas))
    assert client.post("/accounts/2fa/totp/deactivate/")["Location"] == "/accounts/2fa/"
    assert [(message.subject, message.to) for message in mail.outbox] == [
        ("The authenticator app was turned off", ["jonas@signoff.example"])
    ]
    assert "The authenticator app is off." in client.get("/account").content.decode()


def test_the_key_of_somebody_else_is_not_there(jonas: Person, cast: Cast, browser: Browser) -> None:
    client = known(browser(cast.helena))
    key = Authenticator.objects.get(user=jonas, type=Authenticator.Type.WEBAUTHN).pk
    for deed in ("edit", "remove"):
        assert client.post(f"/accounts/2fa/webauthn/keys/{key}/{deed}/", {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.filter(pk=key).exists()


def test_a_password_alone_does_not_do_any_more(jonas: Person) -> None:
    client = Client()
    response = client.post("/accounts/login/", {"login": "jonas@signoff.example", "password": PASSWORD})
    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert "One more step" in client.get("/accounts/2fa/authenticate/").content.decode()
    assert client.get("/projects/").status_code == 302
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "Incorrect code" in wrong
    code = RecoveryCodes(Authenticator.objects.get(user=jonas, type="recovery_codes")).get_unused_codes()[0]
    assert client.post("/accounts/2fa/authenticate/", {"code": code})["Location"] == "/projects/"


def test_codes_are_not_guessed(jonas: Person) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "jonas@signoff.example", "password": PASSWORD})
    for number in range(6):
        page = client.post("/accounts/2fa/authenticate/", {"code": f"{number:06d}"}).content.decode()
    assert "Too many failed login attempts" in page


def test_a_nonsense_passkey_is_refused_in_words(cast: Cast) -> None:
    for nonsense in ("", "{}", "[]", "null", '{"id": 7}', '{"response": {"userHandle": "AA"}}', "x" * 5000):
        response = Client().post("/accounts/2fa/webauthn/login/", {"credential": nonsense})
        assert (response.status_code, response["Location"]) == (302, "/accounts/login/"), nonsense


def test_nonsense_as_a_new_passkey_is_refused_in_words(cast: Cast, browser: Browser) -> None:
    client = known(browser(cast.helena))
    for nonsense in ("{}", "[]", "7", '{"rawId": "AA"}', json.dumps(passkey())):
        response = client.post("/accounts/2fa/webauthn/add/", {"name": "Mine", "credential": nonsense})
        assert response.status_code == 200, nonsense
    assert not Authenticator.objects.filter(user=cast.helena).exists()
