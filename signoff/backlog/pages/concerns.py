"""Concerns about a task's priority: recorded, answered, settled or asked again, on the task's page (P3)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from signoff.backlog.concerns import concerns_of
from signoff.backlog.models import Task
from signoff.backlog.pages.addresses import task_at
from signoff.charter.sides import Role
from signoff.doors.pages import deed, project_deed
from signoff.people.circle import Circle
from signoff.people.standing import Member


def concerns_context(task: Task, people: Circle, *, any_: bool) -> dict[str, Any]:
    """What the task's page shows of them, in one query; in none where there are none."""
    rows = concerns_of(task, seen_by=people.member, with_people=False) if any_ else []
    for name in ("by", "answered_by", "settled_by"):
        people.introduce([row for row in rows if getattr(row, f"{name}_id")], name)
    decides = Role.PRODUCT_OWNER in people.member.roles
    mine = people.member.person.pk
    return {
        "concerns": rows,
        "open_concerns": sum(row.settled_at is None for row in rows),
        "settles": {row.number for row in rows if row.settled_at is None and (decides or row.by_id == mine)},
    }


@project_deed
def raise_one(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """The customer records a concern."""
    given = {"task": task, "text": request.POST.get("concern", "")}
    said = _("Recorded. The contractor answers it.")
    return deed(request, "backlog.raise-concern", given, page=f"{task_at(task)}", said=said, then=_to(task))


@project_deed
def answer(request: HttpRequest, member: Member, task: str, number: int) -> HttpResponse:
    """The contractor answers."""
    given = {"task": task, "concern": number, "answer": request.POST.get("answer", "")}
    return deed(request, "backlog.answer-concern", given, page=task_at(task), said=_("Answered."), then=_to(task))


@project_deed
def settle(request: HttpRequest, member: Member, task: str, number: int) -> HttpResponse:
    """Whoever raised it finds it settled."""
    given = {"task": task, "concern": number}
    return deed(request, "backlog.settle-concern", given, page=task_at(task), said=_("Settled."), then=_to(task))


@project_deed
def repeat(request: HttpRequest, member: Member, task: str, number: int) -> HttpResponse:
    """The answer was not enough."""
    given = {"task": task, "concern": number, "text": request.POST.get("again", "")}
    return deed(request, "backlog.repeat-concern", given, page=task_at(task), said=_("Asked again."), then=_to(task))


def _to(task: str) -> Any:
    return lambda done: f"{task_at(task)}#concerns"
