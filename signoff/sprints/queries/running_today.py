"""What wants attention in a running sprint today: what is late, who has too much, and what was exchanged (SP7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from signoff.backlog.models import Mix
from signoff.backlog.words import Kind, Step
from signoff.kernel.refusals import NotThere
from signoff.people.models import Person
from signoff.people.standing import Member
from signoff.sprints import capacity
from signoff.sprints.models import Deadline, Overcommitment, Sprint, SprintTask
from signoff.sprints.queries.planning import Plan
from signoff.sprints.queries.running import CAME_IN, READY, WENT_OUT, minutes_of
from signoff.sprints.queries.sprints import sprints

FINISHED_KINDS = {Deadline.Kind.DEVELOPMENT: (Step.TESTING, *READY)}
"""From which steps on a deadline's work counts as done; of the other kinds: once it is handed over."""


@dataclass(frozen=True)
class Exchange:
    """Something that was not in what both sides signed: what it was, when, by whom, why, and how many minutes."""

    sort: str
    at: datetime
    by: Person
    reason: str
    minutes: int
    task: str = ""
    title: str = ""
    person: str = ""
    delay: int = 0


@dataclass(frozen=True)
class Left:
    """What somebody still has to do, and the minutes that they have until the end."""

    person: Person
    load: int
    has: int

    @property
    def over(self) -> int:
        return max(0, self.load - self.has)


@dataclass(frozen=True)
class Share:
    """A kind of work: minutes planned and accepted, and the per cent that both sides agreed on, where they did."""

    kind: Kind
    planned: int
    done: int
    agreed: int | None


def overdue(sprint: Sprint, *, seen_by: Member, today: date) -> list[Deadline]:
    """The deadlines that have passed while their work is not done, the oldest first (SP3)."""
    _check(sprint, seen_by)
    rows = Deadline.objects.filter(
        task__sprint_tasks__sprint=sprint, task__sprint_tasks__left_at=None, on__lt=today
    ).select_related("task", "by")
    late = [row for row in rows if row.task.step not in FINISHED_KINDS.get(Deadline.Kind(row.kind), READY)]
    for row in late:
        row.task.project = seen_by.project
    return sorted(late, key=lambda row: (row.on, row.task.number))


def exchanges(sprint: Sprint, rows: Iterable[SprintTask], *, seen_by: Member) -> list[Exchange]:
    """What came in and went out while the sprint ran, who takes more than their hours; newest first (SP5, SP6)."""
    _check(sprint, seen_by)
    found = []
    for row in rows:
        what: dict[str, Any] = {"task": row.task.key, "title": row.task.title, "minutes": minutes_of(row)}
        if row.entry in CAME_IN:
            began = row.task.began_at
            delay = int((row.task.created_at - began).total_seconds()) // 60 if began else 0
            found.append(Exchange(str(row.entry), row.at, row.by, row.reason, delay=delay, **what))
        if row.left_at and row.left_by and row.left_how in WENT_OUT:
            sort = "taken_out" if row.left_how == SprintTask.Exit.AGREED else str(row.left_how)
            found.append(Exchange(sort, row.left_at, row.left_by, row.left_reason, **what))
    found += [
        Exchange("overcommitment", row.at, row.by, row.reason, row.minutes, person=row.person.name)
        for row in Overcommitment.objects.filter(sprint=sprint).select_related("person", "by")
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)


def work_left(plan: Plan, *, today: date) -> list[Left]:
    """Of everybody with hours or work in the sprint: what is left to do, against the hours that are left (SP4)."""
    loads: dict[int, int] = {}
    for planned in plan.tasks:
        if planned.task.step not in READY:
            for person, minutes in planned.loads().items():
                if person is not None:
                    loads[person] = loads.get(person, 0) + minutes
    shares = {row.person_id: row.allocation for row in plan.participants if row.allocation}
    first = max(today, plan.sprint.starts_on)
    return [
        Left(plan.people[each], loads.get(each, 0), _minutes(plan, each, shares.get(each, 0), first))
        for each in dict.fromkeys([*shares, *loads])
    ]


def _minutes(plan: Plan, person: int, allocation: int, first: date) -> int:
    if first > plan.sprint.ends_on:
        return 0
    return capacity.minutes_in(
        first,
        plan.sprint.ends_on,
        weekdays=plan.times.weekdays_of(person),
        allocation=allocation,
        absences=plan.times.absences_of(person),
    )


def shares(rows: Sequence[SprintTask], agreed: Mix | None) -> list[Share]:
    """The mix of the sprint: planned and accepted minutes of each kind of work that is in it (P2)."""
    inside = [row for row in rows if row.left_how not in WENT_OUT]
    found = []
    for kind in Kind:
        of_kind = [row for row in inside if row.task.kind == kind]
        share = agreed.shares.get(kind.value) if agreed else None
        if of_kind or share:
            done = sum(minutes_of(row) for row in of_kind if row.task.step == Step.ACCEPTED)
            found.append(Share(kind, sum(minutes_of(row) for row in of_kind), done, share))
    return found


def next_in_planning(*, seen_by: Member) -> Sprint | None:
    """The sprint in planning that comes first."""
    sprint = sprints(seen_by=seen_by).filter(started_at=None).order_by("number").first()
    if sprint is not None:
        sprint.project = seen_by.project
    return sprint


def _check(sprint: Sprint, seen_by: Member) -> None:
    if sprint.project_id != seen_by.project.pk:
        raise NotThere(sprint.obj)
