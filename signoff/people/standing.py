"""A person's place in one project."""

from __future__ import annotations

from dataclasses import dataclass

from signoff.charter.decisions import Decision
from signoff.charter.sides import CooperationModel, Role, Room, Side
from signoff.charter.standing import Standing
from signoff.people.models import Membership, Organisation, Person, Project


@dataclass(frozen=True)
class Member(Standing):
    """A standing with the rows behind it: who, in which project. What a query takes as `seen_by`."""

    membership: Membership = None  # type: ignore[assignment]  # dataclass fields follow those with defaults

    @property
    def person(self) -> Person:
        return self.membership.person

    @property
    def project(self) -> Project:
        return self.membership.project

    @property
    def organisation(self) -> Organisation:
        return self.project.organisation_of(self.membership.side)

    @property
    def rooms(self) -> tuple[Room, Room]:
        """The rooms that this person hears: both sides', and their own side's."""
        return Room.BOTH, Room(self.membership.side)

    def may(self, decision: Decision) -> bool:
        return decision.allows(self)


def member_of(membership: Membership) -> Member:
    """The standing that a membership gives; project with both organisations, and person, should be loaded."""
    return Member(
        side=Side(membership.side),
        roles=frozenset(Role(role) for role in membership.roles),
        cooperation_model=CooperationModel(membership.project.cooperation_model),
        membership=membership,
    )
