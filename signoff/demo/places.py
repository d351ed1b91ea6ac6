"""Opening projects and giving people their places in them."""

from __future__ import annotations

import secrets
from datetime import datetime

from signoff.demo.people import CastMember
from signoff.kernel.command import read_command
from signoff.kernel.run import run
from signoff.people.commands.account import installation_service
from signoff.people.models import Invitation, Person

TIME_ZONE = "Europe/Berlin"


def open_project(
    at: datetime,
    *,
    key: str,
    name: str,
    customer: str,
    contractor: str,
    owner: CastMember,
    manager: CastMember,
) -> None:
    """A project whose two deciding people have taken their places."""
    given = {
        "key": key,
        "name": name,
        "customer": customer,
        "contractor": contractor,
        "cooperation_model": "time_and_materials",
        "product_owner": {"name": owner.name, "email": owner.email},
        "project_manager": {"name": manager.name, "email": manager.email},
    }
    run(read_command("people.create-project", given), by=installation_service(), door="demo", now=at)
    for who in (owner, manager):
        take_place(at, key, who)


def invite(at: datetime, key: str, who: CastMember, inviter: CastMember) -> None:
    """Somebody is invited to their side, and comes."""
    given = {
        "project": key,
        "name": who.name,
        "email": who.email,
        "side": who.side.value,
        "roles": [who.role.value],
    }
    by = Person.objects.get(email=inviter.email)
    run(read_command("people.invite-person", given), by=by, door="demo", now=at)
    take_place(at, key, who)


def take_place(at: datetime, key: str, who: CastMember) -> None:
    """The person accepts the invitation; somebody new also says which clock they live by."""
    person = Person.objects.get(email=who.email)
    invitation = Invitation.objects.get(membership__person=person, membership__project__key=key)
    given = {"project": key, "invitation": invitation.public_id}
    if not person.has_usable_password():
        # Nobody will ever know it: in the demo people come in by a click.
        given["password"] = secrets.token_urlsafe(24)
    run(read_command("people.accept-invitation", given), by=person, door="demo", now=at)
    person.refresh_from_db()
    if person.time_zone != TIME_ZONE:
        account = {"revision": person.revision, "name": who.name, "locale": "en", "time_zone": TIME_ZONE}
        run(read_command("people.change-account", account), by=person, door="demo", now=at)
