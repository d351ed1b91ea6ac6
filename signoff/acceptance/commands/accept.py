"""The customer accepts a task."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from signoff.acceptance import rules
from signoff.acceptance.commands.verdicts import GivenVerdict, settle
from signoff.acceptance.deeds import HandedOver, handed_over
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

Verdicts = Annotated[list[GivenVerdict], Field(max_length=50)]


def met_by_criterion(work: HandedOver, given: list[GivenVerdict]) -> dict[int, bool]:
    """What has been said of each criterion, the given verdicts over the kept ones."""
    kept = {criterion: row.met for criterion, row in work.verdicts.items()}
    return kept | {each.criterion: each.met for each in given}


class AcceptTask(TaskChange):
    """The customer accepts the work handed over for a task (AC1, AC4).

    Each criterion needs its verdict: given here, or one by one before. Only so is a task done.
    """

    decision: ClassVar[str] = "acceptance"

    verdicts: Verdicts = Field(default_factory=list)
    note: Text = ""

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        work = handed_over(task, seen_by=scene.member)
        yield from rules.against_accepting(
            step=task.step, criteria=work.criteria, met=met_by_criterion(work, self.verdicts)
        )

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        was, work = sort_of(task), handed_over(task, seen_by=scene.member)
        task.step, task.step_since = Step.ACCEPTED, scene.now
        task.accepted_content = task.content_revision
        keep_task(scene, task, was)
        settle(work, Verdict.Outcome.ACCEPTED, self.verdicts, self.note, scene)
        return Outcome(
            answer={"task": task.key, "revision": task.revision},
            told={"title": task.title, "criteria": len(task.criteria)},
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("accepted “%(title)s”: %(criteria)s of %(criteria)s criteria met.") % {
            "title": told.word("title"),
            "criteria": told.word("criteria"),
        }
