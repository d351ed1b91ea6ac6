"""Signing somebody in other than by the form: after their first password, and in the demonstration."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from signoff.people.models import Person


def sign_in(request: HttpRequest, person: Person, *, gave_password: bool) -> None:
    """The person is signed in from here on; whoever was before in this browser is not any more.

    Somebody who has just chosen a password (`gave_password`) need not give it again to add a passkey.
    """
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    if gave_password:
        record_authentication(request, person, method="password", email=person.email)
