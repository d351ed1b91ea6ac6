"""Reading what was sent to the API: its body, its revision, its idempotency key."""

from __future__ import annotations

import json
import re
from typing import Any

from django.http import HttpRequest
from django.http.request import UnreadablePostError

from signoff.doors.api.answers import TooLarge
from signoff.doors.strict_json import checked
from signoff.kernel.command import Command
from signoff.kernel.refusals import Problem, Unreadable
from signoff.kernel.values import Content

MEBI = 1024 * 1024
MOST_BYTES = MEBI
MOST_BYTES_IN_BULK = 5 * MEBI
MOST_BYTES_OF_A_FILE = 15 * MEBI
"""A file of 10 MiB is 14 in base64."""
REVISION = re.compile(r'"?([0-9]{1,10})"?')


def most_bytes(command: type[Command[Any, Any]]) -> int:
    """How much is read of a command's body: more where it carries a file or many tasks at once."""
    if any(isinstance(mark, Content) for info in command.model_fields.values() for mark in info.metadata):
        return MOST_BYTES_OF_A_FILE
    return MOST_BYTES_IN_BULK if hasattr(command, "ledger_given") else MOST_BYTES


def body_of(request: HttpRequest, most: int) -> bytes:
    """The body of a JSON request. Raises Unreadable for another media type, TooLarge beyond `most` bytes."""
    if request.content_type != "application/json":
        raise Unreadable([Problem("Content-Type", "must be application/json")])
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
        raw = request.read(most + 1) if length <= most else b""
    except (ValueError, UnreadablePostError):
        raise Unreadable([Problem("body", "cannot be read")]) from None
    if max(length, len(raw)) > most:
        raise TooLarge(most)
    return raw


def with_revision(request: HttpRequest, declared: type[Command[Any, Any]], raw: bytes) -> bytes:
    """Checked JSON; the revision may stand in `If-Match` instead of in the body. Raises Unreadable."""
    said = checked(raw)
    expected = request.headers.get("If-Match")
    if expected is None:
        return raw
    number = REVISION.fullmatch(expected.strip())
    if number is None or "revision" not in declared.model_fields:
        raise Unreadable([Problem("If-Match", 'wants the revision that you have seen, as in "3"')])
    revision = int(number[1])
    if not isinstance(said, dict) or said.get("revision", revision) != revision:
        raise Unreadable([Problem("If-Match", "names another revision than the body")])
    return json.dumps({**said, "revision": revision}).encode()


def key_of(request: HttpRequest) -> str | None:
    """The idempotency key, 1 to 200 printable characters. Raises Unreadable."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (1 <= len(key) <= 200 and key.isascii() and key.isprintable()):
        raise Unreadable([Problem("Idempotency-Key", "must be 1 to 200 printable ASCII characters")])
    return key
