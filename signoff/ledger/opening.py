"""Beginning logs: of the installation, and of a new project with a room for each side."""

from __future__ import annotations

import secrets

from django.conf import settings

from signoff.charter.sides import Room
from signoff.ledger.models import Log


def new_origin() -> str:
    """A log's name for all time: the installation's host and a public id (BUNDLE.md)."""
    return f"{settings.SIGNOFF_HOST_NAME}/signoff/{secrets.token_hex(8)}"


def begin_project_logs(project_id: int) -> Log:
    """The logs of a new project: what both sides see, and one that each side has for itself."""
    logs = [Log(project_id=project_id, room=room, origin=new_origin()) for room in Room]
    Log.objects.bulk_create(logs)
    return Log.objects.get(project_id=project_id, room=Room.BOTH)


def installation_log() -> Log:
    """The installation's own log, locked; begun at its first entry."""
    log = Log.objects.select_for_update().filter(project=None, room=Room.BOTH).first()
    return log or Log.objects.create(project=None, room=Room.BOTH, origin=new_origin())
