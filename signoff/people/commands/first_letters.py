"""Writing once more to those with whom a project begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.charter.standing import Standing
from signoff.kernel.command import Command
from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import NotThere, Refusal
from signoff.kernel.scene import Actor, Outcome, Scene
from signoff.ledger.models import Log
from signoff.ledger.telling import Told
from signoff.people import rules
from signoff.people.letters import write_to
from signoff.people.models import Person, Project
from signoff.people.queries import letters_of, opened_by


class RenewFirstInvitations(Command[Project, Scene]):
    """Whoever opened a project writes once more to both who begin it, while neither has taken their place (A2).

    Nobody else could: until then nobody takes part. The links in the old letters stop working.
    """

    decision: ClassVar[str] = "new-project"

    project: ProjectKey

    def enter(self, by: Actor, now: datetime) -> Scene:
        """Outside the project, of which whoever opened it sees nothing; told in its log. Raises NotThere."""
        assert isinstance(by, Person)
        mine = opened_by(by).filter(key=self.project).first()
        if mine is None:
            raise NotThere(self.project)
        log = Log.objects.select_for_update().get(project=mine, room="both")
        return Scene(by=by, now=now, standing=Standing(is_administrator=by.is_administrator), log=log)

    def about(self, scene: Scene) -> Project:
        return Project.objects.get(key=self.project)

    def why_not(self, project: Project, scene: Scene) -> Iterator[Refusal]:
        taken = project.memberships.filter(joined_at__isnull=False).exists()
        yield from rules.against_writing_from_outside(somebody_takes_part=taken)

    def apply(self, project: Project, scene: Scene) -> Outcome:
        letters = letters_of(project)
        for letter in letters:
            letter.withdrawn_at = scene.now
            scene.keep(letter)
            write_to(letter.membership, scene)
        return Outcome(answer={"project": project.key, "letters": len(letters)})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("wrote once more to those with whom the project begins.")
