"""Emergency work, written down after it began."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from signoff.backlog.commands.add import Criteria, next_number
from signoff.backlog.commands.estimate import MOST_MINUTES, duration_of
from signoff.backlog.commands.past import Moment
from signoff.backlog.models import Task
from signoff.backlog.order import SPACE_BETWEEN
from signoff.backlog.tally import recount, sort_of
from signoff.backlog.words import Kind, Priority, Step
from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Text, Title, Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.people.models import Project
from signoff.sprints.deeds import put_in
from signoff.sprints.models import SprintTask
from signoff.sprints.queries.sprints import running_sprint
from signoff.sprints.rules import running as rules


class RecordEmergencyWork(ProjectCommand[Project]):
    """Those who build write down a bug that they had to begin on before there was a task: an emergency (SP6).

    It is marked as retroactive: `began_at`, when the work began, and when it was written down are both kept, and the
    time between them is shown to both sides. `minutes` are those that it takes in all, as far as known.
    """

    decision: ClassVar[str] = "emergency-work"

    project: ProjectKey
    title: Title
    story: Text = ""
    criteria: Criteria = Field(default_factory=list)
    began_at: Moment
    reason: Words
    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)] | None = None

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Project:
        return scene.project

    def why_not(self, project: Project, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_beginning(in_future=self.began_at > scene.now)

    def apply(self, project: Project, scene: ProjectScene) -> Outcome:
        task = self._task(project, scene)
        scene.keep(task)
        recount(project.pk, now=[sort_of(task)])
        sprint = running_sprint(seen_by=scene.member)
        if sprint is not None:
            put_in(scene, sprint, task, SprintTask.Entry.EMERGENCY, self.reason)
        delay = int((scene.now - self.began_at).total_seconds()) // 60
        return Outcome(
            answer={"task": task.key, "revision": task.revision, "delay": delay},
            told={"task": task.key, "delay": delay, "sprint": sprint.number if sprint else 0},
        )

    def _task(self, project: Project, scene: ProjectScene) -> Task:
        number = next_number(project)
        return Task(
            project=project,
            number=number,
            kind=Kind.BUG,
            title=self.title,
            story=self.story,
            criteria=[{"id": place, "text": text} for place, text in enumerate(self.criteria, 1)],
            last_criterion=len(self.criteria),
            priority=Priority.UNSET,
            assignee=scene.by,
            estimate_low=self.minutes,
            estimate_minutes=self.minutes,
            estimate_high=self.minutes,
            position=number * SPACE_BETWEEN,
            created_by=scene.by,
            created_at=scene.now,
            step=Step.IN_PROGRESS,
            step_since=self.began_at,
            began_at=self.began_at,
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("wrote emergency work down, %(delay)s after it had begun: “%(title)s”.") % {
            "delay": duration_of(int(told.word("delay"))),
            "title": told.given("title"),
        }
