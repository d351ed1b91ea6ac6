"""What the forms of the planning page, and of a task's division, are sent to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from signoff.backlog.estimates import own_work
from signoff.backlog.pages.deeds import minutes_of
from signoff.doors.pages import deed, project_deed
from signoff.people.standing import Member

Given = Callable[[QueryDict, Member], dict[str, Any]]


def _of(*names: str) -> Given:
    """The fields of these names as they were typed."""
    return lambda form, member: {name: form.get(name, "") for name in names}


def _number(text: str) -> int | str:
    """A whole number; what is none as it is, for the command to refuse."""
    return int(text) if text.isdecimal() and len(text) < 10 else text


def _estimate(form: QueryDict, member: Member) -> dict[str, Any]:
    work = form.get("work") or own_work(member)
    return {**_of("task", "revision")(form, member), "work": work, "likely": minutes_of(form.get("hours", ""))}


def _minutes(form: QueryDict, *names: str) -> dict[str, Any]:
    return {**{name: form.get(name, "") for name in names}, "minutes": minutes_of(form.get("hours", ""))}


IN_PLAN: dict[str, tuple[str, Given]] = {
    "change": ("sprints.change-sprint", lambda form, member: _sprint(form)),
    "add": ("sprints.plan-task", _of("task")),
    "take-out": ("sprints.take-out", _of("task", "reason")),
    "sign": ("sprints.sign-plan", _of("plan")),
    "planned": ("sprints.record-planning", lambda form, member: {"people": form.getlist("people")}),
    "share": (
        "sprints.set-participant",
        lambda form, member: {"person": form.get("person", ""), "allocation": _number(form.get("allocation", ""))},
    ),
    "leave-out": ("sprints.remove-participant", _of("person")),
    "allow": ("sprints.allow-overcommitment", lambda form, member: _minutes(form, "person", "reason")),
    "divide": ("sprints.divide-task", _of("task")),
    "development": ("sprints.set-development-deadline", _of("task", "on")),
    "testing": ("sprints.set-testing-deadline", _of("task", "on")),
    "deployment": ("sprints.set-delivery-deadline", _of("task", "on")),
    "priority": ("backlog.set-priority", _of("task", "revision", "priority")),
    "assignee": ("backlog.assign-task", _of("task", "revision", "assignee")),
    "estimate": ("backlog.estimate-task", _estimate),
}
OF_SPRINT = {"change", "add", "sign", "planned", "share", "leave-out", "allow"}


def _sprint(form: QueryDict) -> dict[str, Any]:
    return {
        "revision": form.get("revision", ""),
        "goal": form.get("goal", ""),
        "starts_on": form.get("starts_on", ""),
        "weeks": _number(form.get("weeks", "")),
    }


@project_deed
def in_plan(request: HttpRequest, member: Member, number: str, name: str) -> HttpResponse:
    """A deed on the plan, or on a task in it; the page comes back where it was."""
    if name not in IN_PLAN:
        raise Http404
    command, read = IN_PLAN[name]
    given = read(request.POST, member)
    if name in OF_SPRINT:
        given["sprint"] = f"{member.project.key}.{number}"
    here = f"/projects/{member.project.key}/sprints/{number}/plan"
    words = f"?q={request.POST['q']}" if request.POST.get("q") else ""
    place = request.POST.get("place", "")
    back = f"{here}{words}#{place}" if place.replace("-", "").isalnum() else here + words
    return deed(request, command, given, page=here, said=said(name), then=lambda done: back)


def said(name: str) -> str:
    """The word with which the page comes back."""
    return {
        "sign": _("Signed."),
        "add": _("It is in the plan."),
        "take-out": _("It is out of the plan."),
        "divide": _("It is divided."),
    }.get(name) or _("It is written down.")


@project_deed
def begin(request: HttpRequest, member: Member) -> HttpResponse:
    """A sprint is planned."""
    here = f"/projects/{member.project.key}/sprints"
    form, key = request.POST, member.project.key
    given = {name: form.get(name, "") for name in ("goal", "starts_on")}
    return deed(
        request,
        "sprints.plan-sprint",
        {"project": key, **given, "weeks": _number(form.get("weeks", ""))},
        page=f"{here}/new",
        said=_("The sprint is begun. Draw tasks in."),
        then=lambda done: f"{here}/{str(done.answer['sprint']).partition('.')[2]}/plan",
    )


OF_TASK: dict[str, tuple[str, Given]] = {
    "add": ("sprints.add-subtask", lambda form, member: _minutes(form, "title", "work", "assignee")),
    "change": ("sprints.change-subtask", lambda form, member: _minutes(form, "subtask", "revision", "title", "work")),
    "assign": ("sprints.assign-subtask", _of("subtask", "assignee")),
    "drop": ("sprints.drop-subtask", _of("subtask")),
    "finish": ("sprints.finish-subtask", _of("subtask")),
    "reopen": ("sprints.finish-subtask", lambda form, member: {"subtask": form.get("subtask", ""), "done": False}),
    "divide": ("sprints.divide-task", _of()),
    "development": ("sprints.set-development-deadline", _of("on")),
    "testing": ("sprints.set-testing-deadline", _of("on")),
    "deployment": ("sprints.set-delivery-deadline", _of("on")),
}


ASKED = {
    "development": "sprints.set-development-deadline",
    "testing": "sprints.set-testing-deadline",
    "deployment": "sprints.set-delivery-deadline",
}


@project_deed
def ask_for_day(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """Who sets no deadline asks for one, with a reason; those who do that work agree or decline (SP3)."""
    form = request.POST
    command = ASKED.get(form.get("kind", ""))
    if command is None:
        raise Http404
    return deed(
        request,
        "proposals.suggest",
        {
            "project": member.project.key,
            "commands": [{"command": command, "given": {"task": task, "on": form.get("on", "")}}],
            "reason": form.get("reason", ""),
        },
        page=f"/projects/{member.project.key}/tasks/{task}/subtasks",
        said=_("Asked for. Those who do the work agree or decline."),
    )


@project_deed
def of_task(request: HttpRequest, member: Member, task: str, name: str) -> HttpResponse:
    """A deed on the subtasks or the deadlines of a task."""
    if name not in OF_TASK:
        raise Http404
    command, read = OF_TASK[name]
    here = f"/projects/{member.project.key}/tasks/{task}/subtasks"
    return deed(request, command, {"task": task, **read(request.POST, member)}, page=here, said=said(name))
