"""What is suggested about the tasks of a page, for the row beneath each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from signoff.backlog.commands.prioritise import label_of
from signoff.people.circle import Circle
from signoff.proposals.models import Proposal
from signoff.proposals.queries import proposals
from signoff.proposals.telling import changes_of, decides

MOST = 100


@dataclass(frozen=True)
class Suggestion:
    """An open suggestion about one task, in the words of its row. Hashable: the rows are remembered by it."""

    number: int
    task: str
    name: str
    side: str
    what: str
    reason: str
    agree: str
    decline: str
    answers: bool


def open_suggestions(people: Circle) -> list[Suggestion]:
    """All that wait for an answer in the project, whatever they are about: one query."""
    rows = proposals(seen_by=people.member).filter(outcome="").order_by("number")[:MOST]
    return [_suggestion(row, people) for row in rows]


def suggestions_about(obj: str, people: Circle) -> list[Suggestion]:
    """Those that wait for an answer about one thing."""
    rows = proposals(seen_by=people.member).filter(about=obj, outcome="").order_by("number")[:MOST]
    return [_suggestion(row, people) for row in rows]


def by_task(found: Iterable[Suggestion]) -> dict[str, tuple[Suggestion, ...]]:
    """Those about tasks, by the task's key."""
    tasks: dict[str, tuple[Suggestion, ...]] = {}
    for each in found:
        if each.task:
            tasks[each.task] = (*tasks.get(each.task, ()), each)
    return tasks


def _suggestion(row: Proposal, people: Circle) -> Suggestion:
    person = people.people[row.by_id]
    what, agree, decline = _words(row)
    return Suggestion(
        number=row.number,
        task=row.about.removeprefix("task:") if row.about.startswith("task:") else "",
        name=person.name,
        side=people.side_of(row.by_id),
        what=what,
        reason=row.reason,
        agree=agree,
        decline=decline,
        answers=decides(row, people.member),
    )


def _words(row: Proposal) -> tuple[str, str, str]:
    """(what is suggested, the words of the button that agrees, those of the one that declines)."""
    if len(row.commands) == 1 and row.commands[0]["command"] == "backlog.set-priority":
        then, was = label_of(row.commands[0]["given"]["priority"]), row.before[0]["priority"]
        leave = _("Leave it %(priority)s…") % {"priority": label_of(was).lower()} if was else _("Leave it as it is…")
        return then, _("Make it %(priority)s") % {"priority": then.lower()}, leave
    changes = "; ".join(f"{what}: {then}" for what, _was, then in changes_of(row))
    return changes, _("Agree"), _("Decline…")
