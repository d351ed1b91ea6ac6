"""Who takes part in a sprint, who planned it, and who takes more than fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import Field

from signoff.backlog.rules import against_no_change
from signoff.charter.sides import Role, Side
from signoff.kernel.refusals import Problem, Refusal, Unreadable
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Line, Words
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectScene
from signoff.people.models import Membership
from signoff.sprints.commands.plan_sprint import against_not_in_planning
from signoff.sprints.deeds import SprintCommand, key_of
from signoff.sprints.models import Overcommitment, Participant, Sprint
from signoff.sprints.rules import hours as rules
from signoff.sprints.rules.planning import hours

Pid = Annotated[Line, Field(min_length=1, max_length=20)]
MOST_MINUTES = 60 * 400


def place_of(pid: str, scene: ProjectScene, field: str = "person") -> Membership:
    """The place of somebody who takes part in the project now. Raises Unreadable, naming the field."""
    place = scene.project.memberships.filter(person__pid=pid, ended_at=None).select_related("person").first()
    if place is None:
        raise Unreadable([Problem(field, _("nobody with this id takes part in the project"))])
    return place


def participant(sprint: Sprint, place: Membership) -> Participant:
    """The person's row in the sprint; a new one where there is none."""
    row = Participant.objects.filter(sprint=sprint, person=place.person).first()
    row = row or Participant(sprint=sprint, person=place.person, side=place.side, allocation=0)
    row.sprint, row.person = sprint, place.person
    return row


class SetParticipant(SprintCommand):
    """A side says which share of a person's hours, in per cent, the sprint gets (SP2, SP4). 0: takes part in planning
    only."""

    decision: ClassVar[str] = "participants"

    person: Pid
    allocation: Annotated[int, Field(ge=0, le=100)]

    def why_not(self, sprint: Sprint, scene: ProjectScene) -> Iterator[Refusal]:
        place = place_of(self.person, scene)
        yield from against_not_in_planning(sprint)
        yield from rules.against_choosing_for(side=scene.member.membership.side, of_side=place.side)
        row = participant(sprint, place)
        yield from against_no_change(not row.pk or row.left_at is not None or row.allocation != self.allocation)

    def apply(self, sprint: Sprint, scene: ProjectScene) -> Outcome:
        row = participant(sprint, place_of(self.person, scene))
        row.allocation, row.left_at = self.allocation, None
        scene.keep(row)
        return Outcome(answer={"sprint": key_of(sprint), "person": self.person}, told={"number": sprint.number})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("gave %(share)s %% of %(person)s’s hours to sprint %(number)s.") % {
            "share": told.given("allocation"),
            "person": told.person(str(told.given("person"))),
            "number": told.word("number"),
        }


class RemoveParticipant(SprintCommand):
    """A side says that somebody takes no part in a sprint (SP2)."""

    decision: ClassVar[str] = "participants"

    person: Pid

    def why_not(self, sprint: Sprint, scene: ProjectScene) -> Iterator[Refusal]:
        place = place_of(self.person, scene)
        yield from against_not_in_planning(sprint)
        yield from rules.against_choosing_for(side=scene.member.membership.side, of_side=place.side)
        row = participant(sprint, place)
        yield from against_no_change(bool(row.pk) and row.left_at is None)

    def apply(self, sprint: Sprint, scene: ProjectScene) -> Outcome:
        row = participant(sprint, place_of(self.person, scene))
        row.left_at, row.planned_together = scene.now, False
        scene.keep(row)
        return Outcome(answer={"sprint": key_of(sprint), "person": self.person}, told={"number": sprint.number})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {"person": told.person(str(told.given("person"))), "number": told.word("number")}
        return _("took %(person)s out of sprint %(number)s.") % words


class RecordPlanning(SprintCommand):
    """Who was there when the sprint was planned, of both sides, is written down (SP2). `people` are all of them."""

    decision: ClassVar[str] = "planning"

    people: Annotated[list[Pid], Field(min_length=1, max_length=100)]

    def _places(self, scene: ProjectScene) -> list[Membership]:
        return [place_of(pid, scene, f"people.{at}") for at, pid in enumerate(dict.fromkeys(self.people))]

    def _changed(self, sprint: Sprint, scene: ProjectScene) -> list[Participant]:
        """The rows that differ, as they shall be."""
        there = [participant(sprint, place) for place in self._places(scene)]
        ids = {row.person_id for row in there}
        gone = Participant.objects.filter(sprint=sprint, planned_together=True).exclude(person__in=ids)
        changed = [row for row in there if not row.pk or not row.planned_together or row.left_at is not None]
        for row in changed:
            row.planned_together, row.left_at = True, None
        for row in gone.select_related("person"):
            row.sprint, row.planned_together = sprint, False
            changed.append(row)
        return changed

    def why_not(self, sprint: Sprint, scene: ProjectScene) -> Iterator[Refusal]:
        yield from against_not_in_planning(sprint)
        yield from against_no_change(bool(self._changed(sprint, scene)))

    def apply(self, sprint: Sprint, scene: ProjectScene) -> Outcome:
        scene.keep(*self._changed(sprint, scene))
        people = [place.person.pid for place in self._places(scene)]
        return Outcome(answer={"sprint": key_of(sprint), "people": people}, told={"number": sprint.number})

    @classmethod
    def sentence(cls, told: Told) -> str:
        people = ", ".join(told.person(str(pid)) for pid in told.given("people"))
        words = {"number": told.word("number"), "people": people}
        return _("wrote down who planned sprint %(number)s: %(people)s.") % words


class AllowOvercommitment(SprintCommand):
    """Who is entitled to allows that somebody takes more than their hours in a sprint: by up to `minutes`, with a
    reason (SP4). 0 takes it back."""

    decision: ClassVar[str] = "overcommitment"

    person: Pid
    minutes: Annotated[int, Field(ge=0, le=MOST_MINUTES)]
    reason: Words

    def why_not(self, sprint: Sprint, scene: ProjectScene) -> Iterator[Refusal]:
        place = place_of(self.person, scene)
        yield from against_not_in_planning(sprint)
        row = _overcommitment(sprint, place)
        yield from against_no_change((row.minutes, row.reason) != (self.minutes, self.reason))

    def apply(self, sprint: Sprint, scene: ProjectScene) -> Outcome:
        row = _overcommitment(sprint, place_of(self.person, scene))
        row.minutes, row.reason, row.by, row.at = self.minutes, self.reason, scene.by, scene.now
        scene.keep(row)
        return Outcome(answer={"sprint": key_of(sprint), "person": self.person}, told={"number": sprint.number})

    @classmethod
    def sentence(cls, told: Told) -> str:
        words = {
            "person": told.person(str(told.given("person"))),
            "hours": hours(int(told.given("minutes"))),
            "number": told.word("number"),
        }
        return _("allowed %(person)s %(hours)s more than fit into sprint %(number)s, with a reason.") % words


def _overcommitment(sprint: Sprint, place: Membership) -> Overcommitment:
    row = Overcommitment.objects.filter(sprint=sprint, person=place.person).first()
    row = row or Overcommitment(sprint=sprint, person=place.person, minutes=0, reason="")
    row.sprint, row.person = sprint, place.person
    return row


def leads(scene: ProjectScene) -> bool:
    """Whether the actor speaks for their side's people."""
    return bool(scene.member.roles & {Role.PROJECT_MANAGER, Role.PRODUCT_OWNER})


def side_of(scene: ProjectScene) -> Side:
    return Side(scene.member.membership.side)
