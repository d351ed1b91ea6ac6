"""Giving several tasks their place in the scope at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from django.utils.translation import ngettext
from pydantic import Field

from signoff.backlog.models import Task
from signoff.backlog.rules import against_no_change
from signoff.backlog.tally import recount, sort_of
from signoff.kernel.keys import NumberedKey, TaskKey
from signoff.kernel.refusals import NotThere, Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.scope import rules
from signoff.scope.models import Part
from signoff.scope.queries import part_named

MOST_AT_ONCE = 100


class PlaceTasks(ProjectCommand[Part]):
    """Up to 100 tasks are put at a part of the scope together, wherever they stood (S1)."""

    decision: ClassVar[str] = "scope"

    part: NumberedKey
    tasks: Annotated[list[TaskKey], Field(min_length=1, max_length=MOST_AT_ONCE)]

    @property
    def project_key(self) -> str:
        return self.part.partition(".")[0]

    def about(self, scene: ProjectScene) -> Part:
        part = part_named(self.part, seen_by=scene.member)
        found = {task.key for task in self._tasks(scene)}
        missing = [key for key in self.tasks if key not in found]
        if missing:
            raise NotThere(missing[0])
        return part

    def _tasks(self, scene: ProjectScene) -> list[Task]:
        prefix = f"{scene.project.key}-"
        numbers = [int(key.removeprefix(prefix)) for key in self.tasks if key.startswith(prefix)]
        rows = Task.objects.filter(project=scene.project, number__in=numbers).select_related("assignee", "created_by")
        found = list(rows.order_by("number"))
        for task in found:
            task.project = scene.project
        return found

    def why_not(self, part: Part, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_retired(part.retired_at is not None)
        yield from against_no_change(any(task.part_id != part.pk for task in self._tasks(scene)))

    def apply(self, part: Part, scene: ProjectScene) -> Outcome:
        tasks = [task for task in self._tasks(scene) if task.part_id != part.pk]
        was = [sort_of(task) for task in tasks]
        for task in tasks:
            task.part = part
        recount(scene.project.pk, was=was, now=[sort_of(task) for task in tasks])
        scene.keep(*tasks)
        return Outcome(
            answer={"part": self.part, "tasks": [task.key for task in tasks]},
            told={"part": part.title, "count": len(tasks)},
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        count = int(told.word("count"))
        words = ngettext("put %(count)d task into “%(part)s”.", "put %(count)d tasks into “%(part)s”.", count)
        return words % {"count": count, "part": told.word("part")}
