"""The switch of appearance, and the page that shows every component with its states."""

import os

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from signoff.ui import sample
from signoff.ui.theme import THEMES, keep_theme


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep the choice of light, dark or device, and go back to where the reader was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("theme")
    for theme in THEMES:
        if chosen == theme:
            keep_theme(response, theme, secure=request.is_secure())
    return response


def shown() -> bool:
    """The page of components is for those who build: in debug, or where SIGNOFF_DEBUG says so."""
    return bool(settings.DEBUG or os.environ.get("SIGNOFF_DEBUG"))


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every component with its states, in the reader's appearance."""
    if not shown():
        raise Http404
    return render(request, "ui/components.html", sample.context(), using="jinja2")


@require_GET
def door(request: HttpRequest) -> HttpResponse:
    """The shell without sidebar, as sign-in uses it."""
    if not shown():
        raise Http404
    return render(request, "ui/components_door.html", using="jinja2")
