"""Where the pages of tasks are."""

from __future__ import annotations

from signoff.backlog.models import Task


def backlog_of(key: str) -> str:
    """The address of a project's backlog."""
    return f"/projects/{key}/backlog"


def task_at(key: str) -> str:
    """The address of the task called `BOOK-131`."""
    return f"/projects/{key.partition('-')[0]}/tasks/{key}"


def address_of(task: Task) -> str:
    """The address of a task."""
    return task_at(task.key)
