"""The ledger: what was decided after entry n, and the receipt of each."""

from __future__ import annotations

from base64 import b64encode
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from signoff.charter.sides import Room
from signoff.doors.api.answers import OF_READS
from signoff.doors.api.auth import caller_of
from signoff.doors.api.reads.common import Limit, Moment, WhoRead, at, only
from signoff.ledger.models import Log
from signoff.ledger.queries import entries, log_seen_by, readable, receipt_text
from signoff.ledger.telling import ReadEntry
from signoff.people.standing import Member

router = Router(tags=["ledger"])

LAST = 2**53 - 1


class RoomQuery(BaseModel):
    """Whose log: the one of both sides, or one's own side's."""

    room: Room = Room.BOTH


class LedgerQuery(RoomQuery):
    """Entries after this number, oldest first; from the first on when none is given."""

    after: Annotated[int, Field(ge=-1, le=LAST)] = -1
    limit: Limit = 50


class EntryRead(BaseModel):
    """An entry, as a sentence after its actor's name, and as the bytes that were hashed (base64)."""

    seq: int
    at: Moment
    command: str
    actor: WhoRead
    side: str
    rule: str
    about: str
    sentence: str
    entry: Annotated[str, Field(json_schema_extra={"contentEncoding": "base64"})]

    @classmethod
    def of(cls, row: ReadEntry) -> EntryRead:
        said = row.said
        return cls(
            seq=row.seq,
            at=at(row.entry.at),
            command=said["type"],
            actor=WhoRead(person=said["actor"], name=row.actor_name),
            side=said["side"],
            rule=said["rule"],
            about=row.entry.about,
            sentence=row.sentence,
            entry=b64encode(bytes(row.entry.bytes)).decode(),
        )


class LedgerRead(BaseModel):
    """A page of the log `origin`, which has `size` entries; `checkpoint` is its newest signed note.

    `next` goes into `after` for what follows: it is the number of the last entry that is known now.
    """

    origin: str
    room: str
    size: int
    checkpoint: str
    entries: list[EntryRead]
    next: int


@router.get(
    "/projects/{key}/ledger",
    response={200: LedgerRead, **OF_READS},
    operation_id="ledger",
    summary="What was decided after entry n",
)
def ledger(request: HttpRequest, key: str, query: Query[LedgerQuery]) -> LedgerRead:
    only(request, LedgerQuery)
    member, log = _log(request, key, query.room)
    rows = entries(log, seen_by=member, after=query.after, limit=query.limit)
    return LedgerRead(
        origin=log.origin,
        room=log.room,
        size=log.size,
        checkpoint=log.checkpoint,
        entries=[EntryRead.of(row) for row in readable(rows, seen_by=member)],
        next=rows[-1].seq if rows else query.after,
    )


TEXT = {"text/plain": {"schema": {"type": "string"}}}


@router.get(
    "/projects/{key}/ledger/{int:seq}/receipt",
    response={200: None, **OF_READS},
    operation_id="receipt",
    summary="The receipt of an entry: a C2SP tlog-proof",
    openapi_extra={"responses": {200: {"content": TEXT}}},
)
def receipt(request: HttpRequest, key: str, seq: int, query: Query[RoomQuery]) -> HttpResponse:
    only(request, RoomQuery)
    _member, log = _log(request, key, query.room)
    return HttpResponse(receipt_text(log, seq), content_type="text/plain; charset=utf-8")


def _log(request: HttpRequest, key: str, room: Room) -> tuple[Member, Log]:
    member = caller_of(request).member(key)
    return member, log_seen_by(member, room)
