"""What is found in all projects of one person: five queries, however many projects, people and tasks there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from signoff.backlog.models import Task
from signoff.backlog.search import tasks_named, tasks_saying
from signoff.finding.folding import fits
from signoff.people.models import Membership, Person, Project
from signoff.people.waiting import WaitingPlace, places_with_waiting


@dataclass(frozen=True)
class FoundPerson:
    """Somebody of the reader's projects, at their place in one of them: in the one in hand where they are there."""

    place: Membership
    project: Project


@dataclass(frozen=True)
class Found:
    """What was found in the projects that are `mine`: `exact` are the tasks of that very key, `tasks` hold the words.

    `more`: of those there are more than are here.
    """

    mine: Sequence[WaitingPlace]
    projects: Sequence[WaitingPlace] = ()
    people: Sequence[FoundPerson] = ()
    exact: Sequence[Task] = ()
    tasks: Sequence[Task] = ()
    more: bool = False


def found(said: str, *, seen_by: Person, in_hand: str = "", most_tasks: int = 8, most_people: int = 5) -> Found:
    """What the words or the key lead to, in the projects in which the person takes part and in no other (A2)."""
    mine = places_with_waiting(seen_by)
    if not said.strip() or not mine:
        return Found(mine)
    projects = {place.project.pk: place.project for place in mine}
    exact, holding = _tasks(said, projects, in_hand, most_tasks)
    return Found(
        mine,
        [place for place in mine if _is_called(place.project, said)],
        _people(said, projects, in_hand)[:most_people],
        exact,
        holding[:most_tasks],
        more=len(holding) > most_tasks,
    )


def _is_called(project: Project, said: str) -> bool:
    return fits(said, project.key, project.name, project.customer.name, project.contractor.name)


def _tasks(said: str, projects: Mapping[int, Project], in_hand: str, most: int) -> tuple[list[Task], list[Task]]:
    """Those of this key, the project in hand first; and the newest that hold the words, one more than are shown."""
    among = list(projects.values())
    exact = list(tasks_named(said, among)[:most])
    holding = tasks_saying(said, among, most + 1 + len(exact))
    for task in (*exact, *holding):
        task.project = projects[task.project_id]
    known = {task.pk for task in exact}
    exact.sort(key=lambda task: (task.project.key != in_hand, task.project.name))
    return exact, [task for task in holding if task.pk not in known]


def _people(said: str, projects: Mapping[int, Project], in_hand: str) -> list[FoundPerson]:
    """Everybody called so, once, by name. Names are few enough to be compared here, where accents can be left out."""
    here = Membership.objects.filter(project_id__in=projects, ended_at=None)
    names = Person.objects.filter(pk__in=here.values("person_id")).values_list("pk", "name")
    called = [pk for pk, name in names if fits(said, name)]
    rows = here.filter(person_id__in=called).select_related("person") if called else []
    first: dict[int, FoundPerson] = {}
    for row in sorted(rows, key=lambda row: (projects[row.project_id].key != in_hand, row.since)):
        first.setdefault(row.person_id, FoundPerson(row, projects[row.project_id]))
    return sorted(first.values(), key=lambda each: each.place.person.name.casefold())
