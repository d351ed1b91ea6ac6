"""Choosing which letters to get."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from signoff.kernel.scene import Outcome, Scene
from signoff.ledger.telling import Told
from signoff.mail.models import LetterChoice
from signoff.mail.queries import choice_of
from signoff.people.deeds import InstallationCommand
from signoff.people.models import Person


class ChooseLetters(InstallationCommand[LetterChoice]):
    """Somebody says which kinds of letters they do not want (W2). The others, such as invitations, always come.

    `revision` is that of the choice that they have seen; 0 where they never made one (C4).
    """

    decision: ClassVar[str] = "own-account"

    revision: Annotated[int, Field(ge=0, le=2**31 - 1)]
    unwanted: Annotated[list[Literal["checkpoint"]], Field(max_length=1)]

    def about(self, scene: Scene) -> LetterChoice:
        choice = choice_of(Person.objects.get(pk=scene.by.pk))
        scene.expect(choice, self.revision)
        return choice

    def apply(self, choice: LetterChoice, scene: Scene) -> Outcome:
        choice.unwanted = list(self.unwanted)
        scene.keep(choice)
        return Outcome(answer={"unwanted": choice.unwanted, "revision": choice.revision})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("chose which letters they get.")
