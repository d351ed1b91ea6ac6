"""What was found, as lines to go to: each kind under its own heading, the most certain first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from signoff.backlog.models import Task
from signoff.backlog.words import Step
from signoff.charter.sides import Side
from signoff.finding.folding import fits
from signoff.finding.queries import Found, FoundPerson
from signoff.people.shell import address_of, links_of, links_outside, with_whom
from signoff.people.waiting import WaitingPlace
from signoff.ui.shell import Link


@dataclass(frozen=True)
class Line:
    """Something to go to: its name, what tells it from others, and (of a task) how far it is. `side`: a person's."""

    title: str
    url: str
    note: str = ""
    end: str = ""
    icon: str = ""
    side: str = ""


@dataclass(frozen=True)
class Group:
    """Lines of one kind."""

    heading: str
    lines: Sequence[Line]


def groups(said: str, found: Found, in_hand: str) -> list[Group]:
    """The kinds of which there is anything. Without words: where one can go from here."""
    here = next((place for place in found.mine if place.project.key == in_hand), None)
    kinds = _found(said, found, here) if said else _ways(found, here)
    made = [Group(heading, tuple(lines)) for heading, lines in kinds]
    return [group for group in made if group.lines]


def _ways(found: Found, here: WaitingPlace | None) -> Iterator[tuple[str, Iterable[Line]]]:
    if here:
        yield here.project.name, (_page(link) for link in links_of(here.member))
    others = (place for place in found.mine if place is not here)
    yield _("Elsewhere"), (*map(_page, links_outside()), *map(_project, others))


def _found(said: str, found: Found, here: WaitingPlace | None) -> Iterator[tuple[str, Iterable[Line]]]:
    inside = links_of(here.member) if here else ()
    name = here.project.name if here else ""
    yield _("Task"), map(_task, found.exact)
    yield (
        _("Pages"),
        (
            *(_page(link, name) for link in inside if fits(said, link.label)),
            *(_page(link) for link in links_outside() if fits(said, link.label)),
        ),
    )
    yield _("Projects"), map(_project, found.projects)
    yield _("People"), map(_person, found.people)
    yield _("Tasks"), map(_task, found.tasks)


def _page(link: Link, project: str = "") -> Line:
    return Line(link.label, link.url, project, icon=link.icon)


def _project(place: WaitingPlace) -> Line:
    return Line(place.project.name, address_of(place.project.key), with_whom(place.member), icon="board")


def _person(found: FoundPerson) -> Line:
    place, project = found.place, found.project
    organisation = project.organisation_of(Side(place.side))
    url = address_of(project.key, f"people/{place.public_id}")
    return Line(place.person.name, url, f"{organisation.name} · {project.name}", side=place.side)


def _task(task: Task) -> Line:
    step = _("Done before Signoff") if task.done_before else str(Step(task.step).label)
    address = address_of(task.project.key, f"tasks/{task.key}")
    return Line(task.title, address, f"{task.key} · {task.project.name}", step, "tick" if not task.is_open else "list")
