"""Files at a requirement: what their part of the page needs, as on a task's page."""

from __future__ import annotations

from typing import Any

from signoff.backlog.pages.talk import own_room, rooms
from signoff.people.circle import Circle
from signoff.people.standing import Member


def file_forms(people: Circle, member: Member) -> dict[str, Any]:
    """The rooms that a file can be for."""
    return {"rooms": rooms(people), "own_room": own_room(member)}
