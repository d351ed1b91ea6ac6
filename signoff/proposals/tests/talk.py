"""What the tests of suggestions share."""

from __future__ import annotations

from typing import Any

from signoff.ledger.models import Entry
from signoff.ledger.queries import readable
from signoff.people.models import Person
from tests.cast import Cast, do

REASON = "Everybody asks for it at the desk"


def suggest(by: Person, *deeds: tuple[str, dict[str, Any]], reason: str = REASON) -> str:
    """Suggest these deeds in BOOK; the suggestion's key."""
    commands = [{"command": command, "given": given} for command, given in deeds]
    done = do("proposals.suggest", by, project="BOOK", commands=commands, reason=reason)
    return str(done.answer["proposal"])


def higher(task: str, *, revision: int = 1, priority: str = "high") -> tuple[str, dict[str, Any]]:
    """To set the task's priority."""
    return "backlog.set-priority", {"task": task, "revision": revision, "priority": priority}


def last_entry() -> Entry:
    """The newest entry of BOOK."""
    entry = Entry.objects.filter(log__project__key="BOOK", log__room="both").order_by("seq").last()
    assert entry is not None
    return entry


def told(cast: Cast) -> str:
    """What the newest entry of BOOK says, to Helena."""
    return readable([last_entry()], seen_by=cast.member(cast.helena))[0].sentence
