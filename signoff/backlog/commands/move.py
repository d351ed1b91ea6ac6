"""Saying how far a task is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog import rules
from signoff.backlog.deeds import TaskChange, keep_task
from signoff.backlog.models import Task
from signoff.backlog.tally import sort_of
from signoff.backlog.words import Step
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene


class MoveTask(TaskChange):
    """Those who do the work move a task on, or back, between to do and testing (SP7).

    Handing over and accepting are deeds of their own, so the last two steps are refused here (AC1, AC4).
    """

    decision: ClassVar[str] = "progress"

    step: Step

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_moving(step=task.step, to=self.step)
        yield from rules.against_no_change(task.step != self.step or task.done_before is not None)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        was = sort_of(task)
        task.step, task.step_since, task.done_before = self.step, scene.now, None
        keep_task(scene, task, was)
        return Outcome(answer={"task": task.key, "revision": task.revision}, told={"title": task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        step = Step(str(told.given("step"))).label
        return _("moved “%(title)s” to “%(step)s”.") % {"title": told.word("title"), "step": step}
