"""The small deeds on a task's page: priority, value, assignee, estimate, step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from signoff.backlog.estimates import own_work
from signoff.backlog.pages.addresses import backlog_of, task_at
from signoff.doors.pages import deed, project_deed
from signoff.people.standing import Member

CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)", re.ASCII)
DECIMAL = re.compile(r"(\d{1,5})(?:[.,](\d{1,2}))?", re.ASCII)


def _change(request: HttpRequest, command: str, task: str, said: str, **given: Any) -> HttpResponse:
    """A change of the task at the revision that the form was made for."""
    whole: Mapping[str, Any] = {"task": task, "revision": request.POST.get("revision", ""), **given}
    here, back = task_at(task), request.POST.get("back", "")
    if not back.startswith("?"):
        return deed(request, command, whole, page=here, said=said)
    # From the backlog: back to the same filters, at the task's row.
    there = f"{backlog_of(task.partition('-')[0])}{back}#{task}"
    return deed(
        request, command, whole, page=f"{here}/rank?{urlencode({'back': back})}", said=said, then=lambda done: there
    )


@project_deed
def set_priority(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """The customer says how soon they need it (S2)."""
    return _change(
        request, "backlog.set-priority", task, _("The priority is set."), priority=request.POST.get("priority", "")
    )


@project_deed
def set_value(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """The customer says what it is worth (P1)."""
    return _change(request, "backlog.set-value", task, _("The value is set."), value=request.POST.get("value", ""))


@project_deed
def assign(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """Whoever loads the developers gives it to one of them (B3)."""
    chosen = request.POST.get("assignee", "")
    said = _("It is given to somebody.") if chosen else _("Nobody has it now.")
    return _change(request, "backlog.assign-task", task, said, assignee=chosen)


@project_deed
def estimate(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """Those who do the work put hours on it (S6)."""
    form = request.POST
    given: dict[str, Any] = {"work": form.get("work") or own_work(member), "likely": minutes_of(form.get("hours", ""))}
    for name in ("optimistic", "pessimistic"):
        if form.get(name, "").strip():
            given[name] = minutes_of(form[name])
    return _change(request, "backlog.estimate-task", task, _("The estimate is written down."), **given)


@project_deed
def move(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """Those who do the work say how far it is (SP7)."""
    return _change(request, "backlog.move-task", task, _("Moved."), step=request.POST.get("step", ""))


@project_deed
def block(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """Something holds it up (SP7)."""
    reason = request.POST.get("reason", "")
    return _change(request, "backlog.block-task", task, _("It is marked as blocked."), reason=reason)


@project_deed
def unblock(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """It goes on (SP7)."""
    return _change(request, "backlog.unblock-task", task, _("Nothing holds it up any more."))


def minutes_of(text: str) -> int | str:
    """“6”, “1:30”, “1.5” and “1,5” hours as minutes; what is none of these as it is, for the command to refuse."""
    said = text.strip().removesuffix("h").strip()
    if clock := CLOCK.fullmatch(said):
        return int(clock[1]) * 60 + int(clock[2])
    if decimal := DECIMAL.fullmatch(said):
        hundredths = int((decimal[2] or "0").ljust(2, "0"))
        return int(decimal[1]) * 60 + round(hundredths * 60 / 100)
    return said
