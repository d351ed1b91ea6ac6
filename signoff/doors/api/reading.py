"""Reading what was sent: JSON to the letter, bounded, and never twice the same name."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from django.http import HttpRequest
from django.http.request import UnreadablePostError

from signoff.doors.api.answers import TooLarge
from signoff.kernel.command import Command
from signoff.kernel.refusals import Problem, Unreadable
from signoff.kernel.values import Content

MEBI = 1024 * 1024
MOST_BYTES = MEBI
MOST_BYTES_IN_BULK = 5 * MEBI
MOST_BYTES_OF_A_FILE = 15 * MEBI
"""A file of 10 MiB is 14 in base64."""
MOST_VALUES = 500_000
"""So that a small body does not become a large heap of empty lists."""
MOST_DIGITS = 300
SURROGATE = re.compile("[\ud800-\udfff]")
REVISION = re.compile(r'"?([0-9]{1,10})"?')


class Unfit:
    """Stands where JSON had something that no field may hold."""

    def __init__(self, problem: str) -> None:
        self.problem = problem


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


def checked(raw: bytes) -> Any:
    """What the JSON says, when all of it is fit to be read. Raises Unreadable naming each field that is not."""
    if raw.count(b",") + raw.count(b"[") + raw.count(b"{") > MOST_VALUES:
        raise Unreadable([Problem("body", f"holds more than {MOST_VALUES} values")])
    try:
        said = json.loads(
            raw.decode(), object_pairs_hook=_once, parse_constant=_no_number, parse_int=_whole, parse_float=_real
        )
    except UnicodeDecodeError:
        raise Unreadable([Problem("body", "must be UTF-8")]) from None
    except RecursionError:
        raise Unreadable([Problem("body", "is nested too deeply")]) from None
    except ValueError as wrong:
        raise Unreadable([Problem("body", f"is not JSON: {wrong}")]) from None
    problems = _problems(said)
    if problems:
        raise Unreadable(problems)
    return said


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        found[name] = Unfit("is given twice") if name in found else value
    return found


def _no_number(_word: str) -> Unfit:
    return Unfit("is not a number that JSON knows")


def _whole(digits: str) -> int | Unfit:
    return int(digits) if len(digits) <= MOST_DIGITS else Unfit("is too large a number")


def _real(digits: str) -> float | Unfit:
    value = float(digits)
    return value if math.isfinite(value) else Unfit("is too large a number")


def _problems(said: Any) -> list[Problem]:
    """Every value that is not fit, by its path. A heap instead of recursion: nothing sent makes it overflow."""
    problems: list[Problem] = []
    waiting: list[tuple[str, Any]] = [("", said)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{path}.{name}" if path else name, each) for name, each in value.items()]
            problems += [Problem(_shown(f"{path}.{name}"), HALF) for name in value if SURROGATE.search(name)]
        elif isinstance(value, list):
            waiting += [(f"{path}.{place}" if path else str(place), each) for place, each in enumerate(value)]
        elif isinstance(value, Unfit):
            problems.append(Problem(_shown(path), value.problem))
        elif isinstance(value, str) and SURROGATE.search(value):
            problems.append(Problem(_shown(path), HALF))
    return problems


HALF = "holds half of a surrogate pair; leave it out"


def _shown(path: str) -> str:
    return SURROGATE.sub("\ufffd", path).strip(".") or "body"
