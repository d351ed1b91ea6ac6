"""What all deeds on a sprint share: naming it, seeing it, and putting tasks in and taking them out."""

from __future__ import annotations

from signoff.backlog.deeds import keep_task
from signoff.backlog.models import Task
from signoff.backlog.tally import sort_of
from signoff.kernel.keys import NumberedKey
from signoff.kernel.values import Revision
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.sprints.models import Sprint, SprintTask
from signoff.sprints.queries.sprints import sprint_named


class SprintCommand(ProjectCommand[Sprint]):
    """A deed on a sprint, `BOOK.4`."""

    sprint: NumberedKey

    @property
    def project_key(self) -> str:
        return self.sprint.partition(".")[0]

    def about(self, scene: ProjectScene) -> Sprint:
        return sprint_named(self.sprint, seen_by=scene.member)


class SprintChange(SprintCommand):
    """A deed that changes a sprint itself: `revision` is the one that the actor has seen (C4)."""

    revision: Revision

    def about(self, scene: ProjectScene) -> Sprint:
        sprint = super().about(scene)
        scene.expect(sprint, self.revision)
        return sprint


def key_of(sprint: Sprint) -> str:
    """How a command names it: BOOK.4."""
    return f"{sprint.project.key}.{sprint.number}"


def sprint_of(task: Task) -> Sprint | None:
    """The sprint that the task is in, planned or running."""
    return Sprint.objects.filter(pk=task.sprint_id).first() if task.sprint_id else None


def put_in(scene: ProjectScene, sprint: Sprint, task: Task, entry: SprintTask.Entry, reason: str = "") -> SprintTask:
    """The task is in the sprint from now on; it is in no other (`take_out` it first)."""
    was, task.sprint = sort_of(task), sprint
    keep_task(scene, task, was)
    stay = SprintTask(
        sprint=sprint,
        task=task,
        number=SprintTask.objects.filter(sprint=sprint, task=task).count() + 1,
        entry=entry,
        minutes=task.estimate_minutes,
        by=scene.by,
        at=scene.now,
        reason=reason,
    )
    scene.keep(stay)
    return stay


def take_out(
    scene: ProjectScene,
    task: Task,
    reason: str,
    *,
    how: SprintTask.Exit | str = "",
    left_for: Sprint | None = None,
) -> SprintTask:
    """The task leaves the sprint that it is in; its stay there is kept, with who ended it, how and why (AC3)."""
    stay = SprintTask.objects.select_related("sprint__project", "by").get(task=task, left_at=None)
    stay.task = task
    stay.left_at, stay.left_by, stay.left_how = scene.now, scene.by, how
    stay.left_reason, stay.left_for = reason, left_for
    was, task.sprint = sort_of(task), None
    keep_task(scene, task, was)
    scene.keep(stay)
    return stay
