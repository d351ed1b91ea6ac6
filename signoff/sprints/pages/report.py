"""The sprint's report: what was committed and what came of it, on a page and as PDF (SP7, AC3)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from signoff.doors.pages import page, project_page
from signoff.people.circle import circle, short_name
from signoff.people.standing import Member
from signoff.sprints.models import Sprint
from signoff.sprints.pages.frame import around, begun_sprint, days_said
from signoff.sprints.queries.result import result_of
from signoff.sprints.report.pdf import pdf_of
from signoff.sprints.report.reading import Report, report_of, when_said
from signoff.ui.format import clock


@project_page
def report(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """The result of a completed sprint, or a draft of it while it runs."""
    sprint = begun_sprint(number, member)
    context = {
        **around(sprint, member, "report"),
        "report": _report(sprint, member),
        "state": when_said(sprint),
        "may_end": circle(seen_by=member).may("sprint-end"),
    }
    return page(request, "sprints/report.html", context, member=member, current="sprints")


@project_page
def report_pdf(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """The same as a file for those who read it elsewhere."""
    sprint = begun_sprint(number, member)
    content = pdf_of(_values(sprint, member, _report(sprint, member)))
    name = f"{member.project.key}-sprint-{sprint.number}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _report(sprint: Sprint, member: Member) -> Report:
    result = sprint.result if sprint.result is not None else result_of(sprint, seen_by=member)
    names = {person.pid: person.name for person in circle(seen_by=member).people.values()}
    return report_of(sprint, result, names)


def _values(sprint: Sprint, member: Member, made: Report) -> dict[str, Any]:
    sides = {"customer": short_name(member.project.customer), "contractor": short_name(member.project.contractor)}
    values: dict[str, Any] = asdict(made)
    return values | {
        "title": sprint.goal,
        "project": member.project.name,
        "path": _("%(project)s, sprint %(number)s, %(days)s")
        % {
            "project": member.project.name,
            "number": sprint.number,
            "days": days_said(sprint.starts_on, sprint.ends_on),
        },
        "state": when_said(sprint),
        "language": translation.get_language().partition("-")[0],
        "printed": _("Printed by %(name)s, %(when)s") % {"name": member.person.name, "when": printed_at()},
        "columns": [_("Key"), _("Task"), _("Hours")],
        "exceptions_heading": _("What was not in the plan"),
        "no_exceptions": _("Nothing came in, and nobody took more than fits."),
        "people_heading": _("Who took part"),
        "people": [(name, sides.get(side, ""), note) for name, side, note in made.people],
    }


def printed_at() -> str:
    """The moment with its year: a file is read long after."""
    now = timezone.localtime()
    return f"{now:%Y-%m-%d}, {clock(now)}"
