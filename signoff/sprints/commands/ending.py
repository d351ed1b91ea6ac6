"""The end of a sprint: what goes on, and that it is over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext as _

from signoff.backlog.deeds import TaskDeed
from signoff.backlog.models import Task
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.sprints.commands.running_deeds import is_finished, move_on, sprint_before
from signoff.sprints.deeds import SprintChange
from signoff.sprints.models import Sprint, SprintTask
from signoff.sprints.queries.result import result_of
from signoff.sprints.queries.running import tasks_left
from signoff.sprints.queries.running_today import next_in_planning
from signoff.sprints.queries.sprints import running_sprint
from signoff.sprints.rules import ending as rules


class CarryOver(TaskDeed):
    """Unfinished or returned work goes on in the next sprint, or waits in the backlog, with its history (AC3).

    From the sprint's last working day on; before that both sides must agree.
    """

    decision: ClassVar[str] = "carry-over"
    proposable: ClassVar[bool] = True

    to: Literal["next", "backlog"]
    reason: Words

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        sprint = running_sprint(seen_by=scene.member)
        yield from rules.against_carrying_over(
            in_sprint=sprint is not None and task.sprint_id == sprint.pk,
            finished=is_finished(task),
            last_day=sprint is not None and scene.now.date() >= sprint.last_working_day,
            agreed=scene.agreed,
            to_next=self.to == "next",
            next_planned=next_in_planning(seen_by=scene.member) is not None,
        )

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        to = next_in_planning(seen_by=scene.member) if self.to == "next" else None
        move_on(scene, task, self.reason, how=SprintTask.Exit.CARRIED_OVER, to=to)
        number = to.number if to else 0
        return Outcome(
            answer={"task": task.key, "revision": task.revision, "sprint": number or None},
            told={"title": task.title, "sprint": number},
        )

    def before(self, task: Task) -> dict[str, Any]:
        return sprint_before(task)

    @classmethod
    def changes(cls, before: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        to = _("the next sprint") if given.get("to") == "next" else _("the backlog")
        yield _("Where it is"), _("sprint %(number)s") % {"number": before.get("sprint")}, to

    @classmethod
    def sentence(cls, told: Told) -> str:
        if told.word("sprint"):
            return _("carried “%(title)s” over to sprint %(sprint)s.") % {
                "title": told.word("title"),
                "sprint": told.word("sprint"),
            }
        return _("carried “%(title)s” over to the backlog.") % {"title": told.word("title")}


class CompleteSprint(SprintChange):
    """A sprint is over once each of its tasks is accepted or has moved on (AC1). What came of it is kept (SP7)."""

    decision: ClassVar[str] = "sprint-end"

    def why_not(self, sprint: Sprint, scene: ProjectScene) -> Iterator[Refusal]:
        left = tasks_left(sprint, seen_by=scene.member) if sprint.is_running else []
        yield from rules.against_completing(runs=sprint.is_running, left=[task.key for task in left])

    def apply(self, sprint: Sprint, scene: ProjectScene) -> Outcome:
        sprint.result = result_of(sprint, seen_by=scene.member)
        sprint.completed_at = scene.now
        scene.keep(sprint)
        accepted = sprint.result["accepted"]["tasks"]
        return Outcome(
            answer={"sprint": sprint.number, "revision": sprint.revision},
            told={"sprint": sprint.number, "accepted": accepted, "committed": sprint.result["committed"]["tasks"]},
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("completed sprint %(sprint)s: %(accepted)s tasks accepted, %(committed)s had been committed.") % {
            "sprint": told.word("sprint"),
            "accepted": told.word("accepted"),
            "committed": told.word("committed"),
        }
