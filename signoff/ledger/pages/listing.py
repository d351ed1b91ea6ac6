"""The ledger's page: what has been decided, day by day, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from signoff.charter.decisions import decision_named
from signoff.charter.sides import Side
from signoff.doors.pages import page, project_page
from signoff.kernel.command import commands
from signoff.ledger.models import Log
from signoff.ledger.pages.wanted import NUMBER, Chosen, chosen_by
from signoff.ledger.queries import entries, entry_numbered, log_seen_by, readable
from signoff.ledger.signer import signer
from signoff.ledger.telling import ReadEntry
from signoff.people.access import see
from signoff.people.circle import circle, short_name
from signoff.people.standing import Member
from signoff.ui.format import long_day

ENTRIES = 50


@dataclass(frozen=True)
class Day:
    """The entries of one day, in the reader's time zone."""

    heading: str
    entries: list[ReadEntry]


@project_page
def ledger(request: HttpRequest, member: Member) -> HttpResponse:
    """Fifty entries that the address asks for; a number that is looked for leads straight to its entry."""
    chosen = chosen_by(request.GET, address_of(member))
    log = log_seen_by(member, chosen.room_of(member.membership.side))
    number = chosen.said.get("find", "")
    if NUMBER.fullmatch(number) and int(number) < log.size:
        return see(address_of(member, number, own_room=chosen.own_room))
    people = circle(seen_by=member)
    found = entries(log, seen_by=member, before=chosen.before, limit=ENTRIES + 1, wanted=chosen.wanted(people))
    shown = readable(found[:ENTRIES], seen_by=member)
    more = len(found) > ENTRIES
    context = {
        "member": member,
        "own_side": short_name(member.organisation),
        "other_side": short_name(people.other_organisation),
        "address": address_of(member),
        "chosen": chosen,
        "log": log,
        "began": entry_numbered(log, 0, seen_by=member).at if log.size else None,
        "days": days(shown),
        "earlier": earlier(chosen, shown, more),
        "people": people,
        "rule_of": rule_words,
    } | check_words(log, member, chosen.own_room)
    return page(request, "ledger/ledger.html", context, member=member, current="ledger")


def address_of(member: Member, number: str | int = "", *, own_room: bool = False) -> str:
    """Where the ledger of a project is, or one entry of it."""
    base = f"/projects/{member.project.key}/ledger"
    return f"{base}{f'/{number}' if number != '' else ''}{'?room=own' if own_room else ''}"


def days(shown: list[ReadEntry]) -> list[Day]:
    """The entries under the day on which they were written."""
    return [Day(_heading(day), list(some)) for day, some in groupby(shown, _day_of)]


def _day_of(read: ReadEntry) -> date:
    return timezone.localtime(read.entry.at).date()


def _heading(day: date) -> str:
    words = long_day(day)
    return _("Today, %(day)s") % {"day": words} if day == timezone.localdate() else words


def earlier(chosen: Chosen, shown: list[ReadEntry], more: bool) -> tuple[str, int] | None:
    """The address of the next page, and how many entries come before; -1 where filters leave that open."""
    if not more:
        return None
    last = shown[-1].seq
    return chosen.address(before=last), -1 if chosen.filtered else last


def rule_words(read: ReadEntry) -> str:
    """The rule by which it was decided, in words and by its id: “The customer accepts or returns (AC1)”."""
    rule = read.said["rule"]
    rules = rule if isinstance(rule, str) else ", ".join(rule)
    declared = commands.get(read.said["type"])
    if declared is None:
        return rules
    return _("%(words)s (%(rule)s)") % {"words": gettext(decision_named(declared.decision).says), "rule": rules}


def check_words(log: Log, member: Member, own_room: bool) -> dict[str, Any]:
    """What the card "Check a receipt" needs: whose key signs, and where entries are fetched."""
    return {
        "check": {
            "origin": log.origin,
            "key": signer().public_key.hex(),
            "room": "own" if own_room else "",
            "newest": log.size - 1,
        },
        "side_of": lambda read: read.said["side"] if read.said["side"] in tuple(Side) else "",
    }
