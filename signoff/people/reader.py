"""Each request is answered in its reader's language and time zone."""

from __future__ import annotations

import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone, translation

from signoff.people.access import reader
from signoff.people.shell import shell_for

SIGNED_IN = "signed-in"
"""When a session began, in seconds since 1970: it is known with the session, without a question to the database."""
NOTED_EVERY = 60 * 60
MOST_NOTED = 10_000
_noted: dict[str, float] = {}


class ReaderMiddleware:
    """Comes after Django's own choice of language, which holds for those who are not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = reader(request)
        if person is None:
            with timezone.override(None):
                return self.get_response(request)
        note_use(request)
        translation.activate(person.locale)
        request.LANGUAGE_CODE = person.locale
        with timezone.override(ZoneInfo(person.time_zone)):
            return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: SimpleTemplateResponse
    ) -> SimpleTemplateResponse:
        """The pages of the sign-in library stand in our shell too; our own pages bring theirs."""
        around = {"shell": shell_for(request, None, "account"), "messages": get_messages(request)}
        response.context_data = {**around, **(response.context_data or {})}
        return response


def note_use(request: HttpRequest) -> None:
    """Note that the session was used, for the list of one's sessions (B4): in each process at most once an hour."""
    key, now = request.session.session_key or "", time.time()
    if now - _noted.get(key, request.session.get(SIGNED_IN, 0)) < NOTED_EVERY:
        return
    if len(_noted) >= MOST_NOTED:
        _noted.clear()
    _noted[key] = now
    UserSession.objects.filter(session_key=key).update(last_seen_at=timezone.now())


def _begin(sender: object, request: HttpRequest, **_rest: object) -> None:
    request.session[SIGNED_IN] = int(time.time())


user_logged_in.connect(_begin)
