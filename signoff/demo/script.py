"""A script of deeds: written down in any order, performed in the order of their moments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from signoff.backlog.models import Task
from signoff.demo.calendar import Calendar
from signoff.demo.people import CastMember
from signoff.kernel.command import read_command
from signoff.kernel.run import run
from signoff.people.models import Person

Given = dict[str, Any] | Callable[[], dict[str, Any]]


class Script:
    """Collects who does what when, and then does it by running the commands."""

    def __init__(self, calendar: Calendar, project_key: str = "BOOK") -> None:
        self.calendar = calendar
        self.project_key = project_key
        self._deeds: list[tuple[datetime, int, CastMember, str, Given]] = []
        self._people: dict[str, Person] = {}

    def then(self, day: int, clock: str, who: CastMember, command: str, given: Given) -> None:
        """Note a deed; `given` may be a function when it depends on what happened before."""
        self._deeds.append((self.calendar.at(day, clock), len(self._deeds), who, command, given))

    def on_task(self, day: int, clock: str, who: CastMember, command: str, number: int, **given: Any) -> None:
        """Note a deed on a task, at the revision that the task has by then."""

        def with_revision() -> dict[str, Any]:
            return {**self.task(number), **given}

        self.then(day, clock, who, command, with_revision)

    def perform(self) -> None:
        """Do all that was noted, oldest first."""
        for at, _order, who, command, given in sorted(self._deeds, key=lambda deed: deed[:2]):
            values = given() if callable(given) else given
            run(read_command(command, values), by=self.person(who), door="demo", now=at)
        self._deeds.clear()

    def person(self, who: CastMember) -> Person:
        """The account of somebody of the cast."""
        if who.email not in self._people:
            self._people[who.email] = Person.objects.get(email=who.email)
        return self._people[who.email]

    def task(self, number: int) -> dict[str, Any]:
        """How a command names a task of the project, at the revision that it has now."""
        row = Task.objects.values_list("revision", flat=True)
        revision = row.get(project__key=self.project_key, number=number)
        return {"task": f"{self.project_key}-{number}", "revision": revision}
