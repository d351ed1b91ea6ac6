"""Which letters a person does not want."""

from __future__ import annotations

from django.utils.translation import gettext

from signoff.mail.kinds import OPTIONAL
from signoff.mail.models import LetterChoice
from signoff.people.models import Person


def choice_of(person: Person) -> LetterChoice:
    """The person's own choice; one that is not kept yet where they never made any."""
    return LetterChoice.objects.filter(person=person).first() or LetterChoice(person=person)


def unwanted_by(person: Person) -> frozenset[str]:
    """The kinds of letters that the person has turned off."""
    return frozenset(choice_of(person).unwanted)


def optional_letters() -> list[tuple[str, str, str]]:
    """(kind, what it is, more about it) of each letter that one can do without, in words for the reader."""
    return [(kind, gettext(words), gettext(hint)) for kind, (words, hint) in OPTIONAL.items()]
