"""What has happened on a board since somebody looked: the tasks that the ledger speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from signoff.charter.sides import Room
from signoff.kernel.refusals import NotThere
from signoff.ledger.models import Entry, Log
from signoff.people.standing import Member

MOST_ENTRIES = 100
ABOUT_A_TASK = rb'"(?:task|sprint-task|subtask|verdict|handover):[A-Z][A-Z0-9]*-([1-9][0-9]*)["/.]'
QUIET = ("backlog.move-task", "backlog.block-task", "backlog.unblock-task", "backlog.assign-task")
"""Deeds that change a card and nothing of the sprint's head."""


@dataclass(frozen=True)
class News:
    """`numbers` are those of the tasks that changed; None: too much happened, look at all anew.

    `cursor` is what to ask after the next time; `head` says that the sprint's figures may be others now.
    """

    cursor: int
    numbers: frozenset[int] | None
    head: bool


def cursor(*, seen_by: Member) -> int:
    """How many entries the project's log has: what is news later comes after it."""
    return Log.objects.values_list("size", flat=True).get(project_id=seen_by.project.pk, room=Room.BOTH)


def news(after: int, *, seen_by: Member) -> News:
    """What the log tells from entry `after` on. Raises NotThere for a number that no entry had yet."""
    log = Log.objects.only("pk", "size").get(project_id=seen_by.project.pk, room=Room.BOTH)
    if after > log.size or after < 0:
        raise NotThere(str(after))
    if log.size - after > MOST_ENTRIES:
        return News(log.size, None, head=True)
    rows = Entry.objects.filter(log_id=log.pk, seq__gte=after, seq__lt=log.size).values_list("bytes", "type")
    found: set[int] = set()
    head = False
    for content, deed in rows:
        found |= {int(number) for number in re.findall(ABOUT_A_TASK, bytes(content))}
        head = head or deed not in QUIET
    return News(log.size, frozenset(found), head=head)
