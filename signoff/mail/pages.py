"""One's choice of letters: on the account's page, and behind the link in a letter. Looking there decides nothing."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from signoff.doors.pages import deed
from signoff.kernel.command import read_command
from signoff.kernel.refusals import Stale
from signoff.kernel.run import run
from signoff.mail.kinds import OPTIONAL
from signoff.mail.models import LetterChoice
from signoff.mail.queries import choice_of
from signoff.mail.unsubscribing import who_and_what
from signoff.people.access import signed_in

CHOOSE = "mail.choose-letters"


@require_POST
@signed_in
def choose(request: HttpRequest) -> HttpResponse:
    """From the form on the account's page, which names the letters that are wanted."""
    wanted = request.POST.getlist("letters")
    unwanted = [kind for kind in OPTIONAL if kind not in wanted]
    given = {"revision": request.POST.get("letters_revision", ""), "unwanted": unwanted}
    return deed(request, CHOOSE, given, page=reverse("account"), said=_("Changed."))


# A mail program sends the form by itself (RFC 8058) and has no cookie of ours; the link itself is the secret.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The letter's reader turns letters of its kind off; a mail program does it with one press."""
    found = who_and_what(token)
    if found is None:
        raise Http404
    person, kind = found
    choice = choice_of(person)
    if request.method == "POST" and kind not in choice.unwanted:
        choice = _turn_off(choice, kind)
    context = {"letters": gettext(OPTIONAL[kind][0]), "is_off": kind in choice.unwanted, "email": person.email}
    return render(request, "mail/unsubscribe.html", context, using="jinja2")


def _turn_off(choice: LetterChoice, kind: str) -> LetterChoice:
    command = read_command(CHOOSE, {"revision": choice.revision, "unwanted": [*choice.unwanted, kind]})
    # Pressed twice at once, the other press has done it.
    with suppress(Stale):
        run(command, by=choice.person, door="mail")
    return choice_of(choice.person)
