"""What could be drawn into a plan next, in the customer's order."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Value

from signoff.backlog.listing import NO_CRITERIA
from signoff.backlog.models import Task
from signoff.backlog.queries import tasks
from signoff.backlog.search import matching
from signoff.backlog.words import Priority
from signoff.people.standing import Member

LOOKED_AT = 120
MOST_READY = 10
MOST_UNREADY = 6
COLUMNS = ("number", "title", "kind", "priority", "position", "estimate_minutes", "assignee_id", "project_id")


@dataclass(frozen=True)
class Choice:
    """The best-ranked tasks that are in no sprint: those that are ready, and those that something is missing of."""

    ready: list[Task]
    unready: list[Task]


def choice(words: str = "", *, seen_by: Member) -> Choice:
    """Of the first rows of the customer's order, or of those that hold the words. One query, of a bounded cost."""
    rows = matching(tasks(seen_by=seen_by).filter(is_open=Value(True), sprint=None), words)
    rows = rows.annotate(no_criteria=NO_CRITERIA).only(*COLUMNS).order_by("priority", "position", "number")
    found = Choice([], [])
    for task in rows[:LOOKED_AT]:
        task.project = seen_by.project
        (found.unready if missing_of(task) else found.ready).append(task)
    return Choice(found.ready[:MOST_READY], found.unready[:MOST_UNREADY])


def missing_of(task: Task) -> list[str]:
    """What a task of `choice` needs before it can be planned: criteria, estimate, priority."""
    return [
        *(["criteria"] if task.no_criteria else []),  # type: ignore[attr-defined]  # annotated above
        *(["estimate"] if task.estimate_minutes is None else []),
        *(["priority"] if task.priority == Priority.UNSET else []),
    ]
