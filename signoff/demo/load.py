"""Loading the demo, act by act."""

from __future__ import annotations

from datetime import datetime

from signoff.charter.sides import DECIDING_ROLE
from signoff.demo.asking import OPENED, wishes
from signoff.demo.calendar import Calendar
from signoff.demo.neighbours import open_neighbours
from signoff.demo.past import past_tasks
from signoff.demo.people import CAST, HELENA, JONAS, PRIYA
from signoff.demo.places import invite, open_project
from signoff.demo.priorities import priorities
from signoff.demo.scope import scope
from signoff.demo.script import Script
from signoff.demo.sprints import finished_sprints, next_sprint, running_sprint
from signoff.demo.story import moved_visits
from signoff.kernel import clock
from signoff.kernel.command import read_command
from signoff.kernel.run import run
from signoff.people.models import Person


def load(now: datetime | None = None) -> None:
    """Make the demo project in an empty database. The caller gives the transaction."""
    calendar = Calendar(now or clock.now())
    _open_project(calendar)
    _bring_in_the_past(calendar)
    script = Script(calendar)
    wishes(script)
    scope(script)
    finished_sprints(script)
    running_sprint(script)
    next_sprint(script)
    priorities(script)
    moved_visits(script)
    script.perform()
    open_neighbours(calendar)


def _open_project(calendar: Calendar) -> None:
    """The project with its two deciding people, who then invite the others."""
    open_project(
        calendar.at(OPENED, "9:00"),
        key="BOOK",
        name="Patient booking",
        customer="Meridian Clinics",
        contractor="Northlight Software",
        owner=HELENA,
        manager=JONAS,
    )
    for who in CAST:
        if who.role is not DECIDING_ROLE[who.side]:
            inviter = next(other for other in (HELENA, JONAS) if other.side is who.side)
            invite(calendar.at(OPENED, "9:30"), "BOOK", who, inviter)


def _bring_in_the_past(calendar: Calendar) -> None:
    """Meridian’s older tasks, from the tracker that it used before."""
    at = calendar.at(OPENED, "11:00")
    rows = past_tasks(at)
    priya = Person.objects.get(email=PRIYA.email)
    for start in range(0, len(rows), 100):
        given = {"project": "BOOK", "source": "jira", "tasks": rows[start : start + 100]}
        run(read_command("backlog.record-past-tasks", given), by=priya, door="demo", now=at)
