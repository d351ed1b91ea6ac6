"""Where a task stands in the customer's order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from signoff.backlog import rules
from signoff.backlog.commands.add import PriorityWord
from signoff.backlog.commands.prioritise import label_of, word_of
from signoff.backlog.deeds import TaskChange, keep_task
from signoff.backlog.models import Task
from signoff.backlog.order import between, place_between, stands_between
from signoff.backlog.queries import task_named
from signoff.backlog.tally import sort_of
from signoff.backlog.words import Priority
from signoff.kernel.keys import TaskKey
from signoff.kernel.refusals import Refusal, Stale
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene


class RankTask(TaskChange):
    """The customer puts a task right above, or right below, another one of the order (S2).

    It takes the other task's priority; `priority` is the one that the actor has seen there, where it must still be.
    """

    decision: ClassVar[str] = "priority"
    proposable: ClassVar[bool] = True

    above: TaskKey | None = None
    below: TaskKey | None = None
    priority: PriorityWord | None = None

    @model_validator(mode="after")
    def _beside_one_task(self) -> Self:
        if bool(self.above) == bool(self.below):
            raise PydanticCustomError("one_neighbour", "give either above or below: the task that it is put next to")
        return self

    def neighbour(self, scene: ProjectScene) -> Task:
        """The task that it is put next to. Raises NotThere, and Stale when it is of another priority by now."""
        found = task_named(self.above or self.below or "", seen_by=scene.member, with_people=False)
        if self.priority and found.priority != Priority[self.priority.upper()]:
            raise Stale(found.obj, found.revision)
        return found

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        beside = self.neighbour(scene)
        refusals = list(
            rules.against_ranking(
                open_=task.is_open and beside.is_open,
                itself=task.pk == beside.pk,
                takes_priority_away=task.priority < beside.priority == Priority.UNSET,
            )
        )
        if not refusals:
            place = between(beside, above=bool(self.above), moving=task)
            refusals += rules.against_no_change(not stands_between(task, *place))
        yield from refusals

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        was, beside = sort_of(task), self.neighbour(scene)
        before, after = between(beside, above=bool(self.above), moving=task)
        told: dict[str, str | int] = {"title": task.title, "beside": beside.title}
        if task.priority != beside.priority:
            told["priority"] = word_of(beside.priority) or ""
        task.position, making_room = place_between(before, after, moving=task)
        task.priority = beside.priority
        keep_task(scene, task, was)
        scene.keep(*making_room)
        return Outcome(answer={"task": task.key, "revision": task.revision}, told=told)

    def before(self, task: Task) -> dict[str, Any]:
        return {"priority": word_of(task.priority), "position": task.position}

    @classmethod
    def changes(cls, before: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        if given.get("priority") and given["priority"] != before["priority"]:
            yield _("Priority"), label_of(before["priority"]), label_of(given["priority"])
        where = _("right above %(task)s") if given.get("above") else _("right below %(task)s")
        yield _("Place"), _("where it stands"), where % {"task": given.get("above") or given.get("below")}

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.word("title"), "beside": told.word("beside")}
        if priority := told.word("priority"):
            words["priority"] = label_of(str(priority)).lower()
            if told.given("above"):
                return _("put “%(title)s” right above “%(beside)s”, as %(priority)s.") % words
            return _("put “%(title)s” right below “%(beside)s”, as %(priority)s.") % words
        if told.given("above"):
            return _("put “%(title)s” right above “%(beside)s”.") % words
        return _("put “%(title)s” right below “%(beside)s”.") % words
