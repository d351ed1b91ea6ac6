"""Invitations: a place in a project, and a secret link by mail to take it."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from signoff.kernel.scene import Scene
from signoff.mail.kinds import INVITATION
from signoff.mail.outbox import Words, write
from signoff.people.models import Invitation, Membership, Person

INVITATION_LASTS = timedelta(days=14)


def secret_digest(secret: str) -> str:
    """What is kept of a secret link or key."""
    return hashlib.sha256(secret.encode()).hexdigest()


def invite(membership: Membership, scene: Scene) -> Invitation:
    """Keep the new place and its invitation."""
    scene.keep(membership)
    return write_to(membership, scene)


def write_to(membership: Membership, scene: Scene) -> Invitation:
    """Keep an invitation to a place that is not taken yet; its letter goes out once that is committed."""
    secret = secrets.token_urlsafe(32)
    invitation = Invitation(
        membership=membership,
        secret_digest=secret_digest(secret),
        by_id=scene.by.pk,
        created_at=scene.now,
        expires_at=scene.now + INVITATION_LASTS,
    )
    scene.keep(invitation)
    if not membership.person.revision:
        scene.keep(membership.person)
    _write(invitation, secret, scene.now)
    return invitation


def _write(invitation: Invitation, secret: str, at: datetime) -> None:
    membership = invitation.membership
    inviter: Person = invitation.by
    link = f"{settings.SIGNOFF_ADDRESS}/invitations/{secret}"
    with translation.override(membership.person.locale):
        said = {
            "name": membership.person.name,
            "inviter": inviter.name,
            "project": membership.project.name,
            "link": link,
        }
        words = Words(
            _("%(inviter)s invites you to “%(project)s”") % said,
            _(
                "Hello %(name)s,\n\n%(inviter)s invites you to the project “%(project)s” on Signoff.\n"
                "To take your place, open this link within 14 days:\n\n%(link)s\n\n"
                "If you did not expect this, do nothing.\n"
            )
            % said,
        )
    write(INVITATION, membership.person, words, at=at, project=membership.project)
