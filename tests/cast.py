"""A known cast for tests: two companies, one project, its people, and a stranger with a project of her own.

Everything is made by running commands, as in life.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from signoff.kernel.command import read_command
from signoff.kernel.run import Done, run
from signoff.people.commands.account import installation_service
from signoff.people.models import Invitation, Membership, Person, Project
from signoff.people.queries import standing
from signoff.people.standing import Member

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PASSWORD = "a long walk in the rain"

TEAM = (
    ("Tomás Rivera", "customer", "delegate"),
    ("Ingrid Solheim", "customer", "finance"),
    ("Amara Okafor", "customer", "observer"),
    ("Priya Nair", "contractor", "business_analyst"),
    ("Marek Novak", "contractor", "team_lead"),
    ("Sofia Lindqvist", "contractor", "developer"),
    ("Daniel Costa", "contractor", "developer"),
    ("Yuki Tanaka", "contractor", "tester"),
    ("Elena Petrova", "contractor", "executive"),
)


def do(command: str, by: Person, /, *, now: datetime | None = None, _key: str | None = None, **given: Any) -> Done:
    """Run the command of this public name with what is given; `_key` is an idempotency key."""
    return run(read_command(command, given), by=by, door="test", now=now or NOON, key=_key)


@dataclass(frozen=True)
class Cast:
    """The people of the project BOOK by first name, and `astrid`, who knows nothing of it."""

    helena: Person
    tomas: Person
    ingrid: Person
    amara: Person
    jonas: Person
    priya: Person
    marek: Person
    sofia: Person
    daniel: Person
    yuki: Person
    elena: Person
    astrid: Person
    project: Project

    def member(self, person: Person) -> Member:
        """The person's standing in BOOK."""
        return standing("BOOK", seen_by=person)

    @property
    def everybody(self) -> list[Person]:
        """All who take part in BOOK."""
        return [value for name, value in vars(self).items() if name not in {"astrid", "project"}]


def person(name: str) -> Person:
    return Person.objects.get(email=address(name))


def address(name: str) -> str:
    """The address of one of the cast, from the first name: tomas@signoff.example."""
    first = name.split(maxsplit=1)[0].lower().replace("á", "a")
    return f"{first}@signoff.example"


def open_project(key: str, owner: str, manager: str, *, now: datetime = NOON) -> None:
    """A project whose two deciding people have taken their places."""
    do(
        "people.create-project",
        installation_service(),
        now=now,
        key=key,
        name="Patient booking" if key == "BOOK" else f"Project {key}",
        customer="Meridian Clinics" if key == "BOOK" else f"Customer of {key}",
        contractor="Northlight Software" if key == "BOOK" else f"Contractor of {key}",
        product_owner={"name": owner, "email": address(owner)},
        project_manager={"name": manager, "email": address(manager)},
    )
    for name in (owner, manager):
        take_place(key, person(name), now=now)


def take_place(key: str, invited: Person, *, now: datetime = NOON) -> None:
    """The person accepts the invitation to the project."""
    invitation = Invitation.objects.get(membership__project__key=key, membership__person=invited, accepted_at=None)
    password = {} if invited.has_usable_password() else {"password": PASSWORD}
    do("people.accept-invitation", invited, now=now, project=key, invitation=invitation.public_id, **password)
    invited.refresh_from_db()


def make_cast(*, now: datetime = NOON - timedelta(days=30)) -> None:
    """Everybody in place in BOOK, and Astrid in a project of her own."""
    open_project("BOOK", "Helena Brandt", "Jonas Keller", now=now)
    inviters = {"customer": person("Helena"), "contractor": person("Jonas")}
    for name, side, role in TEAM:
        do(
            "people.invite-person",
            inviters[side],
            now=now,
            project="BOOK",
            name=name,
            email=address(name),
            side=side,
            roles=[role],
        )
        take_place("BOOK", person(name), now=now)
    open_project("ELSE", "Astrid Berg", "Lars Ekdahl", now=now)


def cast() -> Cast:
    """The cast that `make_cast` put in place."""
    people = {
        membership.person.email.partition("@")[0]: membership.person
        for membership in Membership.objects.filter(project__key="BOOK").select_related("person")
    }
    return Cast(**people, astrid=person("Astrid"), project=Project.objects.get(key="BOOK"))


def add_task(by: Person, *, title: str = "Patient moves a visit", **given: Any) -> str:
    """A new task with two criteria, unless told otherwise; its key."""
    given = {"criteria": ["The old time is free again", "Both get a message"]} | given
    done = do("backlog.add-task", by, project="BOOK", title=title, **given)
    return str(done.answer["task"])


def hand_over(by: Person, task: str, *, revision: int = 1, **given: Any) -> Done:
    """The task is handed over; given its first revision unless told otherwise."""
    given = {"version": "0.4.2", "where": "https://trial.example", "how": "1. Sign in\n2. Press Move"} | given
    return do("acceptance.hand-over-task", by, task=task, revision=revision, **given)


def all_met(*criteria: int) -> list[dict[str, Any]]:
    """A verdict on each criterion: met."""
    return [{"criterion": criterion, "met": True} for criterion in criteria or (1, 2)]
