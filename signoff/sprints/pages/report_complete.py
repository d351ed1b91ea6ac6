"""Completing a sprint: what is still neither accepted nor moved on, and carrying it over right there (AC1, AC3)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from signoff.backlog.words import Step
from signoff.doors.pages import deed, page, project_deed, project_page
from signoff.people.circle import circle
from signoff.people.standing import Member
from signoff.sprints.pages.board import refusal_of
from signoff.sprints.pages.board_exceptions import running
from signoff.sprints.pages.frame import address_of, around, today
from signoff.sprints.queries.running import tasks_left
from signoff.sprints.queries.running_today import next_in_planning


@project_page
def complete(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """What stands between the sprint and its end, each with the way out of it."""
    sprint, people = running(number, member), circle(seen_by=member)
    left = tasks_left(sprint, seen_by=member)
    following = next_in_planning(seen_by=member)
    context = {
        **around(sprint, member, "board"),
        "circle": people,
        "left": left,
        "waiting": sum(task.step == Step.HANDED_OVER for task in left),
        "next": following,
        "last_day": today() >= sprint.last_working_day,
        "refusal": refusal_of("sprint-end", people),
        "carry_refusal": refusal_of("carry-over", people),
        "steps": {step.value: (place, step.label) for place, step in enumerate(Step, 1)},
    }
    return page(request, "sprints/report_complete.html", context, member=member, current="sprints")


@project_deed
def end(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """The sprint is over (AC1)."""
    sprint = running(number, member)
    given = {"sprint": f"{member.project.key}.{sprint.number}", "revision": request.POST.get("revision", "")}
    return deed(
        request,
        "sprints.complete-sprint",
        given,
        page=address_of(sprint, "complete"),
        said=_("The sprint is completed."),
        then=lambda done: address_of(sprint, "report"),
    )


@project_deed
def carry_over(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """A task moves on to the next sprint or to the backlog; before the last day it is suggested (AC3, SP5)."""
    sprint, form = running(number, member), request.POST
    here = address_of(sprint, "complete")
    given = {name: form.get(name, "") for name in ("task", "to", "reason")}
    if today() < sprint.last_working_day:
        suggestion = {"command": "sprints.carry-over", "given": given}
        whole = {"project": member.project.key, "commands": [suggestion], "reason": given["reason"]}
        return deed(request, "proposals.suggest", whole, page=here, said=_("Suggested."))
    return deed(request, "sprints.carry-over", given, page=here, said=_("It is carried over."))
