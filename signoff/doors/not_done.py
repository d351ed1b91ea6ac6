"""What a form asked for and was not done: why, and what had been typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.kernel.refusals import Answer, Problem, Refusal, Refused, Stale, Unreadable

MISSING = re.compile(r"^(Field required|must not be empty|(String|Value|Data) should have at least 1 )")
TOO_LONG = re.compile(r"should have at most (\d+) (character|item)")
TOO_LARGE = re.compile(r"^Data should have at most (\d+) bytes")
NO_NUMBER = re.compile(r"valid (integer|number)|unable to parse string as an integer")
NO_CHOICE = re.compile(r"^Input should be '")


@dataclass(frozen=True)
class NotDone:
    """The answer to one form. `status` is that of the page that shows it; of nothing at all it is 200."""

    command: str = ""
    status: int = 200
    refusals: tuple[Refusal, ...] = ()
    problems: tuple[Problem, ...] = ()
    stale: str = ""
    typed: Mapping[str, Any] = field(default_factory=QueryDict)

    @classmethod
    def of(cls, command: str, answer: Answer, typed: QueryDict) -> NotDone:
        """What an answer that is not yes says."""
        if isinstance(answer, Refused):
            return cls(command, 409, refusals=answer.refusals, typed=typed)
        if isinstance(answer, Stale):
            return cls(command, 412, stale=answer.sentence, typed=typed)
        problems = answer.problems if isinstance(answer, Unreadable) else ()
        return cls(command, 422, problems=problems, typed=typed)

    def to(self, command: str, **typed: str) -> NotDone:
        """This, if it answers that command (and what was typed agrees, such as `criterion="2"`); else nothing."""
        agrees = all(self._last(name) == value for name, value in typed.items())
        return self if self.command == command and agrees else NOTHING

    def __bool__(self) -> bool:
        return self.status != 200

    def value(self, name: str, otherwise: Any = "") -> Any:
        """What had been typed into a field; `otherwise` where this form was not sent."""
        return self._last(name) if self else otherwise

    def _last(self, name: str) -> Any:
        """What stands in the last field of this name; a page may be shown again whatever was sent."""
        return (self.values(name) or [""])[-1] if isinstance(self.typed, QueryDict) else self.typed.get(name, "")

    def values(self, name: str) -> list[str]:
        """All that had been typed into the fields of this name."""
        return self.typed.getlist(name) if isinstance(self.typed, QueryDict) else []

    def error(self, *names: str) -> str:
        """What is wrong with the field of one of these names, in words; "" when nothing is."""
        for problem in self.problems:
            if problem.field in names or problem.field.partition(".")[0] in names:
                return in_words(problem)
        return ""

    def others(self, *names: str) -> list[str]:
        """Every reason that stands at none of these fields: rules, staleness, and problems elsewhere."""
        shown = [in_words(each) for each in self.problems if each.field.partition(".")[0] not in names]
        return [*([self.stale] if self.stale else []), *(sentence(each) for each in self.refusals), *shown]


NOTHING = NotDone()


def sentence(refusal: Refusal) -> str:
    """The refusal's sentence, and who may instead: the same words as through every other door."""
    if not refusal.who:
        return refusal.sentence
    return _("%(sentence)s Here: %(names)s.") % {"sentence": refusal.sentence, "names": names(refusal.who)}


def names(who: tuple[str, ...] | list[str]) -> str:
    """“Helena Brandt or Tomás Rivera”."""
    if len(who) < 2:
        return "".join(who)
    return _("%(several)s or %(last)s") % {"several": ", ".join(who[:-1]), "last": who[-1]}


def in_words(problem: Problem) -> str:
    """A problem as a person would say it."""
    said = problem.problem
    if problem.field == "Idempotency-Key":
        return _("This form was sent before. Look at what it did; then send it again, if it is still needed.")
    if problem.field == "content" and MISSING.search(said):
        return _("Choose a file that is not empty.")
    if MISSING.search(said):
        return _("This is missing. Write something here.")
    if most := TOO_LONG.search(said):
        return _most(int(most[1]), most[2])
    if TOO_LARGE.search(said):
        return _("The file is too large: 10 MB are allowed.")
    if NO_NUMBER.search(said):
        return _("This is not a number. For example: 4.")
    if NO_CHOICE.search(said):
        return _("Choose one of those offered.")
    return said if said.endswith(".") else _("This %(problem)s.") % {"problem": said}


def _most(count: int, what: str) -> str:
    if what == "item":
        return ngettext("At most %(count)d fits here.", "At most %(count)d fit here.", count) % {"count": count}
    return ngettext(
        "This is too long: %(count)d character is allowed.",
        "This is too long: %(count)d characters are allowed.",
        count,
    ) % {"count": count}
