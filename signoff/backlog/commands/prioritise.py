"""How soon the customer needs a task, and what it is worth to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog import rules
from signoff.backlog.commands.add import PriorityWord
from signoff.backlog.deeds import TaskChange, keep_task
from signoff.backlog.models import Task
from signoff.backlog.tally import sort_of
from signoff.backlog.words import Priority, Value
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene


class SetPriority(TaskChange):
    """The customer says how soon they need the task (S2, P1)."""

    decision: ClassVar[str] = "priority"

    priority: PriorityWord

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_no_change(task.priority != Priority[self.priority.upper()])

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        was = sort_of(task)
        task.priority = Priority[self.priority.upper()]
        keep_task(scene, task, was)
        return Outcome(answer={"task": task.key, "revision": task.revision}, told={"title": task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        priority = Priority[str(told.given("priority")).upper()].label
        return _("set the priority of “%(title)s” to %(priority)s.") % {
            "title": told.word("title"),
            "priority": str(priority).lower(),
        }


class SetValue(TaskChange):
    """The customer says what the task is worth to its users (P1)."""

    decision: ClassVar[str] = "priority"

    value: Value

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_no_change(task.value != self.value)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        task.value = self.value
        scene.keep(task)
        return Outcome(answer={"task": task.key, "revision": task.revision}, told={"title": task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("set the value of “%(title)s” to “%(value)s”.") % {
            "title": told.word("title"),
            "value": Value(str(told.given("value"))).label,
        }
