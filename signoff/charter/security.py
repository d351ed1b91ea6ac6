"""Writing the security log. It is the one trace that a refused command leaves."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from signoff.charter.models import SecurityEvent

if TYPE_CHECKING:
    from signoff.kernel.command import Command
    from signoff.kernel.scene import Actor


def note_beyond_role(by: Actor, command: Command[Any, Any], door: str, at: datetime) -> None:
    """Note that somebody asked for what the charter gives to others."""
    SecurityEvent.objects.create(
        at=at,
        person_id=by.pk,
        command=command.public_name,
        decision=command.decision,
        project_key=getattr(command, "project_key", "") or "",
        door=door,
    )
