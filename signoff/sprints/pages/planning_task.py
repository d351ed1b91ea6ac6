"""One task's subtasks and deadlines: the page, and the small section on the task's own page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from signoff.backlog.models import Task
from signoff.backlog.pages.addresses import address_of, backlog_of
from signoff.backlog.pages.deciding import builders, refusal_of
from signoff.backlog.queries import task_named
from signoff.backlog.words import Work
from signoff.charter.sides import Side
from signoff.doors.pages import page, project_page
from signoff.people.circle import Circle, circle
from signoff.people.standing import Member
from signoff.sprints.deeds import sprint_of
from signoff.sprints.models import Deadline, Subtask
from signoff.sprints.queries.planning import planned_task

KINDS = (
    (Deadline.Kind.DEVELOPMENT, "development-deadline", "sprints.set-development-deadline"),
    (Deadline.Kind.TESTING, "testing-deadline", "sprints.set-testing-deadline"),
    (Deadline.Kind.DEPLOYMENT, "delivery-deadline", "sprints.set-delivery-deadline"),
)


@project_page
def subtasks(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """The pieces of a task, who does them, and by which days."""
    row = task_named(task, seen_by=member, with_people=False)
    people = circle(seen_by=member)
    people.introduce([row], "assignee")
    sprint = sprint_of(row)
    context = {
        "member": member,
        "circle": people,
        "task": row,
        "sprint": sprint,
        "address": address_of(row),
        "backlog": backlog_of(member.project.key),
        "builders": [("", row.assignee.name if row.assignee else "–"), *builders(people)],
        "works": [(work.value, work.label) for work in Work],
        "may_ask": people.may("suggestion") and member.membership.side == Side.CUSTOMER and row.is_open,
        "refusal": "" if people.may("subtasks") else refusal_of("subtasks", people),
        **division(row, people),
    }
    return page(request, "sprints/plan_task.html", context, member=member, current="backlog")


def pieces_of(task: Task) -> list[Subtask]:
    """The task's subtasks, for its own page: one query."""
    return list(Subtask.objects.filter(task=task, dropped_at=None).order_by("number"))


def division(task: Task, people: Circle) -> dict[str, Any]:
    """The task's subtasks and deadlines: three queries."""
    planned = planned_task(task)
    return {
        "planned": planned,
        "names": {row.person_id: row.person.name for row in people.rows},
        "deadlines": [
            (kind, planned.deadlines.get(kind), people.may(decision), command, refusal_of(decision, people))
            for kind, decision, command in KINDS
        ],
    }
