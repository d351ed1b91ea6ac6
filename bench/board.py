"""The board of three hundred cards: how much of the server's time it takes, in a small project and in a large one.

Both projects are filled by commands. The large one has a history of sprints and a backlog that must not be felt.
"""

from __future__ import annotations

import re
import statistics
import time
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client

from bench.fill import _open, _tasks
from signoff.backlog.models import Task
from signoff.kernel.command import read_command
from signoff.kernel.run import run, run_all
from signoff.people.models import Membership, Person
from signoff.people.queries import standing
from signoff.sprints.models import Sprint
from signoff.sprints.plan_digest import digest_of
from signoff.sprints.queries.planning import plan_of
from signoff.sprints.queries.sprints import sprint_named

CARDS = 300
MINUTES = 15
MOST_FOR_BOARD = 100
MOST_FOR_MOVE = 30
MOST_GROWTH = 1.3
SIZES = {"SMALL": (1, 0), "LARGE": (200, 19_700)}
QUICK = {"SMALL": (1, 0), "LARGE": (20, 1_700)}
"""By project: sprints, and tasks besides those on the board."""


def measured(*, quick: bool) -> dict[str, Any]:
    """Fill and measure; milliseconds of the server's processor, the median of each page."""
    found: dict[str, dict[str, float]] = {}
    for key, (sprints, others) in (QUICK if quick else SIZES).items():
        begun = time.monotonic()
        number = _filled(key, sprints, others)
        print(f"  {key}: filled in {time.monotonic() - begun:.0f} s", flush=True)
        found[key] = _times(key, number)
    return {"milliseconds": found, "broken": _broken(found)}


def _broken(found: dict[str, dict[str, float]]) -> list[str]:
    broken = []
    for key, times in found.items():
        for name, most in (("board", MOST_FOR_BOARD), ("move", MOST_FOR_MOVE)):
            print(f"  {key:<6} {name:<6} {times[name]:>6.1f} ms", flush=True)
            if times[name] > most:
                broken.append(f"{key}: the {name} takes {times[name]:.0f} ms; {most} are promised.")
        growth = times["board"] / found["SMALL"]["board"]
        if growth > MOST_GROWTH:
            broken.append(f"{key}: the board takes {growth:.2f} times as long; {MOST_GROWTH} is promised.")
    return broken


def _times(key: str, number: int) -> dict[str, float]:
    """Of the board as a page, and of a card that is moved from it."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(Person.objects.get(email="manager@bench.example"))
    address = f"/projects/{key}/sprints/{number}"
    seen = re.search(rb'data-cursor="(\d+)"', client.get(f"{address}/board").content)
    assert seen
    rows = list(Task.objects.filter(sprint__project__key=key, sprint__number=number).order_by("pk")[:30])
    board = [_milliseconds(lambda: client.get(f"{address}/board").status_code) for _ in range(15)]
    moves = []
    for place, row in enumerate(rows):
        given = {"step": "in_progress", "revision": row.revision, "after": int(seen[1]) + place}
        card = f"{address}/cards/{key}-{row.number}/move"
        moves.append(
            _milliseconds(lambda: client.post(card, given, headers={"HX-Request": "true"}).status_code)  # noqa: B023
        )
    return {"board": statistics.median(board), "move": statistics.median(moves)}


def _milliseconds(ask: Any) -> float:
    begun = time.process_time()
    status = ask()
    taken = (time.process_time() - begun) * 1000
    if status != 200:
        raise SystemExit(f"answered {status}")
    return taken


def _filled(key: str, sprints: int, others: int) -> int:
    """The project with its history, and the number of the sprint that runs."""
    _open(key)
    owner, manager = (Person.objects.get(email=f"{name}@bench.example") for name in ("owner", "manager"))
    place = Membership.objects.get(person=manager, project__key=key)
    roles = ["project_manager", "developer"]
    _do("people.change-roles", manager, project=key, membership=place.public_id, revision=place.revision, roles=roles)
    if others:
        run_all(_tasks(key, others), by=manager, door="bench")
    monday = date.today() - timedelta(days=date.today().weekday())  # noqa: DTZ011  (any Monday will do)
    for back in range(sprints - 1, 0, -1):
        first = monday - timedelta(weeks=2 * back)
        _sprint(key, owner, manager, first, cards=1)
        _ended(key, manager, first)
    return _sprint(key, owner, manager, monday, cards=CARDS)


def _do(command: str, by: Person, now: datetime | None = None, **given: Any) -> dict[str, Any]:
    return run(read_command(command, given), by=by, door="bench", now=now).answer


def _sprint(key: str, owner: Person, manager: Person, first: date, *, cards: int) -> int:
    """A sprint of two weeks from this day, planned and signed; its number."""
    now = datetime.combine(first, clock(7), ZoneInfo("UTC"))
    sprint = _do("sprints.plan-sprint", owner, now, project=key, goal="Visits", starts_on=first, weeks=2)["sprint"]
    for number in range(cards):
        _planned(key, sprint, number, owner, manager, first, now)
    _do("sprints.record-planning", manager, now, sprint=sprint, people=[owner.pid, manager.pid])
    member = standing(key, seen_by=manager)
    row = sprint_named(sprint, seen_by=member)
    plan = digest_of(plan_of(row, seen_by=member))
    for by in (manager, owner):
        _do("sprints.sign-plan", by, now, sprint=sprint, plan=plan)
    return row.number


def _planned(key: str, sprint: str, number: int, owner: Person, manager: Person, first: date, now: datetime) -> None:
    title = f"Patient {number} moves a visit to another free time"
    wish = {"title": title, "criteria": ["The old time is free again"], "priority": "high"}
    task = _do("backlog.add-task", owner, now, project=key, **wish)["task"]
    _do("backlog.estimate-task", manager, now, task=task, revision=1, likely=MINUTES)
    _do("backlog.assign-task", manager, now, task=task, revision=2, assignee=manager.pid)
    _do("sprints.plan-task", manager, now, sprint=sprint, task=task)
    _do("sprints.divide-task", manager, now, task=task)
    _do("sprints.set-development-deadline", manager, now, task=task, on=first + timedelta(days=8))
    _do("sprints.set-delivery-deadline", manager, now, task=task, on=first + timedelta(days=9))


def _ended(key: str, manager: Person, first: date) -> None:
    """Its one task goes to the backlog, and it is over."""
    now = datetime.combine(first + timedelta(days=13), clock(17), ZoneInfo("UTC"))
    row = Sprint.objects.get(project__key=key, started_at__isnull=False, completed_at=None)
    task = Task.objects.select_related("project").get(sprint=row)
    _do("sprints.carry-over", manager, now, task=task.key, to="backlog", reason="Not finished")
    _do("sprints.complete-sprint", manager, now, sprint=f"{key}.{row.number}", revision=row.revision)
