"""One entry of the ledger: its sentence, what was given, its exact bytes, and its receipt to take along."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from signoff.charter.sides import Room
from signoff.doors.pages import page, project_page
from signoff.kernel.command import commands
from signoff.ledger.models import Log
from signoff.ledger.pages.listing import address_of, check_words, rule_words
from signoff.ledger.queries import entry_numbered, log_seen_by, readable, receipt_text
from signoff.ledger.telling import ReadEntry
from signoff.people.standing import Member
from signoff.ui.format import moment

PRIVATE = {"email"}
"""Personal words that the other side does not need to understand an entry."""


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


def given_lines(read: ReadEntry, member: Member) -> Iterator[tuple[str, str]]:
    """What was given, a line each: the field in words, and what was said in it."""
    hidden = PRIVATE if read.said["side"] != member.membership.side else frozenset[str]()
    for name, value in _in_order(read):
        if isinstance(value, Mapping) and set(value) == {"commitment"}:
            opened = read.opened.get(name)
            yield _words(name), _kept_apart() if opened is None or name in hidden else _plain(opened, read, hidden)
        else:
            yield _words(name), _plain(value, read, hidden)


def _in_order(read: ReadEntry) -> list[tuple[str, Any]]:
    """What was given in the order in which the command asks for it; the entry has it in that of the alphabet."""
    declared = commands.get(read.said["type"])
    places = {name: place for place, name in enumerate(declared.model_fields if declared else ())}
    return sorted(read.said["given"].items(), key=lambda each: places.get(each[0], len(places)))


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _kept_apart() -> str:
    return _("kept apart from the ledger, which holds a commitment to it")


def _plain(value: Any, read: ReadEntry, hidden: frozenset[str] | set[str]) -> str:
    """A value as a person reads it."""
    if value is None or value in ("", []):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        lines = [f"{_words(name)}: {_plain(each, read, hidden)}" for name, each in value.items() if name not in hidden]
        return " · ".join(lines)
    if isinstance(value, list):
        return "\n".join(_plain(each, read, hidden) for each in value)
    return read.name_of(value) if isinstance(value, str) else str(value)
