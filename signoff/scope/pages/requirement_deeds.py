"""What is done with a requirement."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from signoff.doors.pages import deed, project_deed
from signoff.people.standing import Member
from signoff.scope.pages.words import scope_of


@project_deed
def record(request: HttpRequest, member: Member) -> HttpResponse:
    """It comes in; files are attached on its own page."""
    here = f"{scope_of(member)}/requirements"
    return deed(
        request,
        "scope.record-requirement",
        {"project": member.project.key, **_words(request)},
        page=f"{here}/new",
        said=_("Written down."),
        then=lambda done: f"{here}/{str(done.answer['requirement']).partition('.')[2]}",
    )


def _words(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("title", "text", "origin")}


def _change(
    request: HttpRequest, member: Member, command: str, requirement: int, said: str, **given: Any
) -> HttpResponse:
    here = f"{scope_of(member)}/requirements/{requirement}"
    named = {"requirement": f"{member.project.key}.{requirement}", "revision": request.POST.get("revision", "")}
    return deed(request, command, {**named, **given}, page=here, said=said)


@project_deed
def change(request: HttpRequest, member: Member, requirement: int) -> HttpResponse:
    """Its words are as the form says."""
    return _change(request, member, "scope.change-requirement", requirement, _("Changed."), **_words(request))


@project_deed
def take_up(request: HttpRequest, member: Member, requirement: int) -> HttpResponse:
    """An analyst takes it up (S6)."""
    return _change(request, member, "scope.take-up-requirement", requirement, _("You have it now."))


@project_deed
def settle(request: HttpRequest, member: Member, requirement: int) -> HttpResponse:
    """It is settled, and how."""
    note = request.POST.get("note", "")
    return _change(request, member, "scope.settle-requirement", requirement, _("It is settled."), note=note)


@project_deed
def withdraw(request: HttpRequest, member: Member, requirement: int) -> HttpResponse:
    """The customer no longer needs it."""
    note = request.POST.get("note", "")
    return _change(request, member, "scope.withdraw-requirement", requirement, _("It is withdrawn."), note=note)


@project_deed
def make_task(request: HttpRequest, member: Member, requirement: int) -> HttpResponse:
    """A task comes of it."""
    form = request.POST
    lines = (line.strip().lstrip("-*•").strip() for line in form.get("criteria", "").splitlines())
    given = {
        "requirement": f"{member.project.key}.{requirement}",
        "kind": form.get("kind", ""),
        "title": form.get("title", ""),
        "story": form.get("story", ""),
        "criteria": [line for line in lines if line],
        "part": form.get("part") or None,
    }
    here = f"{scope_of(member)}/requirements/{requirement}"
    return deed(request, "scope.make-task", given, page=here, said=_("The task is in the backlog."))
