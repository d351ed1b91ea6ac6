"""What a suggestion is about and what it would change, in words for its reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.backlog.models import Task
from signoff.charter.decisions import Decision
from signoff.charter.sides import Side
from signoff.kernel.command import commands
from signoff.people.standing import Member
from signoff.proposals.inner import decisions_of
from signoff.proposals.models import Proposal
from signoff.ui.format import duration

Change = tuple[str, str, str]


@dataclass(frozen=True)
class Shown:
    """A suggestion with what its reader needs to judge it. `answers` says whether the reader may answer it."""

    row: Proposal
    words: str
    address: str
    key: str
    changes: tuple[Change, ...]
    effect: tuple[str, ...]
    answers: bool
    own_side: bool

    @property
    def is_open(self) -> bool:
        return not self.row.outcome


def shown(rows: Iterable[Proposal], *, seen_by: Member) -> list[Shown]:
    """The suggestions for their reader, in one query however many they are."""
    rows = list(rows)
    titles = _titles(rows, seen_by)
    return [_shown(row, titles, seen_by) for row in rows]


def changes_of(row: Proposal) -> Iterator[Change]:
    """(what, before, after) of everything that it would change."""
    for kept, before in zip(row.commands, row.before, strict=True):
        for what, was, then in commands[kept["command"]].changes(before, kept["given"]):
            yield str(what), _text(was), _text(then)


def effect_of(effect: Mapping[str, Any]) -> Iterator[str]:
    """What it would cost, in words: minutes and days are known."""
    if minutes := effect.get("minutes"):
        yield (
            _("%(time)s more work") % {"time": duration(minutes)}
            if minutes > 0
            else _("%(time)s less work") % {"time": duration(-minutes)}
        )
    if days := effect.get("days"):
        later = ngettext("%(count)d day later", "%(count)d days later", abs(days))
        sooner = ngettext("%(count)d day sooner", "%(count)d days sooner", abs(days))
        yield (later if days > 0 else sooner) % {"count": abs(days)}


def decides(row: Proposal, member: Member) -> bool:
    """Whether this person may answer it, once it is open."""
    return row.side != member.membership.side and all(decision.allows(member) for decision in asked_of(row))


def asked_of(row: Proposal) -> list[Decision]:
    return decisions_of(row.commands)


def others_of(row: Proposal) -> Side:
    """The side that answers it."""
    return Side(row.side).other


def _shown(row: Proposal, titles: Mapping[str, str], member: Member) -> Shown:
    words, address = _about(row.about, titles, member.project.key)
    return Shown(
        row=row,
        words=words,
        address=address,
        key=f"{member.project.key}.{row.number}",
        changes=tuple(changes_of(row)),
        effect=tuple(effect_of(row.effect)),
        answers=decides(row, member),
        own_side=row.side == member.membership.side,
    )


def _about(obj: str, titles: Mapping[str, str], project: str) -> tuple[str, str]:
    """(words, address) of what a suggestion is about."""
    kind, _colon, name = obj.partition(":")
    number, place = name.rpartition(".")[2], f"/projects/{project}"
    known = {
        "task": (titles.get(name, name), f"{place}/tasks/{name}"),
        "mix": (_("The mix of work"), f"{place}/mix"),
        "baseline": (_("Baseline %(number)s") % {"number": number}, f"{place}/scope/baselines/{number}"),
        "sprint": (_("Sprint %(number)s") % {"number": number}, f"{place}/sprints/{number}"),
        "part": (_("Part %(number)s of the scope") % {"number": number}, f"{place}/scope"),
    }
    return known.get(kind, (_("The project"), f"{place}/"))


def _titles(rows: Iterable[Proposal], member: Member) -> dict[str, str]:
    keys = [row.about.partition(":")[2] for row in rows if row.about.startswith("task:")]
    numbers = [int(key.rpartition("-")[2]) for key in keys]
    found = Task.objects.filter(project_id=member.project.pk, number__in=numbers).values_list("number", "title")
    return {f"{member.project.key}-{number}": title for number, title in found} if numbers else {}


def _text(value: Any) -> str:
    return _("not said") if value in (None, "", {}, []) else str(value)
