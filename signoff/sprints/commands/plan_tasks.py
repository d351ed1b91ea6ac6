"""Drawing tasks into a sprint's plan, and taking them out again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog.deeds import TaskDeed
from signoff.backlog.models import Task
from signoff.backlog.queries import task_named
from signoff.backlog.words import Priority
from signoff.kernel.keys import TaskKey
from signoff.kernel.refusals import NotThere, Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Text
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.sprints.commands.plan_sprint import against_not_in_planning
from signoff.sprints.deeds import SprintCommand, key_of, put_in, sprint_of, take_out
from signoff.sprints.loading import against_overloading
from signoff.sprints.models import Sprint, SprintTask
from signoff.sprints.queries.planning import plan_of, planned_task
from signoff.sprints.rules import planning


class PlanTask(SprintCommand):
    """A task that is ready is drawn into the plan of a sprint (SP2, S3).

    Ready is a task with criteria, an estimate, and the customer's priority. Whom it would give more than their hours in
    that sprint is told, and it is refused, unless somebody entitled has allowed it (SP4).
    """

    decision: ClassVar[str] = "planning"

    task: TaskKey

    def _task(self, sprint: Sprint, scene: ProjectScene) -> Task:
        task = task_named(self.task, seen_by=scene.member)
        task.sprint = sprint_of(task)
        return task

    def about(self, scene: ProjectScene) -> Sprint:
        sprint = super().about(scene)
        if self.task.partition("-")[0] != self.project_key:
            raise NotThere(self.task)
        self._task(sprint, scene)
        return sprint

    def why_not(self, sprint: Sprint, scene: ProjectScene) -> Iterator[Refusal]:
        task = self._task(sprint, scene)
        yield from against_not_in_planning(sprint)
        in_sprint = task.sprint.number if task.sprint else None
        yield from planning.against_drawing(is_open=task.is_open, in_sprint=in_sprint)
        yield from planning.against_unready(
            criteria=bool(task.criteria),
            estimate=task.estimate_minutes is not None,
            priority=task.priority != Priority.UNSET,
        )
        yield from against_overloading(plan_of(sprint, seen_by=scene.member), planned_task(task).loads(), scene)

    def apply(self, sprint: Sprint, scene: ProjectScene) -> Outcome:
        task = self._task(sprint, scene)
        put_in(scene, sprint, task, SprintTask.Entry.PLANNED)
        answer = {"sprint": key_of(sprint), "task": task.key, "revision": task.revision}
        return Outcome(answer=answer, told={"title": task.title, "number": sprint.number})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.word("title"), "number": told.word("number")}
        return _("drew “%(title)s” into the plan of sprint %(number)s.") % words


class TakeOut(TaskDeed):
    """A task is taken out of the plan of a sprint; it stays in the backlog (SP2)."""

    decision: ClassVar[str] = "planning"

    reason: Text = ""

    def about(self, scene: ProjectScene) -> Task:
        task = super().about(scene)
        task.sprint = sprint_of(task)
        return task

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from planning.against_absence_from_plan(in_this=task.sprint is not None)
        if task.sprint is not None:
            yield from against_not_in_planning(task.sprint)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        stay = take_out(scene, task, self.reason)
        answer = {"task": task.key, "revision": task.revision}
        return Outcome(answer=answer, told={"title": task.title, "number": stay.sprint.number})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.word("title"), "number": told.word("number")}
        return _("took “%(title)s” out of the plan of sprint %(number)s.") % words
