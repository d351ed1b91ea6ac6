"""What becomes of a concern after its answer: it is settled, or asked again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog import rules
from signoff.backlog.deeds import ConcernDeed
from signoff.backlog.models import Concern
from signoff.charter.sides import Role
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene


class SettleConcern(ConcernDeed):
    """Whoever raised a concern finds it settled, with or without an answer (P3)."""

    decision: ClassVar[str] = "concern"

    def why_not(self, concern: Concern, scene: ProjectScene) -> Iterator[Refusal]:
        yield from _against_settling(concern, scene)

    def apply(self, concern: Concern, scene: ProjectScene) -> Outcome:
        concern.settled_by, concern.settled_at = scene.by, scene.now
        scene.keep(concern)
        return Outcome(answer={"concern": concern.number}, told={"title": concern.task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("settled the concern about “%(title)s”.") % {"title": told.word("title")}


class RepeatConcern(ConcernDeed):
    """The answer leaves the question open: whoever raised it asks again, and what was said stays in sight (P3)."""

    decision: ClassVar[str] = "concern"

    text: Words

    def why_not(self, concern: Concern, scene: ProjectScene) -> Iterator[Refusal]:
        against = list(_against_settling(concern, scene))
        yield from against or rules.against_asking_again(answered=concern.answered_at is not None)

    def apply(self, concern: Concern, scene: ProjectScene) -> Outcome:
        answer = "\n".join(f"> {line}" for line in concern.answer.splitlines())
        concern.text = f"{concern.text}\n\n{answer}\n\n{self.text}"
        concern.answer, concern.answered_by, concern.answered_at = "", None, None
        scene.keep(concern)
        return Outcome(answer={"concern": concern.number}, told={"title": concern.task.title})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("asked again about “%(title)s”: %(text)s") % {"title": told.word("title"), "text": told.given("text")}


def _against_settling(concern: Concern, scene: ProjectScene) -> Iterator[Refusal]:
    own = concern.by_id == scene.by.pk or Role.PRODUCT_OWNER in scene.standing.roles
    yield from rules.against_settling_concern(own=own, settled=concern.settled_at is not None)
