"""The answers that are not yes: what was wrong, by which rule, and who may instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext


def gettext_noop(message: str) -> str:
    """Marks a sentence for translation where a pure rule writes it; it is translated for its reader."""
    return message


@dataclass(frozen=True)
class Refusal:
    """One reason why a deed may not be done. `code` is kebab-case and permanent; `rule` is an id of MISSION.md."""

    code: str
    message: str
    rule: str
    params: Mapping[str, object] = field(default_factory=dict)
    who: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The reason in the reader's language."""
        words = gettext(self.message)
        return words % dict(self.params) if self.params else words


class Answer(Exception):
    """A command was not done, and nothing has changed."""


class Refused(Answer):
    """It was understood, and a rule or the charter says no (409)."""

    def __init__(self, refusals: Sequence[Refusal], beyond_role: bool = False) -> None:
        super().__init__("; ".join(refusal.code for refusal in refusals))
        self.refusals = tuple(refusals)
        self.beyond_role = beyond_role


class NotThere(Answer):
    """It is not there, or the actor may not see it: the same answer (404)."""


class Stale(Answer):
    """It was changed since the actor looked (412). `current` is the revision that it has now."""

    def __init__(self, obj: str, current: int) -> None:
        super().__init__(f"{obj} is at revision {current}")
        self.obj = obj
        self.current = current

    @property
    def sentence(self) -> str:
        return gettext("Not saved. Somebody changed this in the meantime. Look at the new version first.")


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field of the input, and what it wants."""

    field: str
    problem: str


class Unreadable(Answer):
    """The input could not be read as the command (422)."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{each.field}: {each.problem}" for each in problems))
        self.problems = tuple(problems)
