"""The contractor hands over a task."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from signoff.acceptance import rules
from signoff.acceptance.models import EvidenceKind, Handover, Result
from signoff.backlog.deeds import TaskChange, keep_task
from signoff.backlog.models import Task
from signoff.backlog.tally import sort_of
from signoff.backlog.words import Step
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Line, Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene


class Evidence(BaseModel):
    """One check of the work: what sort, in words, and how it ended (DV2)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: EvidenceKind
    text: Annotated[Line, Field(min_length=1)]
    result: Result


class HandOverTask(TaskChange):
    """The contractor says that a task is finished: in which version, where it runs, how to try it, with what
    evidence (AC4, DV2). The task then waits for the customer."""

    decision: ClassVar[str] = "handover"

    version: Annotated[Line, Field(min_length=1, max_length=60)]
    where: Annotated[Line, Field(min_length=1)]
    how: Words
    evidence: Annotated[list[Evidence], Field(max_length=20)] = Field(default_factory=list)

    def why_not(self, task: Task, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_handing_over(
            step=task.step, done_before=task.done_before is not None, criteria=len(task.criteria)
        )

    def apply(self, task: Task, scene: ProjectScene) -> Outcome:
        was = sort_of(task)
        task.step, task.step_since = Step.HANDED_OVER, scene.now
        keep_task(scene, task, was)
        scene.keep(
            Handover(
                task=task,
                number=task.handovers.count() + 1,
                version=self.version,
                where=self.where,
                how=self.how,
                evidence=[each.model_dump(mode="json") for each in self.evidence],
                content_revision=task.content_revision,
                by=scene.by,
                at=scene.now,
            )
        )
        return Outcome(answer={"task": task.key, "revision": task.revision}, told={"title": task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("handed over “%(title)s”, version %(version)s.") % {
            "title": told.word("title"),
            "version": told.given("version"),
        }
