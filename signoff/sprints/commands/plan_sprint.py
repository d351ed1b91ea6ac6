"""Beginning a sprint's plan: its goal and its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar, Literal

from django.db.models import Max
from django.utils.translation import gettext as _

from signoff.backlog.rules import against_no_change
from signoff.charter.decisions import CUSTOMER_DECIDES
from signoff.charter.sides import Role
from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Title
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.people.models import Membership, Project
from signoff.sprints.deeds import SprintChange, key_of
from signoff.sprints.models import Participant, Sprint
from signoff.sprints.queries.sprints import sprints
from signoff.sprints.rules import planning

Weeks = Literal[1, 2]
WORK_IN_SPRINTS = {Role.BUSINESS_ANALYST, Role.TEAM_LEAD, Role.DEVELOPER, Role.TESTER}
PLAN = WORK_IN_SPRINTS | CUSTOMER_DECIDES | {Role.PROJECT_MANAGER}


class PlanSprint(ProjectCommand[Project]):
    """A sprint of one or two weeks is planned, with a goal (SP1).

    Those who do the work take part with all their hours, and those who decide with none, until somebody says otherwise.
    """

    decision: ClassVar[str] = "sprint"

    project: ProjectKey
    goal: Title
    starts_on: date
    weeks: Weeks = 2

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Project:
        return scene.project

    def why_not(self, project: Project, scene: ProjectScene) -> Iterator[Refusal]:
        yield from planning.against_days(overlapping=overlapping(scene, self.starts_on, self.weeks))

    def apply(self, project: Project, scene: ProjectScene) -> Outcome:
        number = (sprints(seen_by=scene.member).aggregate(last=Max("number"))["last"] or 0) + 1
        sprint = Sprint(
            project=project,
            number=number,
            goal=self.goal,
            starts_on=self.starts_on,
            weeks=self.weeks,
            planned_at=scene.now,
        )
        scene.keep(sprint)
        scene.keep(*_first_participants(sprint))
        return Outcome(answer={"sprint": key_of(sprint), "revision": sprint.revision}, told={"number": number})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"number": told.word("number"), "goal": told.given("goal")}
        return _("began to plan sprint %(number)s: “%(goal)s”.") % words


class ChangeSprint(SprintChange):
    """The goal or the days of a sprint in planning are changed; all three are given as they shall be (SP1)."""

    decision: ClassVar[str] = "sprint"

    goal: Title
    starts_on: date
    weeks: Weeks

    def why_not(self, sprint: Sprint, scene: ProjectScene) -> Iterator[Refusal]:
        yield from against_not_in_planning(sprint)
        yield from planning.against_days(
            overlapping=overlapping(scene, self.starts_on, self.weeks, besides=sprint.number)
        )
        now = (sprint.goal, sprint.starts_on, sprint.weeks)
        yield from against_no_change((self.goal, self.starts_on, self.weeks) != now)

    def apply(self, sprint: Sprint, scene: ProjectScene) -> Outcome:
        sprint.goal, sprint.starts_on, sprint.weeks = self.goal, self.starts_on, self.weeks
        scene.keep(sprint)
        answer = {"sprint": key_of(sprint), "revision": sprint.revision}
        return Outcome(answer=answer, told={"number": sprint.number})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"number": told.word("number"), "goal": told.given("goal")}
        return _("changed the goal or the days of sprint %(number)s: “%(goal)s”.") % words


def against_not_in_planning(sprint: Sprint) -> Iterator[Refusal]:
    """The sprint's plan is open to changes."""
    started, completed = sprint.started_at is not None, sprint.completed_at is not None
    yield from planning.against_not_in_planning(started=started, completed=completed)


def overlapping(scene: ProjectScene, starts_on: date, weeks: int, besides: int = 0) -> list[int]:
    """The numbers of the sprints, not yet completed, that have some of these days."""
    ends_on = starts_on + timedelta(weeks=weeks, days=-1)
    others = sprints(seen_by=scene.member).filter(completed_at=None, starts_on__lte=ends_on).exclude(number=besides)
    return [row.number for row in others if row.ends_on >= starts_on]


def _first_participants(sprint: Sprint) -> list[Participant]:
    places = Membership.objects.filter(project_id=sprint.project_id, ended_at=None, joined_at__isnull=False)
    return [
        Participant(
            sprint=sprint,
            person=place.person,
            side=place.side,
            allocation=100 if WORK_IN_SPRINTS & set(place.roles) else 0,
        )
        for place in places.select_related("person").order_by("pk")
        if set(place.roles) & PLAN
    ]
