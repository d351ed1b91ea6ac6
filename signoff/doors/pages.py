"""The pages' door: a form is read as a command, run, and answered. Nothing is decided here.

Done: go and look (303), with a word about it and its receipt. Not done: the page that the form stood on is shown
again (409, 412, 422, 503), with the reason at its place and everything that was typed. Not there: 404 (B2).
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.backends.utils import csrf_input
from django.urls import resolve
from django.views.decorators.http import require_POST, require_safe

from signoff.doors.not_done import NOTHING, NotDone
from signoff.kernel.command import read_command
from signoff.kernel.refusals import NotThere, Problem, Refused, Stale, Unreadable
from signoff.kernel.run import Done, run
from signoff.ledger.faults import LedgerFault
from signoff.ledger.queries import receipt_address
from signoff.people.access import member_or_404, person_of, see, signed_in
from signoff.people.shell import shell_for
from signoff.people.standing import Member
from signoff.ui.shell import Message

LONGEST_KEY = 100
RECEIPT = "receipt"
logger = logging.getLogger(__name__)


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, member: Member | None, current: str
) -> HttpResponse:
    """The page inside its shell. Its template has `not_done` (what was refused, if anything), `new_key()`, and
    `token`: Django's `csrf_input`, made once for all forms of the page."""
    refused = not_done_of(request)
    around = {
        "shell": shell_for(request, member, current),
        "messages": _said(request),
        "not_done": refused,
        "new_key": new_key,
        "token": csrf_input(request),
    }
    return render(request, template, {**around, **context}, using="jinja2", status=refused.status)


def project_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of a project: its view is given where the reader stands in it. Whoever is not in it gets 404 (B2)."""
    return signed_in(require_safe(_in_project(view)))


def project_deed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What a form of a project is sent to: POST only, otherwise like `project_page`.

    Whoever looks there, after signing in anew or from a refused form's address, is led to the page above it.
    """
    sent = signed_in(require_POST(_in_project(view)))

    def led(request: HttpRequest, **rest: Any) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            return HttpResponseRedirect(request.path.rpartition("/")[0])
        return sent(request, **rest)

    return led


def form_or_deed(form: Callable[..., HttpResponse], sent: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """One address for a form and for what it is sent to."""

    def by_method(request: HttpRequest, **rest: Any) -> HttpResponse:
        return (sent if request.method == "POST" else form)(request, **rest)

    return by_method


def _in_project(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def within(request: HttpRequest, project: str, **rest: Any) -> HttpResponse:
        try:
            return view(request, member_or_404(request, project), **rest)
        except NotThere:
            raise Http404 from None

    return within


def new_key() -> str:
    """A fresh idempotency key for one form."""
    return secrets.token_urlsafe(12)


def not_done_of(request: HttpRequest) -> NotDone:
    """What the form said that was not done, on the page that is shown again; else nothing."""
    refused: NotDone = getattr(request, "not_done", NOTHING)
    return refused


def deed(
    request: HttpRequest,
    command: str,
    given: Mapping[str, Any],
    *,
    page: str,
    said: str = "",
    then: Callable[[Done], str] | None = None,
) -> HttpResponse:
    """Run a command from a form that stands on the page at the address `page`.

    `said` is the word that the next page begins with, beside the receipt ("" for none); `then` gives the address of
    that page where it is another one. Raises Http404.
    """
    try:
        done = run(read_command(command, dict(given)), by=person_of(request), door="page", key=_key(request))
    except NotThere:
        raise Http404 from None
    except (Refused, Stale, Unreadable) as answer:
        return show_again(request, NotDone.of(command, answer, request.POST), page)
    except LedgerFault as fault:
        logger.error("%s: %s", type(fault).__name__, fault)  # noqa: TRY400 (its text says all that helps)
        return show_again(request, NotDone(command, 503, stale=fault.sentence, typed=request.POST), page)
    if said:
        tell(request, said, done)
    return see(then(done) if then else page)


def show_again(request: HttpRequest, not_done: NotDone, page: str) -> HttpResponse:
    """The page at this address as it is now, with what was not done on it."""
    found = resolve(page.partition("?")[0])
    request.not_done = not_done  # type: ignore[attr-defined]
    request.method = "GET"
    request.GET = QueryDict(page.partition("?")[2])
    request.path = request.path_info = page.partition("?")[0]
    response: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return response


def tell(request: HttpRequest, words: str, done: Done) -> None:
    """Say on the next page what was done; in a project, with its receipt."""
    address = receipt_address(done.receipt)
    entry = f"{RECEIPT} {done.receipt.seq} {address}" if address else ""
    messages.success(request, words, extra_tags=entry)


def _key(request: HttpRequest) -> str | None:
    """The form's idempotency key: a second press has no second effect (C3). Raises Unreadable."""
    key = request.POST.get("_key", "")
    if len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
        raise Unreadable([Problem("Idempotency-Key", "is not a key of ours")])
    return key or None


def _said(request: HttpRequest) -> list[Message]:
    """What earlier deeds left to say, each once."""
    said = []
    for message in messages.get_messages(request):
        tone = {"success": "ok", "warning": "wait", "error": "bad"}.get(message.level_tag, "plain")
        tags = (message.extra_tags or "").split()
        receipt = {"seq": int(tags[1]), "href": tags[2]} if tags[:1] == [RECEIPT] else {}
        said.append(Message(str(message.message), tone, **receipt))  # type: ignore[arg-type]
    return said
