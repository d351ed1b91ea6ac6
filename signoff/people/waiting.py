"""A person's projects, with what waits for them in each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from signoff.backlog.models import TaskTally
from signoff.backlog.words import Step
from signoff.charter.sides import Side
from signoff.people.models import Person, Project
from signoff.people.queries import memberships
from signoff.people.standing import Member, member_of


@dataclass(frozen=True)
class WaitingPlace:
    """Where a person stands in a project, and how many tasks wait there for their side to accept (AC2)."""

    member: Member
    waiting: int

    @property
    def project(self) -> Project:
        return self.member.project


def places_with_waiting(seen_by: Person) -> list[WaitingPlace]:
    """The person's places by the project's name. What is handed over waits for the customer's side only."""
    handed_over = (
        TaskTally.objects.filter(project=OuterRef("project"), step=Step.HANDED_OVER, done_before=False)
        .order_by()
        .values("project")
        .annotate(total=Sum("count"))
        .values("total")
    )
    rows = (
        memberships(seen_by=seen_by)
        .annotate(handed_over=Coalesce(Subquery(handed_over, output_field=IntegerField()), 0))
        .order_by("project__name", "pk")
    )
    return [WaitingPlace(member_of(row), row.handed_over if row.side == Side.CUSTOMER else 0) for row in rows]
