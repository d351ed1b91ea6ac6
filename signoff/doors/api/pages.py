"""The API's description, a page to try it, and the answer to every address that is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, ensure_csrf_cookie
from django.views.decorators.http import require_GET

from signoff.doors.api.answers import not_there
from signoff.doors.api.api import build

api = build()
DEEDS = "do/"


@cache
def _document() -> bytes:
    """Made once: what it says changes only with the program."""
    return json.dumps(api.get_openapi_schema(path_prefix="api/v1/"), ensure_ascii=False).encode()


@cache
def _deeds() -> dict[str, Callable[..., HttpResponse]]:
    """The view of each command, by its public name."""
    found = [each for each in api.urls[0] if str(each.pattern).startswith(DEEDS)]
    return {str(each.pattern).removeprefix(DEEDS): each.callback for each in found if each.callback}


@csrf_exempt
def do(request: HttpRequest, command: str) -> HttpResponse:
    """What `do/<command>` answers: looked up by its name, since addresses are tried one after the other."""
    view = _deeds().get(command, nowhere)
    return view(request)


@require_GET
def description(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1, for whoever asks: it says what can be asked for, and nothing of what there is."""
    return HttpResponse(_document(), content_type="application/json")


@require_GET
@ensure_csrf_cookie
@csp_update({"style-src": [SELF, UNSAFE_INLINE]})
def to_try(request: HttpRequest) -> HttpResponse:
    """Swagger UI, which sets styles inline: this page alone allows that, and no script but our own files."""
    return render(request, "api/try.html", using="jinja2")


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Whoever looks for the API by hand comes to the page that shows it."""
    return redirect("api-docs")


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """No such address: the same answer as for what is not the reader's (B2)."""
    return not_there()
