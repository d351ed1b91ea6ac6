"""Signing somebody in other than by the form: after their first password, and in the demonstration."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from signoff.people.models import Person


def sign_in(request: HttpRequest, person: Person) -> None:
    """The person is signed in from here on; whoever was before in this browser is not any more."""
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    UserSession.objects.create_from_request(request)
