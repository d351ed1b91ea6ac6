"""What a witness asks for: the newest checkpoint, and the proof that it goes on from an older one."""

from __future__ import annotations

from base64 import b64encode
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from signoff.charter.sides import Room
from signoff.doors.api.answers import OF_READS
from signoff.doors.api.auth import caller_of
from signoff.doors.api.reads.common import only
from signoff.ledger.export import newest_checkpoint
from signoff.ledger.note import policy_text
from signoff.ledger.queries import consistency_with, log_seen_by
from signoff.ledger.signer import signer

router = Router(tags=["ledger"])


class CheckpointQuery(BaseModel):
    """Whose log, and how many entries the asker has seen of it."""

    room: Room = Room.BOTH
    since: Annotated[int, Field(ge=0, le=2**53 - 1)] = 0


class CheckpointRead(BaseModel):
    """`proof` is that the log begins with the `since` entries that were seen before (RFC 6962, base64); null where it
    has fewer. `policy` names the key that signs: pin the one that you got elsewhere."""

    origin: str
    size: int
    checkpoint: str
    policy: str
    proof: list[str] | None


@router.get(
    "/projects/{key}/checkpoint",
    response={200: CheckpointRead, **OF_READS},
    operation_id="checkpoint",
    summary="The newest checkpoint, and how it goes on from an older one",
)
def checkpoint(request: HttpRequest, key: str, query: Query[CheckpointQuery]) -> CheckpointRead:
    only(request, CheckpointQuery)
    log = log_seen_by(caller_of(request).member(key), query.room)
    proof = None if query.since > log.size else consistency_with(log, query.since)
    return CheckpointRead(
        origin=log.origin,
        size=log.size,
        checkpoint=newest_checkpoint(log),
        policy=policy_text(log.origin, signer().public_key),
        proof=None if proof is None else [b64encode(each).decode() for each in proof],
    )
