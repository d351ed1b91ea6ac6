"""A person's projects, with what waits for them in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from signoff.charter.sides import Side
from signoff.people.models import Membership, Organisation, Person, Project
from signoff.people.standing import Member, member_of


@dataclass(frozen=True)
class WaitingPlace:
    """Where a person stands in a project, and how many tasks wait there for their side to accept (AC2)."""

    member: Member
    waiting: int

    @property
    def project(self) -> Project:
        return self.member.project


PLACES_WITH_WAITING = """
    SELECT place.*,
        project.key AS project_key, project.name AS project_name, project.cooperation_model AS cooperation_model,
        customer.name AS customer_name, customer.short_name AS customer_short,
        contractor.name AS contractor_name, contractor.short_name AS contractor_short,
        COALESCE((
            SELECT SUM(tally.count) FROM signoff_tasktally tally
            WHERE tally.project_id = place.project_id AND tally.step = 'handed_over' AND NOT tally.done_before
        ), 0) AS handed_over
    FROM signoff_membership place
    JOIN signoff_project project ON project.id = place.project_id
    JOIN signoff_organisation customer ON customer.id = project.customer_id
    JOIN signoff_organisation contractor ON contractor.id = project.contractor_id
    WHERE place.person_id = %s AND place.ended_at IS NULL AND place.joined_at IS NOT NULL
    ORDER BY project.name, place.id
"""
"""In SQL, since it stands around every page: through the ORM it takes several times as long."""


def places_with_waiting(seen_by: Person) -> list[WaitingPlace]:
    """The person's places by the project's name. What is handed over waits for the customer's side only."""
    if not seen_by.is_active:
        return []
    return [_place(row, seen_by) for row in Membership.objects.raw(PLACES_WITH_WAITING, [seen_by.pk])]


def _place(row: Any, person: Person) -> WaitingPlace:
    """The place with its project, as far as a list of projects tells of it."""
    row.person = person
    row.project = Project(
        pk=row.project_id,
        key=row.project_key,
        name=row.project_name,
        cooperation_model=row.cooperation_model,
        customer=Organisation(name=row.customer_name, short_name=row.customer_short),
        contractor=Organisation(name=row.contractor_name, short_name=row.contractor_short),
    )
    return WaitingPlace(member_of(row), int(row.handed_over) if row.side == Side.CUSTOMER else 0)
