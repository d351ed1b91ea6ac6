"""What must be settled before signing, each with the deed that settles it right there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from signoff.backlog.pages.deciding import refusal_of
from signoff.people.circle import Circle
from signoff.sprints.queries.planning import Plan, PlannedTask
from signoff.sprints.rules.signing import Point
from signoff.ui.format import duration

DECIDES = {
    "needs-criteria": "task-words",
    "needs-estimate": "estimate",
    "needs-priority": "priority",
    "not-divided": "subtasks",
    "nobody-has-it": "assignment",
    "over-capacity": "overcommitment",
    "no-development-date": "development-deadline",
    "no-testing-date": "testing-deadline",
    "no-deployment-date": "delivery-deadline",
    "dates-out-of-order": "planning",
    "plan-is-empty": "planning",
    "task-is-done": "planning",
    "nobody-planned": "planning",
    "customer-did-not-plan": "planning",
    "contractor-did-not-plan": "planning",
}
"""The row of the charter that decides what settles a point of this code."""
IN_SIGHT = 5


def said_short(code: str) -> str:
    """What a row of the table says of a task that is not ready."""
    return {
        "needs-criteria": _("Needs criteria"),
        "needs-estimate": _("Needs an estimate"),
        "needs-priority": _("Needs a priority"),
        "not-divided": _("Needs subtasks"),
        "nobody-has-it": _("Nobody has it"),
        "no-development-date": _("A developer sets a date"),
        "no-testing-date": _("A tester sets a date"),
        "no-deployment-date": _("The manager sets a date"),
        "dates-out-of-order": _("Dates contradict"),
        "task-is-done": _("Is finished"),
    }.get(code, "")


@dataclass(frozen=True)
class Offer:
    """A task that somebody with too much could give to somebody with room for it."""

    task: PlannedTask
    to_pid: str
    to_name: str
    free: int

    @property
    def hint(self) -> str:
        return _("%(name)s has %(free)s free.") % {"name": self.to_name, "free": duration(self.free)}


@dataclass(frozen=True)
class OpenPoint:
    """A point for its reader: whether they may settle it, else who does, and what could be offered."""

    point: Point
    may: bool
    who: str
    planned: PlannedTask | None
    offer: Offer | None = None
    over: str = ""

    @property
    def code(self) -> str:
        return self.point.code


def open_points(plan: Plan, people: Circle) -> list[OpenPoint]:
    """All of them, those first that the reader settles."""
    tasks = {each.task.key: each for each in plan.tasks}
    found = [_seen(point, plan, people, tasks.get(point.task)) for point in plan.points]
    return sorted(found, key=lambda each: not each.may)


def _seen(point: Point, plan: Plan, people: Circle, planned: PlannedTask | None) -> OpenPoint:
    decision = DECIDES[point.code]
    may = people.may(decision)
    offer = _offer(plan, point.person) if point.code == "over-capacity" and people.may("assignment") else None
    return OpenPoint(point, may, "" if may else refusal_of(decision, people), planned, offer, _over(plan, point.person))


def _over(plan: Plan, pid: str) -> str:
    """How many hours somebody has too many, as a field takes them; "" of nobody."""
    minutes = next((row.over for row in plan.hours if row.pid == pid), 0)
    return "{}:{:02}".format(*divmod(minutes, 60)) if minutes > 0 else ""


def _offer(plan: Plan, pid: str) -> Offer | None:
    """The smallest task that ends it, for the person with the most room; None where nothing fits."""
    crowded = next(row for row in plan.hours if row.pid == pid)
    free = [(row.capacity - row.load, row) for row in plan.hours if row.capacity > row.load]
    for room, row in sorted(free, key=lambda each: -each[0]):
        fitting = [each for each in _tasks_of(plan, pid) if crowded.over <= each.left <= room]
        if fitting:
            return Offer(min(fitting, key=lambda each: each.left), row.pid, row.name, room)
    return None


def _tasks_of(plan: Plan, pid: str) -> Iterator[PlannedTask]:
    """The tasks that are all this person's."""
    person = next(key for key, row in plan.people.items() if row.pid == pid)
    return (each for each in plan.tasks if set(each.loads()) == {person})
