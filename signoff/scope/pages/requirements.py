"""The requirements: what the customer needs, and what became of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse

from signoff.backlog.models import Task
from signoff.backlog.words import Kind, Step
from signoff.doors.pages import page, project_page
from signoff.files.queries import attachments_of
from signoff.people.circle import circle
from signoff.people.standing import Member
from signoff.scope import rules
from signoff.scope.models import Requirement
from signoff.scope.pages.files import file_forms
from signoff.scope.pages.words import around, refusal_of
from signoff.scope.queries import requirement_named, requirements
from signoff.scope.tree import tree

ROWS = 100
STEPS = list(Step)
State = Requirement.State


@project_page
def requirements_page(request: HttpRequest, member: Member) -> HttpResponse:
    """What waits for an analyst first; the settled and the withdrawn ones on their own."""
    people, state = circle(seen_by=member), request.GET.get("state", "")
    counts = dict(requirements(seen_by=member).order_by().values_list("state").annotate(count=Count("pk")))
    wanted = state if state in State.values else ""
    rows = requirements(seen_by=member).defer("text")
    rows = rows.filter(state=wanted) if wanted else rows.filter(state__in=(State.OPEN, State.IN_ANALYSIS))
    shown = list(_before(rows, request).annotate(made=Count("tasks")).order_by("-number")[: ROWS + 1])
    people.introduce(shown, "by")
    people.introduce([row for row in shown if row.analyst_id], "analyst")
    context = {
        **around(member, people),
        "rows": shown[:ROWS],
        "more": shown[ROWS - 1].number if len(shown) > ROWS else None,
        "state": wanted,
        "tabs": tabs(counts, wanted),
        "any": bool(counts),
        "refusal": refusal_of("requirement", people),
    }
    return page(request, "scope/requirements.html", context, member=member, current="scope")


def _before(rows: Any, request: HttpRequest) -> Any:
    before = request.GET.get("before", "")
    return rows.filter(number__lt=int(before)) if before.isdecimal() and len(before) < 10 else rows


def tabs(counts: dict[str, int], wanted: str) -> list[tuple[str, str, bool, int]]:
    """(state, words, chosen, how many); the first: whatever is not over."""
    waiting = counts.get(State.OPEN, 0) + counts.get(State.IN_ANALYSIS, 0)
    return [
        ("", "", not wanted, waiting),
        *((state.value, str(state.label).capitalize(), state == wanted, counts.get(state, 0)) for state in State),
    ]


@project_page
def requirement(request: HttpRequest, member: Member, requirement: int) -> HttpResponse:
    """One requirement: its words and files, the tasks that came of it, and what is to be done with it now."""
    row, people = requirement_named(f"{member.project.key}.{requirement}", seen_by=member), circle(seen_by=member)
    files = list(attachments_of(row, seen_by=member).select_related(None))
    people.introduce(files, "by")
    tasks = list(Task.objects.filter(requirement=row).order_by("number").defer("story", "criteria")[:ROWS])
    analysis = refusal_of("analysis", people)
    context: dict[str, Any] = {
        **around(member, people),
        "requirement": row,
        "address": f"/projects/{member.project.key}/scope/requirements/{row.number}",
        "files": files,
        "tasks": tasks,
        "steps": {step.value: (place, step.label) for place, step in enumerate(STEPS, 1)},
        "refusal": refusal_of("requirement", people),
        "analysis_refusal": analysis,
        "end_refusal": refusal_of("requirement-end", people),
        "may_take_up": not list(rules.against_taking_up(state=row.state, own=row.analyst_id == member.person.pk)),
        "may_settle": not list(rules.against_ending(row.state)),
        "over": row.state == State.WITHDRAWN,
        "kinds": Kind.choices,
        "parts": [] if analysis else parents_and_stories(member),
        **file_forms(people, member),
    }
    return page(request, "scope/requirement.html", context, member=member, current="scope")


def parents_and_stories(member: Member) -> list[tuple[str, str]]:
    """Every part at which a task may stand."""
    whole = tree(seen_by=member)
    return [
        (f"{member.project.key}.{node.part.number}", "\u2003" * node.depth + node.part.title) for node in whole.rows()
    ]


@project_page
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """The form for a new requirement."""
    people = circle(seen_by=member)
    context = {**around(member, people), "refusal": refusal_of("requirement", people)}
    return page(request, "scope/new_requirement.html", context, member=member, current="scope")
