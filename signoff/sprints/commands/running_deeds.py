"""What the deeds on the tasks of a running sprint share."""

from __future__ import annotations

from typing import Any

from signoff.backlog.models import Task
from signoff.backlog.words import Step
from signoff.people.deeds import ProjectScene
from signoff.sprints.deeds import put_in, take_out
from signoff.sprints.models import Sprint, SprintTask


def is_finished(task: Task) -> bool:
    """Whether there is nothing more to do: accepted, or done before Signoff kept the record."""
    return task.step == Step.ACCEPTED or task.done_before is not None


def bring_in(scene: ProjectScene, sprint: Sprint, task: Task, entry: SprintTask.Entry, reason: str) -> SprintTask:
    """The task comes into the running sprint, out of the one that it was planned into."""
    if task.sprint_id:
        take_out(scene, task, reason, left_for=sprint)
    return put_in(scene, sprint, task, entry, reason)


def move_on(scene: ProjectScene, task: Task, reason: str, *, how: SprintTask.Exit, to: Sprint | None) -> None:
    """The task leaves the running sprint for the next one, or for the backlog, with its history (AC3)."""
    take_out(scene, task, reason, how=how, left_for=to)
    if to is not None:
        put_in(scene, to, task, SprintTask.Entry.CARRIED_OVER, reason)


def sprint_before(task: Task) -> dict[str, Any]:
    """The sprint that the task is in now, as a suggestion keeps it."""
    return {"sprint": task.sprint.number if task.sprint else None}
