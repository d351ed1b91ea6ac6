"""The customer returns a task."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from signoff.acceptance import rules
from signoff.acceptance.commands.accept import Verdicts, met_by_criterion
from signoff.acceptance.commands.verdicts import settle
from signoff.acceptance.deeds import handed_over
from signoff.acceptance.models import Verdict
from signoff.backlog.deeds import TaskChange, keep_task
from signoff.backlog.models import Task
from signoff.backlog.tally import sort_of
from signoff.backlog.words import Step
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Text
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene


class ReturnTask(TaskChange):
    """The customer returns handed-over work, and says what is missing (AC1, D3). It goes back into progress."""

    decision: ClassVar[str] = "acceptance"

    verdicts: Verdicts = Field(default_factory=list)
    note: Text = ""

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        work = handed_over(task, seen_by=scene.member)
        yield from rules.against_returning(
            step=task.step,
            criteria=work.criteria,
            met=met_by_criterion(work, self.verdicts),
            reasons=[(each.expected, each.happened) for each in self.verdicts if not each.met],
            note=self.note,
        )

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        was, work = sort_of(task), handed_over(task, seen_by=scene.member)
        not_met = list(met_by_criterion(work, self.verdicts).values()).count(False)
        task.step, task.step_since = Step.IN_PROGRESS, scene.now
        keep_task(scene, task, was)
        settle(work, Verdict.Outcome.RETURNED, self.verdicts, self.note, scene)
        return Outcome(
            answer={"task": task.key, "revision": task.revision},
            told={"title": task.title, "criteria": len(task.criteria), "not_met": not_met},
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        if not told.word("not_met"):
            return _("returned “%(title)s” with a note.") % {"title": told.word("title")}
        return _("returned “%(title)s”: %(not_met)s of %(criteria)s criteria not met.") % {
            "title": told.word("title"),
            "not_met": told.word("not_met"),
            "criteria": told.word("criteria"),
        }
