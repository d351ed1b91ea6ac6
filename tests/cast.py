"""A known cast for tests: two companies, one project, its people, and a stranger with a project of her own.

Everything is made by running commands, as in life.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from signoff.jobs.queue import forget_all
from signoff.kernel.command import read_command
from signoff.kernel.run import Done, run
from signoff.mail.outbox import forget_unsent
from signoff.people.commands.account import installation_service
from signoff.people.models import Invitation, Membership, Person, Project
from signoff.people.queries import standing
from signoff.people.standing import Member
from signoff.sprints.plan_digest import digest_of
from signoff.sprints.queries.planning import plan_of
from signoff.sprints.queries.sprints import sprint_named

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
STARTS_ON = date(2026, 11, 23)
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
    # Their letters arrived long ago.
    forget_all()
    forget_unsent()


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


def ready_task(
    cast: Cast, *, title: str = "Patient moves a visit", assignee: Person | None = None, **given: Any
) -> str:
    """A task with criteria, priority, and estimates of four hours of development and two of testing, given to Sofia
    unless told otherwise; its key."""
    task = add_task(cast.helena, title=title, **({"priority": "high"} | given))
    do("backlog.estimate-task", cast.sofia, task=task, revision=1, work="development", likely=240)
    do("backlog.estimate-task", cast.yuki, task=task, revision=2, work="testing", likely=120)
    do("backlog.assign-task", cast.jonas, task=task, revision=3, assignee=(assignee or cast.sofia).pid)
    return task


def planned_sprint(
    cast: Cast,
    *tasks: str,
    starts_on: date = STARTS_ON,
    goal: str = "Visits can be moved",
    now: datetime | None = None,
) -> str:
    """A sprint of two weeks in planning, with these tasks divided and dated, which both sides have planned; its key.

    Without tasks it has one of `ready_task`.
    """
    tasks = tasks or (ready_task(cast),)
    done = do("sprints.plan-sprint", cast.jonas, now=now, project="BOOK", goal=goal, starts_on=starts_on, weeks=2)
    sprint = str(done.answer["sprint"])
    for task in tasks:
        do("sprints.plan-task", cast.priya, now=now, sprint=sprint, task=task)
        do("sprints.divide-task", cast.marek, now=now, task=task)
        do("sprints.set-development-deadline", cast.sofia, now=now, task=task, on=starts_on + timedelta(days=4))
        do("sprints.set-testing-deadline", cast.yuki, now=now, task=task, on=starts_on + timedelta(days=7))
        do("sprints.set-delivery-deadline", cast.jonas, now=now, task=task, on=starts_on + timedelta(days=8))
    people = [cast.helena.pid, cast.jonas.pid, cast.sofia.pid]
    do("sprints.record-planning", cast.jonas, now=now, sprint=sprint, people=people)
    return sprint


def plan_digest(cast: Cast, sprint: str) -> str:
    """What a signature under the plan as it is now signs."""
    member = cast.member(cast.jonas)
    return digest_of(plan_of(sprint_named(sprint, seen_by=member), seen_by=member))


def start(cast: Cast, sprint: str, *, now: datetime | None = None) -> str:
    """Both sides sign the plan, and the sprint starts; its key."""
    plan = plan_digest(cast, sprint)
    do("sprints.sign-plan", cast.jonas, sprint=sprint, plan=plan, now=now)
    do("sprints.sign-plan", cast.helena, sprint=sprint, plan=plan, now=now)
    return sprint


def running_sprint(cast: Cast, *tasks: str, now: datetime | None = None) -> str:
    """A sprint of two weeks from Monday 23 November that runs with these tasks, or one of `ready_task`; its key."""
    return start(cast, planned_sprint(cast, *tasks), now=now)


def ended_sprint(cast: Cast, *tasks: str) -> str:
    """A sprint that still runs, though its last day, Sunday 15 November, has passed; its key."""
    now = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
    return start(cast, planned_sprint(cast, *tasks, starts_on=date(2026, 11, 2), now=now), now=now)
