"""Putting hours on a task."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from signoff.backlog import rules
from signoff.backlog.deeds import TaskChange
from signoff.backlog.models import Task
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene

MOST_MINUTES = 60 * 10_000


class EstimateTask(TaskChange):
    """Those who do the work say how long it will take, in minutes (S6)."""

    decision: ClassVar[str] = "estimate"

    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)]

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_no_change(task.estimate_minutes != self.minutes)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        task.estimate_minutes = self.minutes
        scene.keep(task)
        return Outcome(answer={"task": task.key, "revision": task.revision}, told={"title": task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        hours, minutes = divmod(int(told.given("minutes")), 60)
        duration = _("%(hours)d h %(minutes)d min") if minutes and hours else _("%(hours)d h")
        if not hours:
            duration = _("%(minutes)d min")
        return _("estimated “%(title)s” at %(duration)s.") % {
            "title": told.word("title"),
            "duration": duration % {"hours": hours, "minutes": minutes},
        }
