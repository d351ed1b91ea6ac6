"""What comes into a running sprint, and what leaves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from signoff.backlog.deeds import TaskDeed
from signoff.backlog.models import Task
from signoff.backlog.queries import task_named
from signoff.backlog.words import Priority
from signoff.kernel.keys import TaskKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.sprints.commands.running_deeds import bring_in, is_finished, move_on, sprint_before
from signoff.sprints.models import Sprint, SprintTask
from signoff.sprints.queries.running_today import next_in_planning
from signoff.sprints.queries.sprints import running_sprint
from signoff.sprints.rules import running as rules


def _sprint(scene: ProjectScene) -> Sprint:
    """The running sprint; the rules have made sure that there is one."""
    sprint = running_sprint(seen_by=scene.member)
    if sprint is None:
        raise ValueError(f"no sprint runs in {scene.project.key}")
    return sprint


def _against_coming_in(task: Task, scene: ProjectScene) -> Iterator[Refusal]:
    sprint = running_sprint(seen_by=scene.member)
    yield from rules.against_coming_in(
        runs=sprint is not None,
        already=sprint is not None and task.sprint_id == sprint.pk,
        finished=is_finished(task),
        criteria=len(task.criteria),
    )


def _words(number: object) -> str:
    return _("sprint %(number)s") % {"number": number} if number else _("the backlog")


class _Proposable(TaskDeed):
    """A deed that either side may suggest: what it changes is the sprint that the task is in."""

    proposable: ClassVar[bool] = True

    reason: Words

    def before(self, task: Task) -> dict[str, Any]:
        return sprint_before(task)


class LetInCriticalBug(_Proposable):
    """The customer lets a critical bug into the running sprint, marked as one: the exception to its being frozen (SP5).

    `makes_way` is the task that leaves for it, to the next sprint in planning, or to the backlog where there is none.
    """

    decision: ClassVar[str] = "critical-bug"

    makes_way: TaskKey | None = None

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from _against_coming_in(task, scene)
        yield from rules.against_letting_in(kind=task.kind, critical=task.priority == Priority.CRITICAL)
        if self.makes_way:
            other, sprint = task_named(self.makes_way, seen_by=scene.member), running_sprint(seen_by=scene.member)
            yield from rules.against_making_way(
                in_sprint=sprint is not None and other.sprint_id == sprint.pk,
                finished=is_finished(other),
                same=other.pk == task.pk,
            )

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        sprint, away = _sprint(scene), ""
        if self.makes_way:
            other = task_named(self.makes_way, seen_by=scene.member)
            away, to = other.title, next_in_planning(seen_by=scene.member)
            move_on(scene, other, self.reason, how=SprintTask.Exit.MADE_WAY, to=to)
        bring_in(scene, sprint, task, SprintTask.Entry.CRITICAL_BUG, self.reason)
        return Outcome(
            answer={"task": task.key, "sprint": sprint.number},
            told={"title": task.title, "sprint": sprint.number, "away": away},
        )

    @classmethod
    def changes(cls, before: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        yield _("Where it is"), _words(before.get("sprint")), _("the running sprint, as a critical bug")
        if given.get("makes_way"):
            yield _("What makes way"), "", given["makes_way"]

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"title": told.word("title"), "sprint": told.word("sprint"), "away": told.word("away")}
        if words["away"]:
            return _("let the critical bug “%(title)s” into sprint %(sprint)s; “%(away)s” makes way.") % words
        return _("let the critical bug “%(title)s” into sprint %(sprint)s.") % words


class TakeIntoRunningSprint(_Proposable):
    """A task comes into the running sprint because both sides agree: one suggests it, the other agrees (SP5)."""

    decision: ClassVar[str] = "sprint-scope"

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_changing_frozen(agreed=scene.agreed)
        yield from _against_coming_in(task, scene)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        sprint = _sprint(scene)
        bring_in(scene, sprint, task, SprintTask.Entry.AGREED, self.reason)
        return Outcome(
            answer={"task": task.key, "sprint": sprint.number}, told={"title": task.title, "sprint": sprint.number}
        )

    def effect(self, task: Task) -> dict[str, Any]:
        return {"minutes": task.estimate_minutes or 0}

    @classmethod
    def changes(cls, before: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        yield _("Where it is"), _words(before.get("sprint")), _("the running sprint")

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("took “%(title)s” into sprint %(sprint)s.") % {
            "title": told.word("title"),
            "sprint": told.word("sprint"),
        }


class TakeOutOfRunningSprint(_Proposable):
    """A task leaves the running sprint for the backlog because both sides agree (SP5)."""

    decision: ClassVar[str] = "sprint-scope"

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        sprint = running_sprint(seen_by=scene.member)
        yield from rules.against_changing_frozen(agreed=scene.agreed)
        yield from rules.against_going_out(
            in_sprint=sprint is not None and task.sprint_id == sprint.pk, finished=is_finished(task)
        )

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        sprint = _sprint(scene)
        move_on(scene, task, self.reason, how=SprintTask.Exit.AGREED, to=None)
        return Outcome(answer={"task": task.key}, told={"title": task.title, "sprint": sprint.number})

    def effect(self, task: Task) -> dict[str, Any]:
        return {"minutes": -(task.estimate_minutes or 0)}

    @classmethod
    def changes(cls, before: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        yield _("Where it is"), _("the running sprint"), _("the backlog")

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("took “%(title)s” out of sprint %(sprint)s.") % {
            "title": told.word("title"),
            "sprint": told.word("sprint"),
        }
