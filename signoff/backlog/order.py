"""The customer's order: finding a place between two tasks, at the same cost in a project of any size."""

from __future__ import annotations

from django.db.models import Q, QuerySet, Value

from signoff.backlog.models import Task

SPACE_BETWEEN = 1 << 28
"""How far apart new tasks stand in the order, so that others can be put between them: 28 times at one and the same
place, at least. The ledger's canonical JSON holds the positions of 33 million tasks."""


def group_of(neighbour: Task, *, without: Task) -> QuerySet[Task]:
    """The open tasks of the neighbour's priority, but for the one that moves."""
    rows = Task.objects.filter(project_id=neighbour.project_id, is_open=Value(True), priority=neighbour.priority)
    return rows.exclude(pk=without.pk)


def following(rows: QuerySet[Task], task: Task) -> QuerySet[Task]:
    """Those of the rows that come after the task, nearest first."""
    here = Q(position=task.position, number__lte=task.number)
    return rows.filter(Q(position__gte=task.position) & ~here).order_by("position", "number")


def preceding(rows: QuerySet[Task], task: Task) -> QuerySet[Task]:
    """Those of the rows that come before the task, nearest first."""
    here = Q(position=task.position, number__gte=task.number)
    return rows.filter(Q(position__lte=task.position) & ~here).order_by("-position", "-number")


def between(neighbour: Task, *, above: bool, moving: Task) -> tuple[Task | None, Task | None]:
    """(the task before, the task after) the place right above or right below the neighbour."""
    rows = group_of(neighbour, without=moving).only("number", "priority", "position")
    if above:
        return preceding(rows, neighbour).first(), neighbour
    return neighbour, following(rows, neighbour).first()


def stands_between(task: Task, before: Task | None, after: Task | None) -> bool:
    """Whether the task is at that place already, under the same priority."""
    place = (task.position, task.number)
    if any(each and each.priority != task.priority for each in (before, after)):
        return False
    return (before is None or (before.position, before.number) < place) and (
        after is None or place < (after.position, after.number)
    )


def place_between(before: Task | None, after: Task | None, *, moving: Task) -> tuple[int, list[Task]]:
    """A position there; where no number is left between them, also the tasks that make room, to be kept."""
    if before is None:
        return (after.position if after else 0) - SPACE_BETWEEN, []
    if after is None:
        return before.position + SPACE_BETWEEN, []
    if after.position - before.position >= 2:
        return (before.position + after.position) // 2, []
    return _spread(before, moving)


def _spread(before: Task, moving: Task) -> tuple[int, list[Task]]:
    """The position right after `before`, and as few of the following tasks as make room, at their new positions.

    The window grows until its tasks can stand well apart, so that the next of many moves finds room again: what one
    move costs does not grow with the project.
    """
    rows = following(group_of(before, without=moving), before).select_related("assignee", "created_by")
    size, apart = 4, 1 << 14
    while True:
        window = list(rows[: size + 1])
        if len(window) <= size:
            step = SPACE_BETWEEN
            break
        span = window.pop().position - before.position
        if span >= (size + 2) * apart:
            step = span // (size + 2)
            break
        size, apart = size * 4, max(2, apart // 64)
    first = before.position + step
    for place, row in enumerate(window, 1):
        row.project, row.position = moving.project, first + place * step
    return first, window
