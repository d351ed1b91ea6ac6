"""Who hears what."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from signoff.charter.sides import Room
from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _


def against_room(*, room: Room, rooms: Collection[Room]) -> Iterator[Refusal]:
    """One speaks to both sides or to one's own; the other side's room is its own (A2)."""
    if room not in rooms:
        yield Refusal("not-your-room", _("You can speak to both sides, or to your own side only."), "A2")
