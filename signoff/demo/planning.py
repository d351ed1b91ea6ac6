"""How a sprint comes about: planned together, divided, dated, signed by both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from signoff.demo.people import DANIEL, HELENA, JONAS, MAREK, PRIYA, SOFIA, TOMAS, YUKI, CastMember
from signoff.demo.script import Script
from signoff.demo.wishes import BY_NUMBER
from signoff.people.models import Person
from signoff.people.queries import standing
from signoff.sprints.models import Subtask
from signoff.sprints.plan_digest import digest_of
from signoff.sprints.queries.planning import plan_of
from signoff.sprints.queries.sprints import sprint_named

WHO_PLANS = (HELENA, TOMAS, JONAS, PRIYA, MAREK, SOFIA, DANIEL, YUKI)
ALLOCATION = ((MAREK, 50), (PRIYA, 30))
Tasks = Sequence[tuple[int, CastMember]]


def plan(script: Script, number: int, goal: str, *, starts_on: date, day: int, tasks: Tasks) -> None:
    """The sprint is planned in one day, with its tasks; what is carried over comes by itself."""
    sprint = f"BOOK.{number}"
    given = {"project": "BOOK", "goal": goal, "starts_on": starts_on, "weeks": 2}
    script.then(day, "9:00", JONAS, "sprints.plan-sprint", given)
    for who, share in ALLOCATION:
        give_hours(script, day, "9:10", sprint, who, share)
    for place, (task, builder) in enumerate(tasks):
        draw(script, day, sprint, task, builder)
        dates(script, day, task, starts_on, place)
    people = {"sprint": sprint}
    script.then(
        day,
        "15:00",
        JONAS,
        "sprints.record-planning",
        lambda: {**people, "people": [script.person(who).pid for who in WHO_PLANS]},
    )


def give_hours(script: Script, day: int, clock: str, sprint: str, who: CastMember, share: int) -> None:
    """The sprint gets so many per cent of somebody’s hours."""

    def given() -> dict[str, Any]:
        return {"sprint": sprint, "person": script.person(who).pid, "allocation": share}

    script.then(day, clock, JONAS, "sprints.set-participant", given)


def draw(script: Script, day: int, sprint: str, task: int, builder: CastMember) -> None:
    """Somebody gets the task, it is divided, and drawn into the sprint."""
    assign(script, day, "10:00", task, builder)
    script.then(day, "10:10", JONAS, "sprints.divide-task", {"task": f"BOOK-{task}"})
    script.then(day, "10:30", PRIYA, "sprints.plan-task", {"sprint": sprint, "task": f"BOOK-{task}"})


def assign(script: Script, day: int, clock: str, task: int, builder: CastMember) -> None:
    """Jonas gives the task to somebody."""

    def assigned() -> dict[str, Any]:
        return {**script.task(task), "assignee": script.person(builder).pid}

    script.then(day, clock, JONAS, "backlog.assign-task", assigned)


def dates(
    script: Script, day: int, task: int, starts_on: date, place: int, *, clock: str = "13:30", untested: bool = False
) -> None:
    """Those who do the work say by when."""
    kind, named = BY_NUMBER[task].kind, {"task": f"BOOK-{task}"}
    built = working_day(starts_on, min(7, 2 + place // 2))
    if kind != "autotest":
        who = (SOFIA, DANIEL, MAREK)[place % 3]
        script.then(day, clock, who, "sprints.set-development-deadline", {**named, "on": built})
        after = working_day(built, 2)
        script.then(day, clock, JONAS, "sprints.set-delivery-deadline", {**named, "kind": "deployment", "on": after})
    if kind != "documentation" and not untested:
        on = working_day(built, 1)
        script.then(day, clock, YUKI, "sprints.set-testing-deadline", {**named, "on": on})


def working_day(day: date, after: int) -> date:
    """The day so many working days later."""
    for _ in range(after):
        day += timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
    return day


def sign(script: Script, number: int, day: int) -> None:
    """Northlight signs, then Meridian; the sprint starts."""
    for clock, who in (("8:30", JONAS), ("8:45", HELENA)):
        script.then(day, clock, who, "sprints.sign-plan", lambda who=who: _signature(script, number, who))  # type: ignore[misc]


def _signature(script: Script, number: int, who: CastMember) -> dict[str, Any]:
    """What somebody signs is the plan as it is by then."""
    member = standing("BOOK", seen_by=script.person(who))
    plan = plan_of(sprint_named(f"BOOK.{number}", seen_by=member), seen_by=member)
    return {"sprint": f"BOOK.{number}", "plan": digest_of(plan)}


def work(script: Script, day: int, clock: str, task: int, share: float = 1.0) -> None:
    """So much of a task’s subtasks is done by then, by those who have them."""

    def finished() -> Iterable[tuple[Person, str, dict[str, Any]]]:
        rows = list(_subtasks(task))
        for row in rows[: round(len(rows) * share)]:
            who = row.assignee or row.task.assignee
            if row.done_at is None and who is not None:
                yield who, "sprints.finish-subtask", {"task": f"BOOK-{task}", "subtask": row.number}

    script.these(day, clock, lambda: list(finished()))


def _subtasks(task: int) -> Iterable[Subtask]:
    rows = Subtask.objects.filter(task__project__key="BOOK", task__number=task, dropped_at=None)
    return rows.select_related("assignee", "task__assignee").order_by("number")


def complete(script: Script, number: int, day: int) -> None:
    """All is accepted or has moved on."""

    def given() -> dict[str, Any]:
        member = standing("BOOK", seen_by=script.person(JONAS))
        return {
            "sprint": f"BOOK.{number}",
            "revision": sprint_named(f"BOOK.{number}", seen_by=member).revision,
        }

    script.then(day, "17:00", JONAS, "sprints.complete-sprint", given)
