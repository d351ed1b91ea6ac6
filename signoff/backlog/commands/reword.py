"""Changing what a task says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from signoff.backlog import rules
from signoff.backlog.deeds import TaskChange, keep_task
from signoff.backlog.models import Task, TaskWords
from signoff.backlog.tally import sort_of
from signoff.backlog.words import Kind, Step
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Line, Text, Title
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene


def _runs(task: Task) -> bool:
    """Whether the task is in a sprint that runs."""
    return task.sprint is not None and task.sprint.is_running


class Criterion(BaseModel):
    """A criterion as it shall be: with the id that it has, or without one when it is new."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[int, Field(ge=1, le=10_000)] | None = None
    text: Annotated[Line, Field(min_length=1)]


class RewordTask(TaskChange):
    """Title, story, criteria or kind of a task are written anew (S3). All four are given as they shall be.

    What the customer had accepted is then changed since accepted, and waits for acceptance again (AC1). The criteria of
    a task in a running sprint are frozen: they change when one side suggests it and the other agrees (SP5).
    """

    decision: ClassVar[str] = "task-words"
    proposable: ClassVar[bool] = True

    kind: Kind
    title: Title
    story: Text = ""
    criteria: Annotated[list[Criterion], Field(max_length=rules.MOST_CRITERIA)]

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_criteria(
            ids=[each.id for each in self.criteria if each.id is not None],
            known={each["id"] for each in task.criteria},
        )
        yield from rules.against_no_change(self._changes_words(task) or self.kind != task.kind)
        yield from rules.against_frozen_criteria(
            frozen=bool(task.criteria) and self._criteria() != task.criteria and _runs(task), agreed=scene.agreed
        )

    def before(self, task: Task) -> dict[str, Any]:
        criteria = [{"id": each["id"], "text": each["text"]} for each in task.criteria]
        return {"kind": str(task.kind), "title": task.title, "story": task.story, "criteria": criteria}

    @classmethod
    def changes(cls, before: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        for name, label in (("title", _("Title")), ("story", _("Story"))):
            if before.get(name) != given.get(name):
                yield label, before.get(name), given.get(name)
        then = {each["id"]: each["text"] for each in before.get("criteria", ())}
        for each in given.get("criteria", ()):
            was = then.pop(each.get("id"), "")
            if was != each["text"]:
                yield _("Criterion"), was, each["text"]
        for gone in then.values():
            yield _("Criterion"), gone, ""

    def _criteria(self) -> list[dict[str, object]]:
        return [{"id": each.id, "text": each.text} for each in self.criteria]

    def _changes_words(self, task: Task) -> bool:
        return (self.title, self.story, self._criteria()) != (task.title, task.story, task.criteria)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        was, earlier = sort_of(task), None
        if self._changes_words(task):
            earlier = TaskWords(
                task=task,
                content_revision=task.content_revision,
                title=task.title,
                story=task.story,
                criteria=task.criteria,
            )
            self._write(task, scene)
        task.kind = self.kind
        keep_task(scene, task, was)
        if earlier:
            scene.keep(earlier)
        told: dict[str, str | int] = {"title": task.title, "again": int(task.changed_since_accepted)}
        return Outcome(answer={"task": task.key, "revision": task.revision}, told=told)

    def _write(self, task: Task, scene: ProjectScene) -> None:
        criteria = []
        for each in self.criteria:
            if each.id is None:
                task.last_criterion += 1
            criteria.append({"id": each.id or task.last_criterion, "text": each.text})
        task.title, task.story, task.criteria = self.title, self.story, criteria
        task.content_revision += 1
        if task.step == Step.ACCEPTED:
            task.step, task.step_since = Step.HANDED_OVER, scene.now

    @classmethod
    def sentence(cls, told: Told) -> str:
        if told.word("again"):
            return _("changed the words of “%(title)s” after it was accepted; it waits for acceptance again.") % {
                "title": told.word("title")
            }
        return _("changed the words of “%(title)s”.") % {"title": told.word("title")}
