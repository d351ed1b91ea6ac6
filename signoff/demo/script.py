"""A script of deeds: written down in any order, performed in the order of their moments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from signoff.backlog.models import Task
from signoff.demo.calendar import Calendar
from signoff.demo.people import CastMember
from signoff.kernel.command import read_command
from signoff.kernel.run import run
from signoff.people.models import Person
from signoff.proposals.models import Proposal
from signoff.scope.models import Part, Requirement

Given = dict[str, Any] | Callable[[], dict[str, Any]]
Deeds = Callable[[], Iterable[tuple[Person, str, dict[str, Any]]]]


class Script:
    """Collects who does what when, and then does it by running the commands."""

    def __init__(self, calendar: Calendar, project_key: str = "BOOK") -> None:
        self.calendar = calendar
        self.project_key = project_key
        self._deeds: list[tuple[datetime, int, Deeds]] = []
        self._people: dict[str, Person] = {}

    def then(self, day: int, clock: str, who: CastMember, command: str, given: Given) -> None:
        """Note a deed; `given` may be a function when it depends on what happened before."""
        self.these(day, clock, lambda: [(self.person(who), command, given() if callable(given) else given)])

    def these(self, day: int, clock: str, deeds: Deeds) -> None:
        """Note deeds of one moment that are only known when it has come."""
        self._deeds.append((self.calendar.at(day, clock), len(self._deeds), deeds))

    def on_task(self, day: int, clock: str, who: CastMember, command: str, number: int, **given: Any) -> None:
        """Note a deed on a task, at the revision that the task has by then."""
        self.then(day, clock, who, command, lambda: {**self.task(number), **given})

    def on_part(self, day: int, clock: str, who: CastMember, command: str, number: int, **given: Any) -> None:
        """Note a deed on a part of the scope, at the revision that it has by then."""
        self.then(day, clock, who, command, lambda: {**self._numbered(Part, "part", number), **given})

    def on_requirement(self, day: int, clock: str, who: CastMember, command: str, number: int, **given: Any) -> None:
        """Note a deed on a requirement, at the revision that it has by then."""
        self.then(day, clock, who, command, lambda: {**self._numbered(Requirement, "requirement", number), **given})

    def suggest(self, day: int, clock: str, who: CastMember, reason: str, command: str, given: Given) -> None:
        """Note that somebody suggests a deed to the other side."""

        def suggested() -> dict[str, Any]:
            values = given() if callable(given) else given
            commands = [{"command": command, "given": values}]
            return {"project": self.project_key, "commands": commands, "reason": reason}

        self.then(day, clock, who, "proposals.suggest", suggested)

    def agree(self, day: int, clock: str, who: CastMember, command: str) -> None:
        """Note that somebody agrees to the suggestion of such a deed that is open by then."""

        def open_one() -> dict[str, Any]:
            rows = Proposal.objects.filter(project__key=self.project_key, outcome="").order_by("-number")
            number = next(row.number for row in rows if row.commands[0]["command"] == command)
            return {"proposal": f"{self.project_key}.{number}"}

        self.then(day, clock, who, "proposals.agree", open_one)

    def perform(self) -> None:
        """Do all that was noted, oldest first."""
        for at, _order, deeds in sorted(self._deeds, key=lambda deed: deed[:2]):
            for person, command, given in deeds():
                run(read_command(command, given), by=person, door="demo", now=at)
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

    def _numbered(self, model: type[Part] | type[Requirement], name: str, number: int) -> dict[str, Any]:
        rows = model._default_manager.values_list("revision", flat=True)
        revision = rows.get(project__key=self.project_key, number=number)
        return {name: f"{self.project_key}.{number}", "revision": revision}
