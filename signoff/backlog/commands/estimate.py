"""Putting hours on a task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from signoff.backlog import rules
from signoff.backlog.deeds import TaskChange, keep_task
from signoff.backlog.estimates import points_of
from signoff.backlog.models import Estimate, Task
from signoff.backlog.tally import sort_of
from signoff.backlog.words import Work
from signoff.forecast.points import Points, of_task
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene

MOST_MINUTES = 60 * 10_000
Minutes = Annotated[int, Field(ge=1, le=MOST_MINUTES)]


class EstimateTask(TaskChange):
    """Those who do the work say how long it will take, in minutes: developers the development, testers the testing.

    Each person has one estimate for each kind of work, and a later one replaces it. The task's estimate is the mean
    of its people's for each kind, summed over the kinds (S6). `optimistic` and `pessimistic` are as `likely` when
    they are not given.
    """

    decision: ClassVar[str] = "estimate"

    work: Work = Work.DEVELOPMENT
    likely: Minutes
    optimistic: Minutes | None = None
    pessimistic: Minutes | None = None

    @model_validator(mode="after")
    def _in_order(self) -> EstimateTask:
        points = self.points
        if not points.low <= points.likely <= points.high:
            raise PydanticCustomError("points_in_order", "optimistic ≤ likely ≤ pessimistic must hold")
        return self

    @property
    def points(self) -> Points:
        return Points(self.optimistic or self.likely, self.likely, self.pessimistic or self.likely)

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_estimating(work=self.work, roles=scene.standing.roles)
        mine = Estimate.objects.filter(task=task, person=scene.by, work=self.work).first()
        yield from rules.against_no_change(mine is None or points_of(mine) != self.points)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        was = sort_of(task)
        rows = list(Estimate.objects.filter(task=task).select_related("person"))
        mine = next((row for row in rows if row.person_id == scene.by.pk and row.work == self.work), None)
        if mine is None:
            mine = Estimate(task=task, person=scene.by, work=self.work)
            rows.append(mine)
        mine.task, mine.at = task, scene.now
        mine.optimistic, mine.likely, mine.pessimistic = self.points.low, self.points.likely, self.points.high
        whole = whole_of(rows)
        task.estimate_low, task.estimate_minutes, task.estimate_high = whole.low, whole.likely, whole.high
        keep_task(scene, task, was)
        scene.keep(mine)
        return Outcome(answer={"task": task.key, "revision": task.revision}, told={"title": task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        low, high = told.given("optimistic"), told.given("pessimistic")
        words = _("estimated the testing of “%(title)s” at %(duration)s.")
        if told.given("work") != Work.TESTING:
            words = _("estimated the development of “%(title)s” at %(duration)s.")
        if (low or high) and low != high:
            duration = _("%(likely)s, between %(low)s and %(high)s") % {
                "likely": duration_of(told.given("likely")),
                "low": duration_of(low or told.given("likely")),
                "high": duration_of(high or told.given("likely")),
            }
        else:
            duration = duration_of(told.given("likely"))
        return words % {"title": told.word("title"), "duration": duration}


def whole_of(rows: list[Estimate]) -> Points:
    """What the estimates of one task make of it; there is at least one."""
    by_work: dict[str, list[Points]] = defaultdict(list)
    for row in rows:
        by_work[str(row.work)].append(points_of(row))
    whole = of_task(by_work)
    if whole is None:
        raise ValueError("there is no estimate")
    return whole


def duration_of(minutes: int) -> str:
    """Minutes as the ledger tells them: 6 h, 6 h 30 min, 45 min."""
    hours, rest = divmod(int(minutes), 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    words = _("%(hours)d h %(minutes)d min") if rest else _("%(hours)d h")
    return words % {"hours": hours, "minutes": rest}
