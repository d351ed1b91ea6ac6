"""What all deeds on a task share: naming it, seeing it, and keeping it counted."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from signoff.backlog.concerns import concern_numbered
from signoff.backlog.models import Concern, Task
from signoff.backlog.queries import task_named
from signoff.backlog.tally import Sort, recount, sort_of
from signoff.kernel.keys import TaskKey
from signoff.kernel.values import Revision
from signoff.people.deeds import ProjectCommand, ProjectScene


class TaskDeed(ProjectCommand[Task]):
    """A deed on a task that leaves the task itself as it is."""

    task: TaskKey

    @property
    def project_key(self) -> str:
        return self.task.partition("-")[0]

    def about(self, scene: ProjectScene) -> Task:
        return task_named(self.task, seen_by=scene.member)


class TaskChange(TaskDeed):
    """A deed that changes a task: `revision` is the one that the actor has seen (C4)."""

    revision: Revision

    def about(self, scene: ProjectScene) -> Task:
        task = super().about(scene)
        scene.expect(task, self.revision)
        return task


class ConcernDeed(ProjectCommand[Concern]):
    """A deed on a concern about a task's priority; `concern` is its number at the task."""

    task: TaskKey
    concern: Annotated[int, Field(ge=1, le=2**31 - 1)]

    @property
    def project_key(self) -> str:
        return self.task.partition("-")[0]

    def about(self, scene: ProjectScene) -> Concern:
        return concern_numbered(self.concern, task_named(self.task, seen_by=scene.member))


def keep_task(scene: ProjectScene, task: Task, was: Sort) -> None:
    """Write a changed task, and count it under its new sort."""
    now = sort_of(task)
    if now != was:
        recount(task.project_id, was=[was], now=[now])
    scene.keep(task)
