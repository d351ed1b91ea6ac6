"""A form's field that is read as one value was sent once: nobody chooses for the sender which of two they meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render


class SentTwice(Exception):
    """A field that stands once in every form of ours came more often (422)."""


class Once(QueryDict):
    """What a form said. `getlist` gives all values of a name; whoever reads it as one, of several, is stopped."""

    @classmethod
    def of(cls, said: QueryDict) -> Once:
        """The same, read strictly."""
        once = cls(mutable=True, encoding=said.encoding)
        for name, values in said.lists():
            once.setlist(name, values)
        once._mutable = False
        return once

    def __getitem__(self, name: str) -> Any:
        if len(self.getlist(name)) > 1:
            raise SentTwice(name)
        return super().__getitem__(name)


class OnceMiddleware:
    """Comes last: nothing but the views reads forms strictly, and their fault is answered here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *_rest: object) -> None:
        # What needs no token of a form's is the API, which reads its bodies by itself.
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = Once.of(request.POST)  # type: ignore[assignment]

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SentTwice):
            return render(request, "400.html", using="jinja2", status=422)
        return None
