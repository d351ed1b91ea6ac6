"""Answering a suggestion, taking one back, and making one, from a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from signoff.doors.pages import deed, project_deed
from signoff.kernel.run import Done
from signoff.people.standing import Member


def suggest_deed(
    request: HttpRequest, member: Member, command: str, given: Mapping[str, Any], *, page: str, then: str = ""
) -> HttpResponse:
    """Suggest one deed to the other side, with the reason that stands in the form; back to `then`, or to `page`."""
    whole = {
        "project": member.project.key,
        "commands": [{"command": command, "given": dict(given)}],
        "reason": request.POST.get("reason", ""),
    }
    said = _("Suggested. The other side answers it.")
    return deed(request, "proposals.suggest", whole, page=page, said=said, then=lambda done: then or page)


@project_deed
def agree(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The side that decides agrees: it is done (R2)."""
    return _answer(request, member, number, "proposals.agree", _("Agreed, and done."))


@project_deed
def decline(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The side that decides leaves it as it is, with a reason (R2)."""
    return _answer(request, member, number, "proposals.decline", _("Declined. It stays as it is."))


@project_deed
def withdraw(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """It is taken back before it is answered."""
    return _answer(request, member, number, "proposals.withdraw", _("Taken back."))


def _answer(request: HttpRequest, member: Member, number: int, command: str, said: str) -> HttpResponse:
    place, form = f"/projects/{member.project.key}", request.POST
    given = {"proposal": f"{member.project.key}.{number}", "note": form.get("note", "")}
    back = form.get("back", "")

    def next_page(done: Done) -> str:
        # From the backlog: back to the same filters.
        return f"{place}/backlog{back.rstrip('?')}" if back.startswith("?") else f"{place}/suggestions"

    return deed(request, command, given, page=f"{place}/suggestions/{number}", said=said, then=next_page)
