"""What is done on the board: a card moves on or back, is blocked, or goes where a page of its own asks for more."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from signoff.backlog.queries import task_named
from signoff.backlog.words import WORKING_STEPS, Step
from signoff.charter.decisions import decision_named
from signoff.doors.not_done import NotDone
from signoff.doors.pages import deed, page, project_deed, project_page
from signoff.kernel.command import read_command
from signoff.kernel.refusals import Refused, Stale, Unreadable
from signoff.kernel.run import run
from signoff.people.access import person_of
from signoff.people.circle import circle
from signoff.people.standing import Member
from signoff.sprints.models import Sprint
from signoff.sprints.pages.board import changed, refusal_of
from signoff.sprints.pages.frame import address_of, around, begun_sprint

BOTH_KNOWN = {Step.HANDED_OVER: ("handover", "hand-over"), Step.ACCEPTED: ("acceptance", "")}
"""Steps that have a page of their own: which decision leads there, and the last word of its address."""


@project_page
def card(request: HttpRequest, member: Member, number: str, task: str) -> HttpResponse:
    """Everything that can be done with one card, for fingers, keys and readers without script."""
    row, found, people = begun_sprint(number, member), task_named(task, seen_by=member), circle(seen_by=member)
    context = {
        **around(row, member, "board"),
        "task": found,
        "steps": [(str(step), step.label) for step in WORKING_STEPS],
        "may_move": found.step in WORKING_STEPS,
        "refusal": refusal_of("progress", people),
        "task_address": f"/projects/{member.project.key}/tasks/{found.key}",
    }
    return page(request, "sprints/board_card.html", context, member=member, current="sprints")


@project_deed
def move(request: HttpRequest, member: Member, number: str, task: str) -> HttpResponse:
    """A card is moved to another step (SP7). The last two steps have pages of their own, to which it leads."""
    step, row = request.POST.get("step", ""), begun_sprint(number, member)
    given = {"task": task, "step": step, "revision": request.POST.get("revision", "")}
    decision, last = BOTH_KNOWN.get(step, ("", ""))  # type: ignore[call-overload]  # a step is its own text
    if decision and member.may(decision_named(decision)):
        there = f"/projects/{member.project.key}/tasks/{task_named(task, seen_by=member).key}"
        return _go(request, f"{there}/{last}" if last else there)
    if request.headers.get("HX-Request"):
        return _on_the_board(request, row, member, "backlog.move-task", given)
    back = address_of(row, "board")
    here = address_of(row, f"cards/{task}")
    return deed(request, "backlog.move-task", given, page=here, said=_("Moved."), then=lambda _: back)


@project_deed
def block(request: HttpRequest, member: Member, number: str, task: str) -> HttpResponse:
    """Something holds the task up, or does no more (SP7)."""
    row, form = begun_sprint(number, member), request.POST
    given = {"task": task, "revision": form.get("revision", "")}
    command, said = "backlog.unblock-task", _("Nothing holds it up any more.")
    if "reason" in form:
        given["reason"] = form["reason"]
        command, said = "backlog.block-task", _("It is marked as blocked.")
    back = address_of(row, "board")
    return deed(request, command, given, page=address_of(row, f"cards/{task}"), said=said, then=lambda _: back)


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """Lead to another page; a script on the board is told where."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address, status=303)


def _on_the_board(
    request: HttpRequest, sprint: Sprint, member: Member, command: str, given: dict[str, Any]
) -> HttpResponse:
    """Do it from the board itself: the answer is what changed there, and why it was not done if it was not."""
    after = request.POST.get("after", "")
    seen = int(after) if after.isascii() and after.isdecimal() and len(after) < 16 else 0
    try:
        run(read_command(command, given), by=person_of(request), door="page")
    except (Refused, Stale, Unreadable) as answer:
        not_done = NotDone.of(command, answer, request.POST)
        words = " ".join(not_done.others())
        return changed(request, sprint, member, seen, said=words, status=not_done.status)
    return changed(request, sprint, member, seen)
