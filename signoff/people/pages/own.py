"""One's own account: name, language, time zone; how one signs in, and where one is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import available_timezones

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from signoff.doors.pages import deed, page
from signoff.kernel import clock
from signoff.mail.queries import choice_of, optional_letters
from signoff.people.access import person_of, see, signed_in
from signoff.people.models import Person
from signoff.people.queries import api_tokens


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Everything that a person decides for themselves."""
    here = reverse("account")
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in ("revision", "name", "locale", "time_zone")}
        return deed(request, "people.change-account", given, page=here, said=_("Changed."))
    person = person_of(request)
    means = list(Authenticator.objects.filter(user=person).order_by("created_at"))
    context = {
        "person": person,
        "languages": settings.LANGUAGES,
        "zones": zones(),
        "passkeys": [each for each in means if each.type == Authenticator.Type.WEBAUTHN],
        "app": next((each for each in means if each.type == Authenticator.Type.TOTP), None),
        "codes": next((each.wrap() for each in means if each.type == Authenticator.Type.RECOVERY_CODES), None),
        "sessions": sessions(person, request.session.session_key or ""),
        "tokens": list(api_tokens(seen_by=person)),
        "letter_choice": choice_of(person),
        "optional_letters": optional_letters(),
        "now": clock.now(),
    }
    return page(request, "people/account.html", context, member=None, current="account")


@require_POST
@signed_in
def end_session(request: HttpRequest) -> HttpResponse:
    """One of the person's own sessions ends at once (B4)."""
    number = request.POST.get("session", "")
    mine = UserSession.objects.filter(user=person_of(request), pk=number if number.isdecimal() else 0).first()
    if mine is None:
        raise Http404
    mine.end()
    return see(f"{reverse('account')}#sessions")


@dataclass(frozen=True)
class OpenSession:
    """Where somebody is signed in, since when, and when it was last used, within an hour."""

    pk: int
    device: str
    address: str
    since: datetime
    used: datetime
    is_this: bool


def sessions(person: Person, this: str) -> list[OpenSession]:
    """The person's sessions that have not ended, this one first, then the one last used."""
    rows = list(UserSession.objects.filter(user=person).order_by("-last_seen_at")[:50])
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=clock.now()
        ).values_list("session_key", flat=True)
    )
    found = [
        OpenSession(row.pk, device(row.user_agent), row.ip, row.created_at, row.last_seen_at, row.session_key == this)
        for row in rows
        if row.session_key in alive
    ]
    return sorted(found, key=lambda session: not session.is_this)


BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device(user_agent: str) -> str:
    """The browser and the device as their owner calls them: “Firefox on Windows”."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), _("A program"))
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser


@cache
def zones() -> list[tuple[str, str]]:
    """The time zones as places: (“Europe/Oslo”, “Europe/Oslo”), and UTC."""
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places)]
