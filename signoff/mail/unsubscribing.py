"""The link in a letter by which its reader turns letters of its kind off, without signing in."""

from __future__ import annotations

from django.conf import settings
from django.core import signing

from signoff.mail.kinds import OPTIONAL
from signoff.people.models import Person

SALT = "signoff.mail.unsubscribing"


def unsubscribe_address(person: Person, kind: str) -> str:
    """The address, which does this one thing for this one person, and nothing else."""
    token = signing.Signer(salt=SALT).sign_object([person.pid, kind])
    return f"{settings.SIGNOFF_ADDRESS}/letters/unsubscribe/{token}"


def who_and_what(token: str) -> tuple[Person, str] | None:
    """The person and the kind of letter that a link is for; None for one that we did not make."""
    try:
        pid, kind = signing.Signer(salt=SALT).unsign_object(token)
    except signing.BadSignature:
        return None
    person = Person.objects.filter(pid=pid, is_active=True).first()
    return (person, kind) if person and kind in OPTIONAL else None
