"""The filters above the backlog: what can be chosen, and how many tasks each choice shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from signoff.backlog.around import Around
from signoff.backlog.counting import Tally
from signoff.backlog.listing import NO_SPRINT, NOBODY, TaskSort
from signoff.backlog.pages.deciding import builders
from signoff.backlog.pages.wanted import READY, Wanted
from signoff.backlog.words import Kind, Priority, Step
from signoff.people.circle import Circle

ALL = ""
INDENT = "\N{NO-BREAK SPACE}" * 3


@dataclass(frozen=True)
class Choice:
    """One line of a filter. `count` is None where only the tasks themselves would tell."""

    words: str
    address: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class Filter:
    """A filter: its label, what holds now, and what may be chosen."""

    label: str
    chosen: str
    active: bool
    lines: tuple[Choice, ...]


def choices(wanted: Wanted, counted: Tally, people: Circle, around: Around) -> list[Filter]:
    """Every filter of the backlog, from left to right."""
    return [
        _filter(wanted, counted, "show", _("Step"), _steps()),
        _filter(wanted, counted, "priority", _("Priority"), [(ALL, _("all")), *_ranks()]),
        *([_filter(wanted, counted, "within", _("Part"), _parts(around))] if around.parts else []),
        _filter(wanted, counted, "kind", _("Kind"), [(ALL, _("all")), *_words(Kind)]),
        _filter(wanted, counted, "assignee", _("Built by"), _people(people)),
        _filter(wanted, counted, "ready", _("Ready"), _ready()),
        *([_filter(wanted, counted, "sprint", _("When"), _sprints(around))] if around.sprints else []),
        _filter(wanted, counted, "sort", _("Order"), _orders()),
    ]


def _filter(wanted: Wanted, counted: Tally, name: str, label: str, options: list[tuple[str, str]]) -> Filter:
    now = wanted.get(name)
    lines = tuple(
        Choice(words, wanted.address(**{name: value}), value == now, _count(wanted, counted, name, value))
        for value, words in options
    )
    chosen = next((words for value, words in options if value == now), options[0][1])
    return Filter(label, chosen, bool(now), lines)


def _count(wanted: Wanted, counted: Tally, name: str, value: str) -> int | None:
    """What the choice would show, where the tally knows."""
    if name in {"sort", "assignee", "ready", "within", "sprint"}:
        return None
    changed = wanted.with_choice(name, value)
    return counted.count(changed.filter)


def _steps() -> list[tuple[str, str]]:
    return [(ALL, _("open")), *_words(Step), ("closed", _("Closed")), ("all", _("all"))]


def _words(choices: type[TextChoices]) -> list[tuple[str, str]]:
    return [(each.value, str(each.label)) for each in choices]


def _ranks() -> list[tuple[str, str]]:
    return [(level.name.lower(), str(level.label)) for level in Priority]


def _people(people: Circle) -> list[tuple[str, str]]:
    return [(ALL, _("anybody")), (NOBODY, _("Nobody yet")), *builders(people)]


def _ready() -> list[tuple[str, str]]:
    words = {
        "needs_criteria": _("Needs criteria"),
        "needs_estimate": _("Needs an estimate"),
        "ready": _("Ready to be planned"),
    }
    return [(ALL, _("all")), *((value, words[value]) for value in READY)]


def _parts(around: Around) -> list[tuple[str, str]]:
    return [(ALL, _("all")), *((str(part.number), f"{INDENT * part.depth}{part.title}") for part in around.parts)]


def _sprints(around: Around) -> list[tuple[str, str]]:
    named = [(str(number), _("Sprint %(number)s") % {"number": number}) for number in around.sprints]
    return [(ALL, _("all")), *named, (NO_SPRINT, _("In no sprint yet"))]


def _orders() -> list[tuple[str, str]]:
    return [
        (ALL, _("customer’s")),
        (TaskSort.NEWEST.value, _("Newest first")),
        (TaskSort.OLDEST.value, _("Oldest first")),
        (TaskSort.STEP_SINCE.value, _("Longest at its step")),
        (TaskSort.TITLE.value, _("By title")),
    ]
