"""Beginning logs: of the installation, and of a new project with a room for each side."""

from __future__ import annotations

import re
import secrets

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from signoff.charter.sides import Room
from signoff.ledger.models import Log

HOST = re.compile(r"[a-z0-9.-]+(:[0-9]+)?")


def new_origin() -> str:
    """A log's name for all time: the installation's host and a public id (BUNDLE.md)."""
    host = settings.SIGNOFF_HOST_NAME.lower()
    if not HOST.fullmatch(host):
        raise ImproperlyConfigured(f"SIGNOFF_HOST_NAME must be a host name such as work.example, not {host!r}.")
    return f"{host}/signoff/{secrets.token_hex(8)}"


def begin_project_logs(project_id: int) -> Log:
    """The logs of a new project: what both sides see, and one that each side has for itself."""
    logs = [Log(project_id=project_id, room=room, origin=new_origin()) for room in Room]
    Log.objects.bulk_create(logs)
    return Log.objects.get(project_id=project_id, room=Room.BOTH)


def installation_log() -> Log:
    """The installation's own log, locked; begun at its first entry."""
    locked = Log.objects.select_for_update().filter(project=None, room=Room.BOTH)
    log = locked.first()
    if log is None:
        Log.objects.get_or_create(project=None, room=Room.BOTH, defaults={"origin": new_origin()})
        log = locked.get()
    return log
