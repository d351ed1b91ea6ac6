"""Two more projects, so that a customer with several contractors, and the reverse, can be seen (W2)."""

from __future__ import annotations

from dataclasses import dataclass

from signoff.charter.sides import Role, Side
from signoff.demo.calendar import Calendar
from signoff.demo.people import HELENA, JONAS, SOFIA, CastMember
from signoff.demo.places import invite, open_project
from signoff.demo.script import Script

LARS = CastMember("Lars Ekdahl", Side.CONTRACTOR, Role.PROJECT_MANAGER, "ostra")
GRACE = CastMember("Grace Lin", Side.CUSTOMER, Role.PRODUCT_OWNER, "harbour")
OPENED = 30


@dataclass(frozen=True)
class Neighbour:
    """A small project: its two sides, who decides, and what was asked for (the first is handed over)."""

    key: str
    name: str
    customer: str
    contractor: str
    owner: CastMember
    manager: CastMember
    wishes: tuple[str, ...]


NEIGHBOURS = (
    Neighbour(
        "WEB",
        "Clinic website",
        "Meridian Clinics",
        "Ostra Studio",
        HELENA,
        LARS,
        (
            "Map of the clinics on the first page",
            "News from each clinic",
            "Doctors with their photographs",
            "Opening hours on holidays",
            "Job offers",
        ),
    ),
    Neighbour(
        "FLEET",
        "Fleet portal",
        "Harbour Freight",
        "Northlight Software",
        GRACE,
        JONAS,
        (
            "Lorries on the map",
            "Driver reports a defect",
            "Fuel by month",
            "Inspection due in four weeks",
        ),
    ),
)


def open_neighbours(calendar: Calendar) -> None:
    """Both projects, a few wishes each, one of them handed over and one accepted."""
    for neighbour in NEIGHBOURS:
        open_project(
            calendar.at(OPENED, "9:00"),
            key=neighbour.key,
            name=neighbour.name,
            customer=neighbour.customer,
            contractor=neighbour.contractor,
            owner=neighbour.owner,
            manager=neighbour.manager,
        )
        if neighbour.manager is JONAS:
            invite(calendar.at(OPENED, "9:30"), neighbour.key, SOFIA, JONAS)
        _play(Script(calendar, neighbour.key), neighbour)


def _play(script: Script, neighbour: Neighbour) -> None:
    for place, title in enumerate(neighbour.wishes):
        given = {
            "project": neighbour.key,
            "title": title,
            "criteria": ["It works on a phone and on a desk.", "The texts are proof-read."],
            "priority": ("high", "high", "medium", "low")[place % 4],
        }
        script.then(OPENED - 3, f"1{place}:00", neighbour.owner, "backlog.add-task", given)
    for number, day in ((2, 12), (1, 1)):
        script.on_task(day + 5, "9:00", neighbour.manager, "backlog.move-task", number, step="in_progress")
        script.on_task(
            day,
            "15:00",
            neighbour.manager,
            "acceptance.hand-over-task",
            number,
            version=f"1.{number}",
            where=f"https://trial.{neighbour.key.lower()}.example",
            how="1. Open the trial site on a phone.\n2. Look at the first page.",
        )
    verdicts = [{"criterion": criterion, "met": True} for criterion in (1, 2)]
    script.on_task(11, "10:00", neighbour.owner, "acceptance.accept-task", 2, verdicts=verdicts)
    script.on_task(3, "9:00", neighbour.manager, "backlog.move-task", 3, step="in_progress")
    script.perform()
