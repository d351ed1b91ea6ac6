"""The cards of a board as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.backlog.words import Kind, Priority, Step
from signoff.people.circle import Circle
from signoff.sprints.models import SprintTask
from signoff.sprints.queries.running import Card
from signoff.ui.format import duration, near_day

DENSE_FROM = 16
HOUR = 60
SAID_PRIORITIES = (Priority.CRITICAL, Priority.HIGH)


@dataclass(frozen=True)
class Tile:
    """All that one tile shows; equal tiles look the same."""

    key: str
    revision: int
    step: str
    order: str
    title: str
    priority: int | None
    chip: str
    blocked: tuple[str, str]
    note: tuple[str, str, str]
    waits: str
    person: tuple[str, str]
    hours: str


@dataclass(frozen=True)
class Lane:
    """A column of the board."""

    step: str
    words: str
    tiles: list[Tile]

    @property
    def key(self) -> tuple[object, ...]:
        """All that the column shows: as long as it is the same, it is remembered."""
        return self.step, *self.tiles

    @property
    def is_dense(self) -> bool:
        return len(self.tiles) >= DENSE_FROM


def lanes(cards: Iterable[Card], people: Circle) -> list[Lane]:
    """The six columns, each in the customer's order."""
    by_step: dict[str, list[Tile]] = {step.value: [] for step in Step}
    for tile in tiles(cards, people):
        by_step[tile.step].append(tile)
    return [Lane(step.value, str(step.label), by_step[step.value]) for step in Step]


def tiles(cards: Iterable[Card], people: Circle) -> list[Tile]:
    """A tile for each card."""
    now, kinds = timezone.now(), {kind.value: str(kind.label) for kind in Kind}
    deciders = people.who_may("acceptance")
    return [_tile(card, people, now, kinds, deciders) for card in cards]


def _tile(card: Card, people: Circle, now: datetime, kinds: dict[str, str], deciders: list[str]) -> Tile:
    task, step = card.task, str(card.task.step)
    handed, accepted = step == Step.HANDED_OVER, step == Step.ACCEPTED
    bug = task.kind == Kind.BUG and card.stay.entry == SprintTask.Entry.PLANNED
    return Tile(
        key=f"{people.member.project.key}-{task.number}",
        revision=task.revision,
        step=step,
        order=f"{task.priority} {task.position} {task.number}",
        title=task.title,
        priority=task.priority if task.priority in SAID_PRIORITIES else None,
        chip=kinds[task.kind] if bug else "",
        blocked=_blocked(card, now) if task.blocked_since and not accepted else ("", ""),
        note=_note(card, people),
        waits=_waits(task.step_since, now, deciders) if handed else "",
        person=_person(card, people, deciders if handed else []),
        hours=_hours(card, whole=handed or accepted),
    )


def _blocked(card: Card, now: datetime) -> tuple[str, str]:
    """For how many days, and why."""
    return blocked_words(card.task.blocked_since or now, now), card.task.blocked_reason


def blocked_words(since: datetime, now: datetime) -> str:
    """“Blocked 2 days”, “Blocked since today”."""
    days = days_between(since, now)
    if not days:
        return _("Blocked since today")
    return ngettext("Blocked %(days)d day", "Blocked %(days)d days", days) % {"days": days}


def days_between(since: datetime, now: datetime) -> int:
    """Whole days by the reader's calendar."""
    return (timezone.localtime(now).date() - timezone.localtime(since).date()).days


def _note(card: Card, people: Circle) -> tuple[str, str, str]:
    """How an exception came in: (tone, what and when, who and why). Nothing of what was planned."""
    stay = card.stay
    who = people.people[stay.by_id].name if stay.by_id in people.people else ""
    if stay.entry == SprintTask.Entry.CRITICAL_BUG:
        words = _("Critical bug, let in on %(day)s") % {"day": near_day(stay.at)}
        return "bad", words, _("by %(name)s: %(reason)s") % {"name": who, "reason": stay.reason}
    if stay.entry == SprintTask.Entry.AGREED:
        return "plain", _("Came in on %(day)s") % {"day": near_day(stay.at)}, _("Both sides agreed.")
    if stay.entry == SprintTask.Entry.EMERGENCY and card.task.began_at:
        late = int((card.task.created_at - card.task.began_at).total_seconds()) // 60
        words = _("Written down %(delay)s after the work began") % {"delay": duration(late)}
        return "wait", _("Emergency"), words
    if stay.entry == SprintTask.Entry.CARRIED_OVER:
        return "plain", _("Carried over"), stay.reason
    return "", "", ""


def _waits(since: datetime, now: datetime, deciders: list[str]) -> str:
    days = days_between(since, now)
    name = deciders[0] if deciders else _("the customer")
    if not days:
        return _("Waits for %(name)s since today") % {"name": name}
    return ngettext("Waits for %(name)s, %(days)d day", "Waits for %(name)s, %(days)d days", days) % {
        "name": name,
        "days": days,
    }


def _person(card: Card, people: Circle, deciders: list[str]) -> tuple[str, str]:
    """(name, side) of who has it now: who decides, who accepted, or who builds."""
    if deciders:
        return deciders[0], "customer"
    person = card.judged_by if card.task.step == Step.ACCEPTED else card.task.assignee_id
    if person not in people.people:
        return "", ""
    return people.people[person].name, people.side_of(person)


def _hours(card: Card, *, whole: bool) -> str:
    if not card.minutes:
        return ""
    if whole or not card.done:
        return duration(card.minutes)
    if card.minutes >= HOUR:
        done, all_ = (round(minutes / HOUR) for minutes in (card.done, card.minutes))
        return _("%(done)d of %(all)d\N{NO-BREAK SPACE}h") % {"done": done, "all": all_}
    return _("%(done)s of %(all)s") % {"done": duration(card.done), "all": duration(card.minutes)}
