"""One entry of the ledger: its sentence, what was given, its exact bytes, and its receipt to take along."""

from __future__ import annotations

from base64 import b64encode

from django.http import HttpRequest, HttpResponse, JsonResponse

from signoff.charter.sides import Room
from signoff.doors.pages import page, project_page
from signoff.ledger.models import Log
from signoff.ledger.pages.given import given_lines
from signoff.ledger.pages.listing import address_of, check_words, rule_words
from signoff.ledger.queries import entry_numbered, log_seen_by, readable, receipt_text
from signoff.ledger.telling import ReadEntry
from signoff.people.standing import Member
from signoff.ui.format import moment


def _log(request: HttpRequest, member: Member) -> Log:
    own = request.GET.get("room") == "own"
    return log_seen_by(member, Room(member.membership.side) if own else Room.BOTH)


def _read(log: Log, number: int, member: Member) -> ReadEntry:
    (read,) = readable([entry_numbered(log, number, seen_by=member)], seen_by=member)
    return read


@project_page
def entry(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The entry, for people, and as it was hashed."""
    log = _log(request, member)
    read = _read(log, number, member)
    own_room = log.room != Room.BOTH
    context = {
        "member": member,
        "read": read,
        "log": log,
        "own_room": own_room,
        "address": address_of(member),
        "here": lambda seq, ending="": address_of(member, f"{seq}{ending}", own_room=own_room),
        "rule": rule_words(read),
        "given": list(given_lines(read, member)),
        "raw": bytes(read.entry.bytes).decode("utf-8", "replace"),
    } | check_words(log, member, own_room)
    return page(request, "ledger/entry.html", context, member=member, current="ledger")


@project_page
def receipt(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The receipt against the newest checkpoint (C2SP tlog-proof), as a file."""
    return _file(receipt_text(_log(request, member), number).encode(), f"{member.project.key}-{number}.receipt")


@project_page
def entry_file(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """The entry's exact bytes, as a file."""
    row = entry_numbered(_log(request, member), number, seen_by=member)
    return _file(bytes(row.bytes), f"{member.project.key}-{number}.entry")


@project_page
def proof(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """All that the page needs to check an entry in the browser."""
    log = _log(request, member)
    read = _read(log, number, member)
    answer = {
        "entry": b64encode(bytes(read.entry.bytes)).decode(),
        "receipt": receipt_text(log, number),
        "who": read.actor_name,
        "sentence": read.sentence,
        "when": moment(read.entry.at),
        "href": address_of(member, number, own_room=log.room != Room.BOTH),
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
