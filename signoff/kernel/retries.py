"""Retried commands: the first answer again (TRUST.md, C3)."""

from __future__ import annotations

from base64 import b64decode
from datetime import datetime
from typing import Any

from django.utils.crypto import salted_hmac

from signoff.kernel.command import Command
from signoff.kernel.models import RememberedAnswer
from signoff.kernel.refusals import Problem, Unreadable
from signoff.kernel.scene import Actor
from signoff.ledger.append import Receipt

FirstAnswer = tuple[dict[str, Any], Receipt, dict[str, Any]]


def request_digest(command: Command[Any, Any]) -> str:
    """What tells one command from another, without keeping what it says."""
    said = command.public_name + "\n" + command.model_dump_json()
    return salted_hmac("signoff.kernel.retries", said, algorithm="sha256").hexdigest()


def remembered(by: Actor, key: str, command: Command[Any, Any]) -> FirstAnswer | None:
    """(answer, receipt, no secret) of the first time; None when there was none. Raises Unreadable for another body."""
    first = RememberedAnswer.objects.filter(person_id=by.pk, key=key).first()
    if first is None:
        return None
    if first.request_digest != request_digest(command):
        raise Unreadable([Problem("Idempotency-Key", "was used before, with another command")])
    kept = first.answer
    receipt = kept["receipt"]
    return (
        kept["answer"],
        Receipt(receipt["log"], receipt["seq"], b64decode(receipt["entry"]), receipt["proof"]),
        {},
    )


def remember(
    by: Actor, key: str, command: Command[Any, Any], *, answer: dict[str, Any], receipt: Receipt, at: datetime
) -> None:
    """Keep the answer, in the command's own transaction."""
    RememberedAnswer.objects.create(
        person_id=by.pk,
        key=key,
        request_digest=request_digest(command),
        answer={"answer": answer, "receipt": receipt.plain()},
        at=at,
    )
