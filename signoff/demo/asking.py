"""Meridian asks, and those who do the work estimate it."""

from __future__ import annotations

from signoff.demo.people import DANIEL, HELENA, MAREK, SOFIA, YUKI, CastMember
from signoff.demo.script import Script
from signoff.demo.wishes import STORIES, WISHES, Wish, criteria_of

OPENED = 57
"""Working days ago on which the project was opened."""
ASKING_DAYS = 46
"""Over how many working days Meridian asked for what is in the backlog."""
BUILDERS = (SOFIA, DANIEL, MAREK)
TWO_OPINIONS = {152: 1.25, 162: 0.8, 171: 1.3}
"""Of these Marek thinks differently, by this factor."""


def wishes(script: Script) -> None:
    """Every wish, and the next day its estimate."""
    for place, wish in enumerate(WISHES):
        day, minute = _asked_on(place)
        given = {
            "project": "BOOK",
            "title": wish.title,
            "kind": wish.kind,
            "story": STORIES.get(wish.number, ""),
            "criteria": list(criteria_of(wish)),
            "priority": wish.priority,
            "value": wish.value or None,
        }
        script.then(day, f"14:{minute:02d}", HELENA, "backlog.add-task", given)
        if wish.hours:
            _estimate(script, wish, day - 1)


def asked_on(number: int) -> int:
    """How many working days ago a task was asked for."""
    return _asked_on(number - WISHES[0].number)[0]


def _asked_on(place: int) -> tuple[int, int]:
    days, rest = divmod(place * ASKING_DAYS, len(WISHES))
    return OPENED - 1 - days, rest * 59 // len(WISHES)


def builder_of(number: int) -> CastMember:
    """Who thinks about it first."""
    return BUILDERS[number % len(BUILDERS)]


def _estimate(script: Script, wish: Wish, day: int) -> None:
    """Developers estimate the development, Yuki the testing: about a fifth of the whole."""
    testing = wish.hours * 60 if wish.kind == "autotest" else 0 if wish.kind == "documentation" else wish.hours * 12
    building = wish.hours * 60 - testing
    if building:
        _points(script, wish, day, builder_of(wish.number), "development", building)
        if wish.number in TWO_OPINIONS:
            _points(script, wish, day, MAREK, "development", int(building * TWO_OPINIONS[wish.number]))
    if testing:
        _points(script, wish, day, YUKI, "testing", testing)


def _points(script: Script, wish: Wish, day: int, who: CastMember, work: str, likely: int) -> None:
    """Three points: a little less, what is likely, and a good deal more where nobody has done such a thing before."""
    wide = 1.5 if wish.hours > 40 else 1.25
    points = {"optimistic": _halves(likely * 0.85), "likely": _halves(likely), "pessimistic": _halves(likely * wide)}
    script.on_task(day, "10:30", who, "backlog.estimate-task", wish.number, work=work, **points)


def _halves(minutes: float) -> int:
    """To the half hour, as people estimate."""
    return max(30, round(minutes / 30) * 30)
