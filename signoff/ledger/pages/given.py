"""What an entry was given, in words for people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from signoff.acceptance.models import EvidenceKind, Result
from signoff.backlog.words import Kind, Priority, Step, Value, Work
from signoff.charter.sides import CooperationModel, Role, Room, Side
from signoff.kernel.command import commands
from signoff.ledger.telling import ReadEntry
from signoff.people.standing import Member
from signoff.scope.models import Level

PRIVATE = {"email"}
"""Personal words that the other side does not need to understand an entry."""
WORDS: Mapping[str, tuple[type[TextChoices], ...]] = {
    "kind": (Kind, EvidenceKind),
    "value": (Value,),
    "step": (Step,),
    "work": (Work,),
    "roles": (Role,),
    "side": (Side,),
    "room": (Side,),
    "cooperation_model": (CooperationModel,),
    "result": (Result,),
    "level": (Level,),
}
"""The fields whose values are words of ours, by their names in the commands."""


def given_lines(read: ReadEntry, member: Member) -> Iterator[tuple[str, str]]:
    """What was given, a line each: the field in words, and what was said in it."""
    hidden = PRIVATE if read.said["side"] != member.membership.side else frozenset[str]()
    for name, value in _in_order(read):
        if isinstance(value, Mapping) and set(value) == {"commitment"}:
            opened = read.opened.get(name)
            yield (
                _words(name),
                _kept_apart() if opened is None or name in hidden else _plain(name, opened, read, hidden),
            )
        else:
            yield _words(name), _plain(name, value, read, hidden)


def _in_order(read: ReadEntry) -> list[tuple[str, Any]]:
    """What was given in the order in which the command asks for it; the entry has it in that of the alphabet."""
    declared = commands.get(read.said["type"])
    places = {name: place for place, name in enumerate(declared.model_fields if declared else ())}
    return sorted(read.said["given"].items(), key=lambda each: places.get(each[0], len(places)))


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _kept_apart() -> str:
    return _("kept apart from the ledger, which holds a commitment to it")


def _plain(field: str, value: Any, read: ReadEntry, hidden: Collection[str]) -> str:
    """A value as a person reads it; `field` tells of which words it is one."""
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        lines = [
            f"{_words(name)}: {_plain(name, each, read, hidden)}" for name, each in value.items() if name not in hidden
        ]
        return " · ".join(lines)
    if isinstance(value, list):
        return "\n".join(_plain(field, each, read, hidden) for each in value)
    return word_of(field, value) or read.name_of(value) if isinstance(value, str) else str(value)


def word_of(field: str, value: str) -> str:
    """The word that people read for a value such as `useful_to_many`: “Useful to many”; "" where it is none of ours."""
    if field == "priority" and value.upper() in Priority.__members__:
        return str(Priority[value.upper()].label)
    if field == "room" and value == Room.BOTH:
        return _("Both sides")
    labels = (dict(choices.choices).get(value) for choices in WORDS.get(field, ()))
    return str(next(filter(None, labels), ""))
