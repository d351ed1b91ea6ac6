"""Answering what troubles the customer about a priority."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog import rules
from signoff.backlog.deeds import ConcernDeed
from signoff.backlog.models import Concern
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene


class AnswerConcern(ConcernDeed):
    """The contractor answers a concern; whoever raised it then settles it or asks again (P3)."""

    decision: ClassVar[str] = "concern-answer"

    answer: Words

    def why_not(self, concern: Concern, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_answering_concern(
            answered=concern.answered_at is not None, settled=concern.settled_at is not None
        )

    def apply(self, concern: Concern, scene: ProjectScene) -> Outcome:
        concern.answer, concern.answered_by, concern.answered_at = self.answer, scene.by, scene.now
        scene.keep(concern)
        return Outcome(answer={"concern": concern.number}, told={"title": concern.task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("answered the concern about “%(title)s”: %(answer)s") % {
            "title": told.word("title"),
            "answer": told.given("answer"),
        }
