"""Everybody of one project, for one page: who is on which side, and who may decide what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model

from signoff.charter.decisions import decision_named
from signoff.charter.sides import Side
from signoff.people.models import Membership, Organisation, Person
from signoff.people.standing import Member


@dataclass(frozen=True)
class Circle:
    """The memberships of a project, ended ones too, as one of its people sees them: two queries, then no more."""

    member: Member
    rows: tuple[Membership, ...]

    @cached_property
    def sides(self) -> dict[int, str]:
        """The side of each person, by primary key; of the last membership where there were several."""
        return {row.person_id: row.side for row in self.rows}

    def side_of(self, person_id: int | None) -> str:
        """ "customer", "contractor", or "" for somebody who is not of this project."""
        return self.sides.get(person_id, "") if person_id else ""

    @cached_property
    def people(self) -> dict[int, Person]:
        """Everybody by primary key."""
        return {row.person_id: row.person for row in self.rows}

    def introduce(self, rows: Iterable[Model], field: str) -> None:
        """Give rows their person from those who are known already, instead of asking for each."""
        for row in rows:
            person = self.people.get(getattr(row, f"{field}_id"))
            if person is not None:
                setattr(row, field, person)

    @cached_property
    def present(self) -> list[Membership]:
        """Those who take part now, customer first, in the order in which they came."""
        now = [row for row in self.rows if row.ended_at is None]
        return sorted(now, key=lambda row: (row.side != Side.CUSTOMER, row.since, row.pk))

    def of_side(self, side: Side | str) -> list[Membership]:
        """Those of one side who take part now and have taken their place."""
        return [row for row in self.present if row.side == side and row.joined_at is not None]

    def who_may(self, decision: str) -> list[str]:
        """The names of those who may decide this."""
        row_of = decision_named(decision)
        model = self.member.cooperation_model
        return [
            each.person.name
            for each in self.present
            if each.joined_at is not None and row_of.holders(Side(each.side), model) & set(each.roles)
        ]

    def may(self, decision: str) -> bool:
        """Whether the reader may decide it."""
        return self.member.may(decision_named(decision))

    @property
    def other_organisation(self) -> Organisation:
        """The other side, as the reader sees it."""
        return self.member.project.organisation_of(Side(self.member.membership.side).other)


def circle(*, seen_by: Member) -> Circle:
    """Everybody who takes or took part in the member's project."""
    rows = tuple(Membership.objects.raw(MEMBERSHIPS, [seen_by.project.pk]))
    people = {person.pk: person for person in Person.objects.raw(PEOPLE, [seen_by.project.pk])}
    for row in rows:
        row.person = people[row.person_id]
        row.project = seen_by.project
    return Circle(seen_by, rows)


MEMBERSHIPS = "SELECT * FROM signoff_membership WHERE project_id = %s ORDER BY since, id"
PEOPLE = "SELECT * FROM signoff_person WHERE id IN (SELECT person_id FROM signoff_membership WHERE project_id = %s)"
"""In SQL, since every page asks this: through the ORM it takes three times as long."""


def short_name(organisation: Organisation) -> str:
    """How an organisation is called in passing: “Meridian”."""
    return organisation.short_name or organisation.name
