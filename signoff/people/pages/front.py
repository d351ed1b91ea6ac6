"""The front door: in the demonstration the cast, in a new installation the first account, else the sign-in page."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from signoff.doors.not_done import NOTHING, NotDone
from signoff.kernel import clock
from signoff.kernel.command import read_command
from signoff.kernel.refusals import Answer
from signoff.kernel.run import run
from signoff.people.access import reader, see
from signoff.people.commands.account import installation_service
from signoff.people.demonstration import Cast, cast
from signoff.people.models import Person
from signoff.people.sign_in import sign_in


@require_safe
@never_cache
def door(request: HttpRequest) -> HttpResponse:
    """Where everybody comes in."""
    if reader(request) is not None:
        return see(reverse("projects"))
    if settings.SIGNOFF_DEMO and (players := cast()):
        return _choose(request, players)
    if not Person.objects.filter(is_service=False).exists():
        return see(reverse("first-account"))
    return see(reverse("account_login"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def demonstration(request: HttpRequest) -> HttpResponse:
    """Change places: sign in as one of the cast, by one press. Anywhere but in the demonstration it is not there."""
    players = cast() if settings.SIGNOFF_DEMO else None
    if players is None:
        raise Http404
    if request.method != "POST":
        return _choose(request, players)
    chosen = players.person(request.POST.get("person", ""))
    if chosen is None:
        raise Http404
    sign_in(request, chosen)
    return see(players.home)


def _choose(request: HttpRequest, players: Cast) -> HttpResponse:
    return render(request, "people/demonstration.html", {"cast": players, "today": clock.now()}, using="jinja2")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@never_cache
def first_account(request: HttpRequest) -> HttpResponse:
    """The first person of a new installation makes their account, and goes on to open a project."""
    if Person.objects.filter(is_service=False).exists():
        return see(reverse("front-door"))
    if request.method != "POST":
        return _first_account(request, NOTHING)
    given = {name: request.POST.get(name, "") for name in ("name", "email", "password")}
    if zone := request.POST.get("time_zone"):
        given["time_zone"] = zone
    try:
        command = read_command("people.create-first-account", given)
        done = run(command, by=installation_service(), door="page")
    except Answer as answer:
        return _first_account(request, NotDone.of("people.create-first-account", answer, request.POST))
    sign_in(request, Person.objects.get(pid=done.answer["person"]))
    return see(reverse("new-project"))


def _first_account(request: HttpRequest, not_done: NotDone) -> HttpResponse:
    return render(request, "people/first_account.html", {"not_done": not_done}, using="jinja2", status=not_done.status)
