"""The two places where deeds happen: in a project, or in the installation as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, TypeVar

from django.db import connection

from signoff.charter.decisions import Decision
from signoff.charter.sides import Room
from signoff.charter.standing import Standing
from signoff.kernel.command import Command
from signoff.kernel.refusals import NotThere
from signoff.kernel.rows import columns, one_of
from signoff.kernel.scene import Actor, Scene
from signoff.ledger.models import Log
from signoff.ledger.opening import installation_log
from signoff.people.models import Person, Project
from signoff.people.queries import holders, standing
from signoff.people.standing import Member

Thing = TypeVar("Thing")

LOG_OF_MEMBER = """
    FROM signoff_log log
    JOIN signoff_project project ON project.id = log.project_id
    JOIN signoff_membership place ON place.project_id = project.id
    WHERE project.key = %s AND log.room = 'both' AND place.person_id = %s AND place.ended_at IS NULL
"""


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
        log = locked_log(self.project_key, by)
        if log is None:
            raise NotThere(self.project_key)
        place = standing(self.project_key, seen_by=by, as_invited=self.for_invited)
        return ProjectScene(by=by, now=now, standing=place, log=log)


def locked_log(project_key: str, member: Person) -> Log | None:
    """The head of the project's log, locked; None, and nothing is locked, when the person has no place there.

    Written in SQL: every deed begins here, and the ORM takes longer to put this query together than to run it.
    """
    for_update = " FOR UPDATE OF log" if connection.features.has_select_for_update_of else ""
    sql = f"SELECT {columns(Log, 'log')} {LOG_OF_MEMBER} {for_update}"
    found = one_of((Log,), sql, project_key, member.pk)
    return found[0] if found else None


class InstallationCommand(Command[Thing, Scene]):
    """A deed outside any project: an account, a token, a new project."""

    def enter(self, by: Actor, now: datetime) -> Scene:
        assert isinstance(by, Person)
        place = Standing(is_administrator=by.is_administrator and by.is_active, is_service=by.is_service)
        return Scene(by=by, now=now, standing=place, log=installation_log())
