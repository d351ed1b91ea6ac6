"""The daily letter with the ledger's checkpoint: both sides hold what fixes the past (TRUST.md, A3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.charter.sides import DECIDING_ROLE, Room, Side
from signoff.jobs.kinds import job
from signoff.kernel import clock
from signoff.kernel.refusals import gettext_noop as _later
from signoff.ledger.models import Log
from signoff.mail.kinds import CHECKPOINT
from signoff.mail.outbox import Attached, Words, write
from signoff.mail.queries import unwanted_by
from signoff.people.models import Membership, Person, Project


@job(
    "ledger.write-checkpoint-letters",
    _later("Writes each ledger’s daily checkpoint to those who decide on both sides"),
    daily_at=time(6, 0),
)
def write_checkpoint_letters() -> None:
    """One for each log of both sides that has grown, to whoever decides on each side and has not turned it off."""
    now = clock.now()
    for log in Log.objects.filter(room=Room.BOTH, size__gt=0, project__isnull=False).select_related("project"):
        assert log.project is not None
        with transaction.atomic():
            for person in holders_of_checkpoints(log.project):
                # The name of a letter that was written makes it the only one: no growth, no letter.
                once = f"{CHECKPOINT} {log.origin} {log.size} {person.pid}"
                write(CHECKPOINT, person, words_for(person, log), at=now, project=log.project, once=once)


def holders_of_checkpoints(project: Project) -> Iterator[Person]:
    """The product owners and project managers of a project who want the letter."""
    rows = Membership.objects.filter(project=project, ended_at=None, joined_at__isnull=False, person__is_active=True)
    for row in rows.select_related("person").order_by("pk"):
        if DECIDING_ROLE[Side(row.side)].value in row.roles and CHECKPOINT not in unwanted_by(row.person):
            yield row.person


def words_for(person: Person, log: Log) -> Words:
    """What the letter says, in its reader's language."""
    assert log.project is not None
    file = f"{log.project.key}-{log.size}.checkpoint"
    with translation.override(person.locale):
        said = {
            "name": person.name,
            "project": log.project.name,
            "count": log.size,
            "address": f"{settings.SIGNOFF_ADDRESS}/projects/{log.project.key}/ledger",
            "file": file,
        }
        subject = ngettext(
            "“%(project)s”: the ledger stands at %(count)s entry",
            "“%(project)s”: the ledger stands at %(count)s entries",
            log.size,
        )
        return Words(subject % said, "\n\n".join(part % said for part in _parts()), [Attached(file, log.checkpoint)])


def _parts() -> list[str]:
    return [
        _("Hello %(name)s,"),
        _(
            "this is today’s checkpoint of the ledger of “%(project)s”. The attached file is a few lines that Signoff "
            "has signed. They say how many entries the ledger has, %(count)s, and fix what every one of them says."
        ),
        _(
            "What you do with it: keep this letter. Nothing else, on any day. If anybody ever alters the past of the "
            "ledger, takes something out of it or puts something in, this letter proves it, even if it was whoever "
            "runs the server. The other side gets the same letter."
        ),
        _(
            "To check, on any computer with Python, take a copy of the ledger and verify.py from the page below. "
            "It answers “valid” if the copy continues what this letter holds:"
        ),
        "    python3 verify.py consistency copy.zip %(file)s",
        "%(address)s",
        _(
            "You get this on days on which something was decided, since you decide for your side. You can turn it off "
            "on the page of your account."
        ),
    ]
