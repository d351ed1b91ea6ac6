"""Everybody of one project, for one page: who is on which side, and who may decide what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from signoff.charter.decisions import decision_named
from signoff.charter.sides import Side
from signoff.people.models import Membership, Organisation
from signoff.people.standing import Member


@dataclass(frozen=True)
class Circle:
    """The memberships of a project, ended ones too, as one of its people sees them: one query, then no more."""

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
        return [each.person.name for each in self.present if row_of.holders(Side(each.side), model) & set(each.roles)]

    def may(self, decision: str) -> bool:
        """Whether the reader may decide it."""
        return self.member.may(decision_named(decision))

    @property
    def other_organisation(self) -> Organisation:
        """The other side, as the reader sees it."""
        return self.member.project.organisation_of(Side(self.member.membership.side).other)


def circle(*, seen_by: Member) -> Circle:
    """Everybody who takes or took part in the member's project."""
    rows = Membership.objects.filter(project_id=seen_by.project.pk).select_related("person").order_by("since", "pk")
    return Circle(seen_by, tuple(rows))


def short_name(organisation: Organisation) -> str:
    """How an organisation is called in passing: “Meridian”."""
    return organisation.short_name or organisation.name
