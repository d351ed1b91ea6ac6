"""Giving a task to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog import rules
from signoff.backlog.deeds import TaskChange
from signoff.backlog.models import Task
from signoff.charter.sides import Side
from signoff.kernel.refusals import Problem, Refusal, Unreadable
from signoff.kernel.refusals import gettext_noop as _later
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Line
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.people.models import Membership
from signoff.sprints.loading import against_giving


class AssignTask(TaskChange):
    """Whoever loads the developers gives a task to one of them, by the cooperation model (B3).

    In the plan of a sprint nobody is given more than their hours (SP4).

    `assignee` is the person's pseudonymous id; empty: nobody has it.
    """

    decision: ClassVar[str] = "assignment"

    assignee: Line = ""

    def _membership(self, scene: ProjectScene) -> Membership | None:
        if not self.assignee:
            return None
        membership = (
            scene.project.memberships.filter(person__pid=self.assignee, ended_at=None).select_related("person").first()
        )
        if membership is None:
            raise Unreadable([Problem("assignee", _("nobody with this id takes part in the project"))])
        return membership

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        membership = self._membership(scene)
        if membership and membership.side != Side.CONTRACTOR:
            yield Refusal("builders-only", _later("Work is given to people of the contractor, who builds."), "B3")
        yield from rules.against_no_change(task.assignee_id != (membership.person_id if membership else None))
        if membership:
            yield from against_giving(task, membership.person, scene)

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        membership = self._membership(scene)
        task.assignee = membership.person if membership else None
        scene.keep(task)
        return Outcome(answer={"task": task.key, "revision": task.revision}, told={"title": task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        if not told.given("assignee"):
            return _("took “%(title)s” from its assignee.") % {"title": told.word("title")}
        return _("gave “%(title)s” to %(person)s.") % {
            "title": told.word("title"),
            "person": told.person(str(told.given("assignee"))),
        }
