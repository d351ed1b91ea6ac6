"""All sprints of a project: in planning, running, completed, the latest first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models.fields.json import KeyTransform
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from signoff.backlog.pages.deciding import refusal_of
from signoff.doors.pages import not_done_of, page, project_page
from signoff.people.circle import circle
from signoff.people.standing import Member
from signoff.sprints.models import Sprint
from signoff.sprints.pages.frame import days_said
from signoff.sprints.queries.sprints import sprints

A_PAGE = 20


@project_page
def listing(request: HttpRequest, member: Member) -> HttpResponse:
    """The sprints, twenty completed ones at a time."""
    before = request.GET.get("before", "")
    rows = sprints(seen_by=member).defer("commitment", "result")
    rows = rows.annotate(
        **{name: KeyTransform(part, KeyTransform(name_of, column)) for name, (part, name_of, column) in SUMS.items()}
    )
    done = rows.filter(completed_at__isnull=False).order_by("-number")
    if before.isdecimal() and len(before) < 10:
        done = done.filter(number__lt=int(before))
    completed = list(done[: A_PAGE + 1])
    people = circle(seen_by=member)
    context = {
        "member": member,
        "circle": people,
        "address": f"/projects/{member.project.key}/sprints",
        "open": list(rows.filter(completed_at=None).order_by("-started_at", "starts_on")) if not before else [],
        "completed": completed[:A_PAGE],
        "next": completed[A_PAGE - 1].number if len(completed) > A_PAGE else None,
        "days_said": days_said,
        "refusal": "" if people.may("sprint") else refusal_of("sprint", people),
        "before": before,
    }
    return page(request, "sprints/sprints.html", context, member=member, current="sprints")


SUMS = {
    "committed_tasks": ("tasks", "committed", "result"),
    "committed_minutes": ("minutes", "committed", "result"),
    "accepted_tasks": ("tasks", "accepted", "result"),
    "accepted_minutes": ("minutes", "accepted", "result"),
}


@project_page
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """The form that begins a sprint."""
    people = circle(seen_by=member)
    context: dict[str, Any] = {
        "member": member,
        "address": f"/projects/{member.project.key}/sprints",
        "asked": not_done_of(request).to("sprints.plan-sprint"),
        "starts_on": next_start(member),
        "weeks": [("1", _("One week")), ("2", _("Two weeks"))],
        "refusal": "" if people.may("sprint") else refusal_of("sprint", people),
    }
    return page(request, "sprints/plan_new.html", context, member=member, current="sprints")


def next_start(member: Member) -> date:
    """The day after the last sprint, or the next Monday."""
    last = sprints(seen_by=member).only("project_id", "starts_on", "weeks").order_by("-starts_on").first()
    today = timezone.localdate()
    monday = today + timedelta(days=7 - today.weekday())
    return max(_after(last), today) if last else monday


def _after(sprint: Sprint) -> date:
    return sprint.ends_on + timedelta(days=1)
