"""The outbox: a deed writes a letter in its own transaction, and a job sends it after the commit (TRUST.md, E4)."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from signoff.jobs.queue import enqueue
from signoff.mail.models import Letter
from signoff.people.models import Person, Project

SEND = "mail.send-letter"


class Unopenable(Exception):
    """The letter was sealed with another secret key."""


@dataclass(frozen=True)
class Attached:
    """A text that goes along with a letter as a file."""

    name: str
    text: str


@dataclass(frozen=True)
class Words:
    """What a letter says: paragraphs with an empty line between them. One that is an address of ours is a link."""

    subject: str
    text: str
    attached: Sequence[Attached] = ()


def write(
    kind: str, to: Person, words: Words, *, at: datetime, project: Project | None = None, once: str | None = None
) -> None:
    """Have the letter sent, if the transaction in hand is committed.

    With a project it goes out only while the person has a place there; with `once`, only if none of that name did.
    """
    letter = Letter(
        message_id=f"<{secrets.token_hex(16)}@{settings.SIGNOFF_HOST_NAME.partition(':')[0]}>",
        kind=kind,
        once=once,
        person=to,
        project=project,
        sealed=seal(words),
        written_at=at,
    )
    Letter.objects.bulk_create([letter], ignore_conflicts=once is not None)
    # The job finds the letter by its Message-ID; one that was there already has another, and the job finds nothing.
    if once is None or Letter.objects.filter(message_id=letter.message_id).exists():
        enqueue(SEND, {"message_id": letter.message_id}, now=at)


def seal(words: Words) -> bytes:
    """The words, encrypted: what is read in the database or its backup opens no invitation."""
    return _seal().encrypt(json.dumps(asdict(words)).encode())


def unseal(sealed: bytes) -> Words:
    """What `seal` sealed. Raises Unopenable."""
    try:
        said = json.loads(_seal().decrypt(sealed))
    except InvalidToken:
        raise Unopenable("The letter was sealed with another secret key than the one in var/secret_key.") from None
    return Words(said["subject"], said["text"], tuple(Attached(**each) for each in said["attached"]))


def _seal() -> Fernet:
    digest = hashlib.sha256(b"signoff.mail.outbox\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def forget_unsent() -> None:
    """Empty the outbox."""
    Letter.objects.filter(sent_at=None).delete()


def forget_sent(before: datetime) -> None:
    """Forget letters that were sent, or dropped, before this moment."""
    Letter.objects.filter(sent_at__lt=before).delete()
    Letter.objects.filter(dropped_at__lt=before).delete()


def mark_sent(letter: Letter, at: datetime) -> None:
    """It is out; what it said is kept nowhere."""
    Letter.objects.filter(pk=letter.pk).update(sent_at=at, sealed=b"")


def mark_dropped(letter: Letter, at: datetime) -> None:
    """It is not sent, since it is not for that person any more."""
    Letter.objects.filter(pk=letter.pk).update(dropped_at=at, sealed=b"")
