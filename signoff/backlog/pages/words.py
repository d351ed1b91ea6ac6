"""Asking for something new, and changing what a task says."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from signoff.backlog.models import Task, TaskTemplate
from signoff.backlog.offers import templates
from signoff.backlog.pages.addresses import address_of, backlog_of, task_at
from signoff.backlog.pages.deciding import RANKS, refusal_of
from signoff.backlog.queries import task_named
from signoff.backlog.words import Kind, Value
from signoff.doors.pages import deed, not_done_of, page, project_deed, project_page
from signoff.people.circle import circle
from signoff.people.standing import Member

SPARE_LINES = 3
"""So many empty lines for new criteria, so that none needs a script."""


@project_page
def ask(request: HttpRequest, member: Member) -> HttpResponse:
    """Ask for something: a feature, a bug, another kind of work, one of the project's own templates (S4), or a case
    that comes again (S5): the form is prefilled with what that says.
    """
    people = circle(seen_by=member)
    offered = list(templates(seen_by=member))
    begun = next((row for row in offered if str(row.number) == request.GET.get("from")), None)
    kind = _kind(request, begun)
    refused = not_done_of(request)
    context = {
        "member": member,
        "circle": people,
        "backlog": backlog_of(member.project.key),
        "kind": refused.value("kind", kind.value),
        "kinds": Kind.choices,
        "story": refused.value("story", begun.story if begun else template_of(kind)),
        "title": refused.value("title", begun.title if begun else ""),
        "criteria": refused.value("criteria", criteria_text(begun)),
        "begun": begun,
        "offered": offered,
        "refusal": "" if people.may("new-task") else refusal_of("new-task", people),
        "priority_refusal": "" if people.may("priority") else refusal_of("priority", people),
        "priority_options": [("", _("Not said yet")), *((level.name.lower(), level.label) for level in RANKS)],
        "value_options": [("", _("Not said yet")), *Value.choices],
    }
    return page(request, "backlog/ask.html", context, member=member, current="backlog")


def _kind(request: HttpRequest, begun: TaskTemplate | None) -> Kind:
    wanted = request.GET.get("kind") or (begun.kind if begun else "")
    return Kind(wanted) if wanted in Kind.values else Kind.FEATURE


def criteria_text(begun: TaskTemplate | None) -> str:
    """The criteria of a template, one a line."""
    return "\n".join(begun.criteria) if begun else ""


def template_of(kind: Kind) -> str:
    """The headings with which the story of such a task begins."""
    if kind is Kind.BUG:
        headings = (_("What I expected"), _("What happened"), _("How to see it"))
        return "\n\n\n".join(f"### {heading}" for heading in headings) + "\n\n1. "
    return ""


@project_deed
def add(request: HttpRequest, member: Member) -> HttpResponse:
    """The new task goes to the end of the backlog."""
    form = request.POST
    given: dict[str, Any] = {
        "project": member.project.key,
        "kind": form.get("kind", ""),
        "title": form.get("title", ""),
        "story": form.get("story", ""),
        "criteria": criteria_lines(form.get("criteria", "")),
    }
    given |= {name: form[name] for name in ("priority", "value") if form.get(name)}
    begun = form.get("from", "")
    here = f"/projects/{member.project.key}/tasks/new" + (f"?from={begun}" if begun.isdecimal() else "")
    return deed(
        request,
        "backlog.add-task",
        given,
        page=here,
        said=_("Asked for."),
        then=lambda done: task_at(str(done.answer["task"])),
    )


def criteria_lines(text: str) -> list[str]:
    """One criterion a line; signs of a list before it are left out."""
    lines = (line.strip().lstrip("-*•").strip() for line in text.splitlines())
    return [line for line in lines if line]


@project_page
def words(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """Change title, story, criteria or kind; a criterion keeps its id."""
    row, people = task_named(task, seen_by=member), circle(seen_by=member)
    refused = not_done_of(request)
    context = {
        "task": row,
        "member": member,
        "circle": people,
        "address": address_of(row),
        "backlog": backlog_of(member.project.key),
        "kinds": Kind.choices,
        "criteria": _typed_criteria(refused.typed) if refused else _criteria(row),
        "refusal": "" if people.may("task-words") else refusal_of("task-words", people),
    }
    return page(request, "backlog/words.html", context, member=member, current="backlog")


def _criteria(task: Task) -> list[tuple[str, str]]:
    """(id, text) of each criterion, and empty lines for more."""
    return [*((str(each["id"]), each["text"]) for each in task.criteria), *[("", "")] * SPARE_LINES]


def _typed_criteria(form: Any) -> list[tuple[str, str]]:
    if not isinstance(form, QueryDict):
        return []
    return list(zip(form.getlist("criterion_id"), form.getlist("criterion"), strict=False))


@project_deed
def reword(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """The task's words are as the form says; an emptied criterion is no longer asked for."""
    form = request.POST
    given = {
        "task": task,
        "revision": form.get("revision", ""),
        "kind": form.get("kind", ""),
        "title": form.get("title", ""),
        "story": form.get("story", ""),
        "criteria": [{"id": number or None, "text": text} for number, text in _typed_criteria(form) if text.strip()],
    }
    here = task_at(task)
    return deed(
        request,
        "backlog.reword-task",
        given,
        page=f"{here}/words",
        said=_("The words are changed."),
        then=lambda done: here,
    )
