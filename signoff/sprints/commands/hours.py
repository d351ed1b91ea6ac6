"""When people work, and when they are away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from pydantic import Field

from signoff.backlog.rules import against_no_change
from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import NotThere, Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Line
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.people.models import Membership
from signoff.sprints.capacity import WORKING_WEEK
from signoff.sprints.commands.plan_people import Pid, leads, place_of, side_of
from signoff.sprints.models import Absence, WorkingHours
from signoff.sprints.rules import hours as rules
from signoff.sprints.rules.planning import hours

Minutes = Annotated[int, Field(ge=0, le=16 * 60)]


class HoursDeed(ProjectCommand[Membership]):
    """What the deeds on somebody's hours share: their own, or those of somebody whom one leads."""

    project: ProjectKey

    @property
    def project_key(self) -> str:
        return self.project

    def why_not(self, place: Membership, scene: ProjectScene) -> Iterator[Refusal]:
        own, side = place.person_id == scene.by.pk, side_of(scene)
        yield from rules.against_hours_of(own=own, leads=leads(scene), side=side, of_side=place.side)


class SetWorkingHours(HoursDeed):
    """How many minutes somebody works for the project on each day of the week, Monday first (SP4)."""

    decision: ClassVar[str] = "working-hours"

    person: Pid
    weekdays: Annotated[list[Minutes], Field(min_length=7, max_length=7)]

    def about(self, scene: ProjectScene) -> Membership:
        return place_of(self.person, scene)

    def why_not(self, place: Membership, scene: ProjectScene) -> Iterator[Refusal]:
        yield from super().why_not(place, scene)
        row = WorkingHours.objects.filter(membership=place).first()
        yield from against_no_change(self.weekdays != (row.weekdays if row else list(WORKING_WEEK)))

    def apply(self, place: Membership, scene: ProjectScene) -> Outcome:
        row = WorkingHours.objects.filter(membership=place).first() or WorkingHours()
        row.membership, row.weekdays = place, self.weekdays
        scene.keep(row)
        return Outcome(answer={"person": self.person, "minutes": sum(self.weekdays)})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"person": told.person(str(told.given("person"))), "hours": hours(sum(told.given("weekdays")))}
        return _("set the working hours of %(person)s to %(hours)s a week.") % words


class RecordAbsence(HoursDeed):
    """Somebody is away from one day to another, both included. Why is nobody's business (SP4)."""

    decision: ClassVar[str] = "working-hours"

    person: Pid
    first_on: date
    last_on: date

    def about(self, scene: ProjectScene) -> Membership:
        return place_of(self.person, scene)

    def why_not(self, place: Membership, scene: ProjectScene) -> Iterator[Refusal]:
        yield from super().why_not(place, scene)
        yield from rules.against_days_in_order(in_order=self.first_on <= self.last_on)

    def apply(self, place: Membership, scene: ProjectScene) -> Outcome:
        row = Absence(membership=place, first_on=self.first_on, last_on=self.last_on)
        scene.keep(row)
        return Outcome(answer={"absence": row.public_id})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {
            "person": told.person(str(told.given("person"))),
            "first": _day(told.given("first_on")),
            "last": _day(told.given("last_on")),
        }
        return _("wrote down that %(person)s is away from %(first)s to %(last)s.") % words


class WithdrawAbsence(HoursDeed):
    """An absence is taken back: the person is there after all (SP4)."""

    decision: ClassVar[str] = "working-hours"

    absence: Annotated[Line, Field(min_length=1, max_length=20)]

    def _row(self, scene: ProjectScene) -> Absence:
        rows = Absence.objects.filter(public_id=self.absence, membership__project=scene.project)
        row = rows.select_related("membership__person").first()
        if row is None:
            raise NotThere(self.absence)
        return row

    def about(self, scene: ProjectScene) -> Membership:
        return self._row(scene).membership

    def why_not(self, place: Membership, scene: ProjectScene) -> Iterator[Refusal]:
        yield from super().why_not(place, scene)
        withdrawn = self._row(scene).withdrawn_at is not None
        yield from rules.against_days_in_order(in_order=True, withdrawn=withdrawn)

    def apply(self, place: Membership, scene: ProjectScene) -> Outcome:
        row = self._row(scene)
        row.withdrawn_at = scene.now
        scene.keep(row)
        return Outcome(answer={"absence": self.absence}, told={"person": place.person.pid})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("took back an absence of %(person)s.") % {"person": told.person(str(told.word("person")))}


def _day(iso: str) -> str:
    return date_format(date.fromisoformat(iso), "j F Y")
