"""The running sprint as it is now: its cards, what is left, and what was exchanged.

The same number of queries for one task and for three hundred.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from signoff.acceptance.models import Verdict
from signoff.backlog.models import Task
from signoff.backlog.words import Step
from signoff.kernel.refusals import NotThere
from signoff.people.standing import Member
from signoff.sprints.models import Sprint, SprintTask, Subtask
from signoff.sprints.stability import Stability

CAME_IN = (SprintTask.Entry.CRITICAL_BUG, SprintTask.Entry.AGREED, SprintTask.Entry.EMERGENCY)
WENT_OUT = (SprintTask.Exit.AGREED, SprintTask.Exit.MADE_WAY)
READY = (Step.HANDED_OVER, Step.ACCEPTED)


@dataclass(frozen=True)
class Card:
    """A task on the board: its stay in the sprint, and how much of it is done, in minutes of its subtasks."""

    stay: SprintTask
    minutes: int
    done: int
    judged_by: int | None

    @property
    def task(self) -> Task:
        return self.stay.task


def stays(sprint: Sprint, *, seen_by: Member, people: bool = True) -> list[SprintTask]:
    """Every stay of a task in the sprint while it ran, also those that have ended, in the customer's order.

    Without `people` only what a board shows is loaded: for three hundred tasks that is a third of the cost.
    """
    check(sprint, seen_by)
    rows = SprintTask.objects.filter(sprint=sprint)
    if people:
        rows = rows.select_related("task", "by", "left_by", "left_for").defer("task__story", "task__criteria")
    else:
        rows = rows.select_related("task").only(*CARD_COLUMNS)
    kept = [row for row in rows if row.left_at is None or row.left_how]
    signed = {each["key"]: each["minutes"] for each in (sprint.commitment or {}).get("tasks", ())}
    for row in kept:
        row.sprint, row.task.project = sprint, seen_by.project
        if row.entry not in CAME_IN:
            # It may have been estimated anew after it was drawn in: what both sides signed counts.
            row.minutes = signed.get(row.task.key, row.minutes)
    return sorted(kept, key=lambda row: (row.task.priority, row.task.position, row.task.number))


def cards(
    sprint: Sprint,
    *,
    seen_by: Member,
    rows: Iterable[SprintTask] | None = None,
    numbers: Collection[int] | None = None,
) -> list[Card]:
    """The tasks that are in the sprint, in the customer's order; only those with these numbers where they are given.

    `rows` are the sprint's stays, for who has them already.
    """
    check(sprint, seen_by)
    if rows is None:
        found = SprintTask.objects.filter(sprint=sprint, left_at=None).select_related("task").only(*CARD_COLUMNS)
        rows = found if numbers is None else found.filter(task__number__in=numbers)
    here = sorted(
        (row for row in rows if row.left_at is None),
        key=lambda row: (row.task.priority, row.task.position, row.task.number),
    )
    ids = [row.task_id for row in here] if numbers is not None else None
    done, judges = _subtasks(sprint, ids), _judges(sprint, ids)
    made = []
    for row in here:
        row.sprint, row.task.project = sprint, seen_by.project
        whole, finished = done.get(row.task_id, (0, 0))
        minutes = whole or row.task.estimate_minutes or row.minutes or 0
        made.append(Card(row, minutes, finished, judges.get(row.task_id)))
    return made


CARD_COLUMNS = (
    *("entry", "at", "reason", "minutes", "by_id", "task_id", "sprint_id", "revision", "number", "left_at", "left_how"),
    *(f"task__{name}" for name in ("project_id", "number", "kind", "title", "priority", "position", "assignee_id")),
    *(f"task__{name}" for name in ("step", "step_since", "estimate_minutes", "blocked_since", "blocked_reason")),
    *(f"task__{name}" for name in ("began_at", "created_at", "done_before", "revision", "accepted_content")),
    *(f"task__{name}" for name in ("content_revision", "is_open")),
)


def _subtasks(sprint: Sprint, tasks: list[int] | None) -> dict[int, tuple[int, int]]:
    """(minutes of all subtasks, of those that are done) of each task that has some."""
    rows = _of(Subtask.objects.filter(dropped_at=None), "task", sprint, tasks)
    sums: dict[int, tuple[int, int]] = {}
    for task, minutes, done_at in rows.values_list("task_id", "minutes", "done_at"):
        whole, done = sums.get(task, (0, 0))
        sums[task] = whole + minutes, done + (minutes if done_at else 0)
    return sums


def _judges(sprint: Sprint, tasks: list[int] | None) -> dict[int, int]:
    """Who accepted each task, the last time."""
    rows = _of(Verdict.objects.filter(outcome=Verdict.Outcome.ACCEPTED), "handover__task", sprint, tasks)
    return dict(rows.order_by("at").values_list("handover__task_id", "by_id"))


def _of(rows: QuerySet[Any], path: str, sprint: Sprint, tasks: list[int] | None) -> QuerySet[Any]:
    if tasks is not None:
        return rows.filter(**{f"{path}_id__in": tasks})
    return rows.filter(**{f"{path}_id__in": inside(sprint)})


def inside(sprint: Sprint) -> QuerySet[Any]:
    """The tasks that are in the sprint, as a part of another query."""
    return SprintTask.objects.filter(sprint=sprint, left_at=None).values("task_id")


def tasks_left(sprint: Sprint, *, seen_by: Member) -> list[Task]:
    """The tasks that are in the sprint and not accepted: each must be, or move on, before the sprint ends (AC1)."""
    check(sprint, seen_by)
    rows = (
        Task.objects.filter(sprint_tasks__sprint=sprint, sprint_tasks__left_at=None, done_before=None)
        .exclude(step=Step.ACCEPTED)
        .select_related("assignee", "created_by")
        .order_by("priority", "position", "number")
    )
    found = list(rows)
    for task in found:
        task.project = seen_by.project
    return found


def minutes_of(stay: SprintTask) -> int:
    """What a task counts for in its sprint: its estimate when it came in; of one that had none, the one it has now."""
    return stay.minutes or stay.task.estimate_minutes or 0


def stability(rows: Iterable[SprintTask]) -> Stability:
    """What came in and went out of the sprint, against what both sides signed (SP5)."""
    known = list(rows)
    return Stability(
        committed=sum(minutes_of(row) for row in known if row.entry not in CAME_IN),
        came_in=sum(minutes_of(row) for row in known if row.entry in CAME_IN),
        went_out=sum(minutes_of(row) for row in known if row.left_how in WENT_OUT),
    )


def check(sprint: Sprint, seen_by: Member) -> None:
    """Raises NotThere for a sprint of another project."""
    if sprint.project_id != seen_by.project.pk:
        raise NotThere(sprint.obj)
