"""The cast of the demonstration, as its front door shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.backlog.models import TaskTally
from signoff.backlog.words import Step
from signoff.charter.sides import Role, Side
from signoff.people.models import Membership, Person, Project


@dataclass(frozen=True)
class Player:
    """Somebody whom a visitor may be: who, and what one sees as them."""

    person: Person
    note: str


@dataclass(frozen=True)
class Cast:
    """Both sides of the first project; `home` is where a visitor begins."""

    project: Project
    customer: Sequence[Player]
    contractor: Sequence[Player]

    @property
    def home(self) -> str:
        return f"/projects/{self.project.key}/"

    def person(self, pid: str) -> Person | None:
        """The person of the cast with this id."""
        players = (*self.customer, *self.contractor)
        return next((player.person for player in players if player.person.pid == pid), None)


def cast() -> Cast | None:
    """Everybody who has taken their place in the demonstration's project; None while there is none."""
    project = Project.objects.select_related("customer", "contractor").order_by("pk").first()
    if project is None:
        return None
    rows = project.memberships.filter(ended_at=None, joined_at__isnull=False, person__is_active=True)
    tally = TaskTally.objects.filter(project=project, step=Step.HANDED_OVER, done_before=False)
    waiting = tally.aggregate(count=Sum("count"))["count"] or 0
    players = [
        (row.side, Player(row.person, _note(row, waiting)))
        for row in rows.select_related("person").order_by("since", "pk")
    ]
    customer, contractor = ([each for side, each in players if side == which] for which in Side)
    return Cast(project, customer, contractor)


def _note(row: Membership, waiting: int) -> str:
    """What this person does: "Product owner: 3 tasks wait, start here"."""
    if Role.PRODUCT_OWNER in row.roles:
        return ngettext(
            "Product owner: %(count)s task waits, start here",
            "Product owner: %(count)s tasks wait, start here",
            waiting,
        ) % {"count": waiting}
    notes = {
        Role.DELEGATE: _("Delegate: accepts in the product owner’s place"),
        Role.FINANCE: _("Finance: sees what was done and accepted"),
        Role.OBSERVER: _("Observer: reads along"),
        Role.PROJECT_MANAGER: _("Project manager: plans, and hands over"),
        Role.BUSINESS_ANALYST: _("Business analyst: writes stories with the customer"),
        Role.TEAM_LEAD: _("Team lead: gives out the work"),
        Role.DEVELOPER: _("Developer: sees who may accept the work"),
        Role.TESTER: _("Tester: tests and hands over"),
        Role.EXECUTIVE: _("Delivery director: keeps an eye on it all"),
    }
    return notes[Role(row.roles[0])]
