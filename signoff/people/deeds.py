"""The two places where deeds happen: in a project, or in the installation as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeVar

from signoff.charter.decisions import Decision
from signoff.charter.sides import Room
from signoff.charter.standing import Standing
from signoff.kernel.command import Command
from signoff.kernel.refusals import NotThere
from signoff.kernel.scene import Actor, Scene
from signoff.ledger.models import Log
from signoff.ledger.opening import installation_log
from signoff.people.models import Person, Project
from signoff.people.queries import holders, standing
from signoff.people.standing import Member

Thing = TypeVar("Thing")


@dataclass
class ProjectScene(Scene):
    """A deed in a project: who acts stands there as its member."""

    by: Person
    standing: Member

    @property
    def member(self) -> Member:
        return self.standing

    @property
    def project(self) -> Project:
        return self.standing.project

    def who_may(self, decision: Decision) -> tuple[str, ...]:
        return tuple(membership.person.name for membership in holders(decision, seen_by=self.standing))

    def log_of(self, room: Room) -> Log:
        if room is Room.BOTH:
            return self.log
        return Log.objects.select_for_update().get(project=self.project, room=room)


class ProjectCommand(Command[Thing, ProjectScene]):
    """A deed in the project that `project_key` names."""

    for_invited: ClassVar[bool] = False
    """Whether somebody may do it who has not accepted their invitation yet."""

    @property
    def project_key(self) -> str:
        """The key of the project in which it happens."""
        raise NotImplementedError

    def enter(self, by: Actor, now: datetime) -> ProjectScene:
        """Lock the head first, then look where the actor stands: taking a place away works at once (B4)."""
        assert isinstance(by, Person)
        log = (
            Log.objects.select_for_update(of=("self",))
            .filter(
                project__key=self.project_key,
                room=Room.BOTH,
                project__memberships__person_id=by.pk,
                project__memberships__ended_at=None,
            )
            .first()
        )
        if log is None:
            raise NotThere(self.project_key)
        place = standing(self.project_key, seen_by=by, as_invited=self.for_invited)
        return ProjectScene(by=by, now=now, standing=place, log=log)


class InstallationCommand(Command[Thing, Scene]):
    """A deed outside any project: an account, a token, a new project."""

    def enter(self, by: Actor, now: datetime) -> Scene:
        assert isinstance(by, Person)
        place = Standing(is_administrator=by.is_administrator and by.is_active, is_service=by.is_service)
        return Scene(by=by, now=now, standing=place, log=installation_log())
