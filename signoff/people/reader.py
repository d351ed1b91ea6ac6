"""Each request is answered in its reader's language and time zone."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import timezone, translation

from signoff.people.access import reader
from signoff.people.shell import shell_for


class ReaderMiddleware:
    """Comes after Django's own choice of language, which holds for those who are not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = reader(request)
        if person is None:
            with timezone.override(None):
                return self.get_response(request)
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
