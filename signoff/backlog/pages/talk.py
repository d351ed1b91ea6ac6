"""The conversation on a task's page: which rooms the reader speaks to, and who hears it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.charter.sides import Room
from signoff.people.circle import Circle, short_name
from signoff.people.standing import Member


def own_room(member: Member) -> dict[str, str]:
    """The reader's own side's room, in words."""
    organisation = short_name(member.organisation)
    return {
        "value": member.membership.side,
        "label": _("Only %(organisation)s sees this") % {"organisation": organisation},
        "words": _("Only %(organisation)s") % {"organisation": organisation},
        "send": _("Send to %(organisation)s only") % {"organisation": organisation},
    }


def rooms(people: Circle) -> tuple[tuple[str, str, str, str, str], ...]:
    """The rooms that the reader can speak to, as `ui.composer` takes them."""
    reader, own = people.member.person.pk, own_room(people.member)
    everybody = [row.person.name for row in people.present if row.person_id != reader]
    side = [row.person.name for row in people.of_side(own["value"]) if row.person_id != reader]
    return (
        (Room.BOTH.value, _("Both sides"), "", who_sees(everybody), _("Send to both sides")),
        (own["value"], own["words"], own["value"], who_sees(side), own["send"]),
    )


def who_sees(names: list[str]) -> str:
    """“Sofia, Yuki and 5 others will see it”."""
    first = [name.split()[0] for name in names]
    if not first:
        return _("Nobody else is there yet")
    if len(first) == 1:
        return _("%(name)s will see it") % {"name": first[0]}
    if len(first) == 2:
        return _("%(name)s and %(other)s will see it") % {"name": first[0], "other": first[1]}
    more = len(first) - 2
    words = ngettext(
        "%(name)s, %(other)s and %(more)d other will see it",
        "%(name)s, %(other)s and %(more)d others will see it",
        more,
    )
    return words % {"name": first[0], "other": first[1], "more": more}
