"""How soon the customer needs a task, and what it is worth to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, cast

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


def word_of(priority: int) -> PriorityWord | None:
    """The priority as a command is given it; None while the customer has not said."""
    return None if priority == Priority.UNSET else cast("PriorityWord", Priority(priority).name.lower())


def label_of(word: str | None) -> str:
    """The priority for its reader."""
    return str((Priority[word.upper()] if word else Priority.UNSET).label)


class SetPriority(TaskChange):
    """The customer says how soon they need the task (S2, P1)."""

    decision: ClassVar[str] = "priority"
    proposable: ClassVar[bool] = True

    priority: PriorityWord

    def before(self, task: Task) -> dict[str, Any]:
        return {"priority": word_of(task.priority)}

    @classmethod
    def changes(cls, before: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        yield _("Priority"), label_of(before["priority"]), label_of(given["priority"])

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
    proposable: ClassVar[bool] = True

    value: Value

    def before(self, task: Task) -> dict[str, Any]:
        return {"value": task.value}

    @classmethod
    def changes(cls, before: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        was = Value(before["value"]).label if before["value"] else ""
        yield _("Value"), was, Value(given["value"]).label

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
