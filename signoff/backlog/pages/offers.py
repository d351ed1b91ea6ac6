"""What a task can begin with: the project's own templates (S4), and the one document of its recurring cases (S5)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from signoff.backlog.models import TaskTemplate
from signoff.backlog.offers import template_named, templates
from signoff.backlog.pages.deciding import refusal_of
from signoff.backlog.pages.words import criteria_lines
from signoff.backlog.words import Kind
from signoff.doors.pages import deed, page, project_deed, project_page
from signoff.kernel.refusals import NotThere
from signoff.people.circle import Circle, circle
from signoff.people.standing import Member
from signoff.proposals.queries import open_counts

Sort = TaskTemplate.Sort


@project_page
def listing(request: HttpRequest, member: Member) -> HttpResponse:
    """The templates, and the document of recurring cases."""
    people, rows = circle(seen_by=member), list(templates(seen_by=member))
    context = _common(member, people) | {
        "templates": [row for row in rows if row.sort == Sort.TEMPLATE],
        "cases": [row for row in rows if row.sort == Sort.CASE],
        "may_ask": people.may("new-task"),
        "counts": open_counts(seen_by=member),
    }
    return page(request, "backlog/templates.html", context, member=member, current="backlog")


@project_page
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """A form for a new template, or for a new case."""
    sort = Sort.CASE if request.GET.get("sort") == Sort.CASE else Sort.TEMPLATE
    context = _common(member, circle(seen_by=member)) | {"template": None, "sort": sort}
    return page(request, "backlog/template.html", context, member=member, current="backlog")


@project_page
def edit(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The same form for one that is there."""
    row = template_named(f"{member.project.key}.{number}", seen_by=member)
    if row.retired_at is not None:
        raise NotThere(row.obj)
    context = _common(member, circle(seen_by=member)) | {"template": row, "sort": Sort(row.sort)}
    return page(request, "backlog/template.html", context, member=member, current="backlog")


def _common(member: Member, people: Circle) -> dict[str, Any]:
    return {
        "member": member,
        "circle": people,
        "here": address_of_templates(member.project.key),
        "kinds": Kind.choices,
        "refusal": "" if people.may("template") else refusal_of("template", people),
    }


def address_of_templates(project: str) -> str:
    return f"/projects/{project}/templates"


@project_deed
def write(request: HttpRequest, member: Member) -> HttpResponse:
    """A new template, or a new case."""
    here, form = address_of_templates(member.project.key), request.POST
    given = {"project": member.project.key, "sort": form.get("sort", ""), **_words(request)}
    page_of_form = f"{here}/new?sort={'case' if form.get('sort') == Sort.CASE else 'template'}"
    return deed(request, "backlog.write-template", given, page=page_of_form, said=_("Written."), then=lambda done: here)


@project_deed
def change(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """It is written anew."""
    here = address_of_templates(member.project.key)
    given = _named(request, member, number) | _words(request)
    page_of_form = f"{here}/{number}"
    return deed(
        request, "backlog.change-template", given, page=page_of_form, said=_("Changed."), then=lambda done: here
    )


@project_deed
def retire(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """It is no longer offered."""
    here = address_of_templates(member.project.key)
    given = _named(request, member, number)
    said = _("It is no longer offered.")
    return deed(request, "backlog.retire-template", given, page=f"{here}/{number}", said=said, then=lambda done: here)


def _named(request: HttpRequest, member: Member, number: int) -> dict[str, Any]:
    return {"template": f"{member.project.key}.{number}", "revision": request.POST.get("revision", "")}


def _words(request: HttpRequest) -> dict[str, Any]:
    form = request.POST
    words: dict[str, Any] = {name: form.get(name, "") for name in ("name", "kind", "title", "story")}
    return words | {"criteria": criteria_lines(form.get("criteria", ""))}
