"""Finding tasks, as the person who asks can see them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from signoff.backlog.models import ImportedRecord, Task, TaskTally
from signoff.kernel.refusals import NotThere
from signoff.people.standing import Member

NUMBER = re.compile(r"[1-9][0-9]{0,8}")


def tasks(*, seen_by: Member) -> QuerySet[Task]:
    """The tasks of the member's project. Both sides see all of them (A1)."""
    return Task.objects.filter(project_id=seen_by.project.pk)


def task_named(key: str, *, seen_by: Member, with_people: bool = True) -> Task:
    """The task called `BOOK-131`. Raises NotThere. Without its people it costs half, for who knows them already."""
    project_key, _dash, number = key.partition("-")
    if project_key != seen_by.project.key or not NUMBER.fullmatch(number):
        raise NotThere(key)
    rows = tasks(seen_by=seen_by).filter(number=int(number))
    task = next(iter(rows.select_related("assignee", "created_by") if with_people else rows), None)
    if task is None:
        raise NotThere(key)
    task.project = seen_by.project
    return task


@dataclass(frozen=True)
class Counts:
    """How many tasks a project has: in all, open, and the open ones by step, priority and kind."""

    all: int
    open: int
    by_step: dict[str, int]
    by_priority: dict[int, int]
    by_kind: dict[str, int]
    done_before: int


def counts(*, seen_by: Member) -> Counts:
    """From the tally, so that it costs the same for ten tasks and for a million."""
    rows = list(
        TaskTally.objects.filter(project_id=seen_by.project.pk)
        .values_list("step", "priority", "kind", "done_before")
        .annotate(total=Sum("count"))
    )
    by_step: dict[str, int] = {}
    by_priority: dict[int, int] = {}
    by_kind: dict[str, int] = {}
    past = 0
    for step, priority, kind, done_before, count in rows:
        if done_before:
            past += count
            continue
        by_step[step] = by_step.get(step, 0) + count
        if step != "accepted":
            by_priority[priority] = by_priority.get(priority, 0) + count
            by_kind[kind] = by_kind.get(kind, 0) + count
    return Counts(sum(by_step.values()) + past, sum(by_priority.values()), by_step, by_priority, by_kind, past)


def imported_record(task: Task, *, seen_by: Member) -> ImportedRecord | None:
    """What another tracker said of the task and Signoff has no place for. Both sides see it (A3)."""
    if task.project_id != seen_by.project.pk:
        raise NotThere(task.key)
    return ImportedRecord.objects.filter(task=task).first()
