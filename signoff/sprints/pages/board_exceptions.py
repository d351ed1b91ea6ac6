"""The doors into a frozen sprint: a critical bug that the customer lets in, and emergency work written down after."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from signoff.backlog.models import Task
from signoff.backlog.pages.deeds import minutes_of
from signoff.backlog.queries import task_named, tasks
from signoff.backlog.words import Kind, Priority, Step
from signoff.doors.pages import deed, page, project_deed, project_page
from signoff.kernel.refusals import NotThere
from signoff.people.circle import circle
from signoff.people.standing import Member
from signoff.sprints.models import Sprint
from signoff.sprints.pages.board import refusal_of
from signoff.sprints.pages.frame import address_of, around, begun_sprint
from signoff.sprints.queries.running import tasks_left

MOST_BUGS = 50


def running(number: str, member: Member) -> Sprint:
    """The sprint that an address names, while it runs. Raises NotThere."""
    sprint = begun_sprint(number, member)
    if not sprint.is_running:
        raise NotThere(number)
    return sprint


@project_page
def critical_bug(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Which bug, why, and what makes way for it (SP5)."""
    sprint, people = running(number, member), circle(seen_by=member)
    chosen = request.GET.get("task", "")
    context = {
        **around(sprint, member, "board"),
        "circle": people,
        "bug": task_named(chosen, seen_by=member) if chosen else None,
        "bugs": open_bugs(sprint, member),
        "makes_way": [
            ("", _("Nothing makes way")),
            *((task.key, f"{task.key} {task.title}") for task in room(sprint, member)),
        ],
        "refusal": refusal_of("critical-bug", people),
        "report_refusal": refusal_of("new-task", people),
        "may_prioritise": people.may("priority"),
    }
    return page(request, "sprints/board_bug.html", context, member=member, current="sprints")


def open_bugs(sprint: Sprint, member: Member) -> list[Task]:
    """Bugs that are not in the sprint, the customer's first ones first."""
    rows = tasks(seen_by=member).filter(kind=Kind.BUG, is_open=True).exclude(sprint_id=sprint.pk)
    found = list(rows.order_by("priority", "position", "number")[:MOST_BUGS])
    for task in found:
        task.project = member.project
    return found


def room(sprint: Sprint, member: Member) -> list[Task]:
    """What could make way: the tasks that have come least far, the least urgent first."""
    steps = list(Step.values)
    left = [task for task in tasks_left(sprint, seen_by=member) if task.step != Step.HANDED_OVER]
    return sorted(left, key=lambda task: (steps.index(task.step), -task.priority, -task.position))


@project_deed
def report_bug(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """A bug is written down; then it is let in, or suggested (SP5)."""
    sprint, form = running(number, member), request.POST
    here = address_of(sprint, "critical-bug")
    given: dict[str, Any] = {
        "project": member.project.key,
        "kind": "bug",
        "title": form.get("title", ""),
        "story": form.get("story", ""),
        "criteria": [line.strip() for line in form.get("criteria", "").splitlines() if line.strip()],
    }
    if form.get("priority"):
        given["priority"] = form["priority"]
    return deed(
        request,
        "backlog.add-task",
        given,
        page=here,
        said=_("The bug is written down."),
        then=lambda done: f"{here}?task={done.answer['task']}",
    )


@project_deed
def let_in(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """The customer lets it in; the contractor suggests it (SP5)."""
    sprint, form = running(number, member), request.POST
    task, board = form.get("task", ""), address_of(sprint, "board")
    given: dict[str, Any] = {"task": task, "reason": form.get("reason", "")}
    if form.get("makes_way"):
        given["makes_way"] = form["makes_way"]
    here = f"{address_of(sprint, 'critical-bug')}?task={task}"
    if not circle(seen_by=member).may("critical-bug"):
        suggestion = {"command": "sprints.let-in-critical-bug", "given": given}
        whole = {"project": member.project.key, "commands": [suggestion], "reason": given["reason"]}
        return deed(request, "proposals.suggest", whole, page=here, said=_("Suggested."), then=lambda done: board)
    return deed(
        request, "sprints.let-in-critical-bug", given, page=here, said=_("The bug is let in."), then=lambda done: board
    )


@project_page
def emergency(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Work that had to begin before there was a task (SP6)."""
    sprint, people = running(number, member), circle(seen_by=member)
    context = {
        **around(sprint, member, "board"),
        "refusal": refusal_of("emergency-work", people),
        "critical": Priority.CRITICAL.label,
    }
    return page(request, "sprints/board_emergency.html", context, member=member, current="sprints")


@project_deed
def record_emergency(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """It is written down, with the moment at which it began (SP6)."""
    sprint, form = running(number, member), request.POST
    given: dict[str, Any] = {
        "project": member.project.key,
        **{name: form.get(name, "") for name in ("title", "story", "reason")},
        "began_at": local_moment(form.get("began_at", "")),
        "criteria": [line.strip() for line in form.get("criteria", "").splitlines() if line.strip()],
    }
    if form.get("hours", "").strip():
        given["minutes"] = minutes_of(form["hours"])
    return deed(
        request,
        "sprints.record-emergency-work",
        given,
        page=address_of(sprint, "emergency"),
        said=_("It is written down."),
        then=lambda done: address_of(sprint, "board"),
    )


def local_moment(text: str) -> str:
    """A day and time as the reader's clock shows it, as a moment; what is none as it is, for the command to refuse."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (found if found.tzinfo else found.replace(tzinfo=timezone.get_current_timezone())).isoformat()
