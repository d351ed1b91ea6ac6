"""The customer gives a verdict on one criterion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from signoff.acceptance import rules
from signoff.acceptance.commands.verdicts import CriterionId, GivenVerdict, merged
from signoff.acceptance.deeds import handed_over
from signoff.backlog.deeds import TaskDeed
from signoff.backlog.models import Task
from signoff.backlog.rules import against_no_change
from signoff.kernel.refusals import Refusal, Stale
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Text
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene


class JudgeCriterion(TaskDeed):
    """The customer finds one criterion met or not met; both sides see it at once (AC4).

    `revision` is that of the verdict that the actor has seen: 0 when there was none (C4).
    """

    decision: ClassVar[str] = "acceptance"

    criterion: CriterionId
    met: bool
    expected: Text = ""
    happened: Text = ""
    better: Text = ""
    revision: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0

    def _given(self) -> GivenVerdict:
        return GivenVerdict(
            criterion=self.criterion,
            met=self.met,
            expected=self.expected,
            happened=self.happened,
            better=self.better,
        )

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        work = handed_over(task, seen_by=scene.member)
        refusals = list(
            rules.against_judging(
                step=task.step,
                known=self.criterion in work.criteria,
                met=self.met,
                expected=self.expected,
                happened=self.happened,
            )
        )
        yield from refusals
        kept = work.verdicts.get(self.criterion)
        if (kept.revision if kept else 0) != self.revision:
            raise Stale(kept.obj if kept else task.obj, kept.revision if kept else 0)
        if not refusals:
            yield from against_no_change(bool(merged(work.current, work.verdicts, [self._given()], scene)))

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        work = handed_over(task, seen_by=scene.member)
        (verdict,) = merged(work.current, work.verdicts, [self._given()], scene)
        scene.keep(verdict)
        words = next(each["text"] for each in task.criteria if each["id"] == self.criterion)
        return Outcome(
            answer={"task": task.key, "criterion": self.criterion, "revision": verdict.revision},
            told={"title": task.title, "criterion": words},
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = (
            _("found a criterion of “%(title)s” met: “%(criterion)s”")
            if told.given("met")
            else _("found a criterion of “%(title)s” not met: “%(criterion)s”")
        )
        return words % {"title": told.word("title"), "criterion": told.word("criterion")}
