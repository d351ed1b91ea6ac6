"""Making subtasks out of an estimate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog.deeds import TaskDeed
from signoff.backlog.models import Task
from signoff.backlog.words import Work
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.sprints.commands.subtasks import last_number, tester_of
from signoff.sprints.loading import against_more_load
from signoff.sprints.models import Subtask
from signoff.sprints.queries.planning import PlannedTask, planned_task
from signoff.sprints.rules import subtasks as rules


class DivideTask(TaskDeed):
    """What of a task's estimate is not divided yet becomes subtasks of at most two hours, for development and for
    testing (SP4). Those for development are done by whoever has the task, those for testing by who estimated them."""

    decision: ClassVar[str] = "subtasks"

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        planned = planned_task(task)
        yield from rules.against_dividing_nothing(estimated=task.estimate_minutes is not None, left=planned.undivided)
        new = self._pieces(task, planned, scene)
        yield from rules.against_dividing(is_open=task.is_open, existing=last_number(task), more=len(new))
        planned.subtasks += new
        yield from against_more_load(task, planned.loads(), scene)

    def _pieces(self, task: Task, planned: PlannedTask, scene: ProjectScene) -> list[Subtask]:
        number, rows = last_number(task), []
        for work, minutes in to_divide(planned).items():
            parts = rules.pieces(minutes)
            assignee = tester_of(task, scene) if work == Work.TESTING else None
            for place, length in enumerate(parts, 1):
                title = TITLES[Work(work)]() % {"place": place, "all": len(parts)}
                number += 1
                rows.append(
                    Subtask(task=task, number=number, title=title, work=work, minutes=length, assignee=assignee)
                )
        return rows

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        rows = self._pieces(task, planned_task(task), scene)
        scene.keep_all(rows)
        answer = {"task": task.key, "subtasks": [row.number for row in rows]}
        return Outcome(answer=answer, told={"title": task.title, "count": len(rows)})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.word("title"), "count": told.word("count")}
        return _("divided “%(title)s” into %(count)s subtasks.") % words


TITLES = {
    Work.DEVELOPMENT: lambda: _("Development, part %(place)d of %(all)d"),
    Work.TESTING: lambda: _("Testing, part %(place)d of %(all)d"),
}


def to_divide(planned: PlannedTask) -> dict[str, int]:
    """The undivided minutes by kind of work: of each kind what its estimate says and no subtask stands for yet."""
    left, found = planned.undivided, {}
    for work, estimates in sorted(planned.estimates.items(), reverse=True):
        divided = sum(row.minutes for row in planned.subtasks if row.work == work)
        found[work] = min(left, max(0, round(sum(estimates) / len(estimates)) - divided))
        left -= found[work]
    rest = Work.DEVELOPMENT if Work.DEVELOPMENT in planned.estimates or not planned.estimates else Work.TESTING
    found[rest] = found.get(rest, 0) + left
    return {str(work): found[work] for work in Work if found.get(work)}
