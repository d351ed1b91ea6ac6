"""JSON to the letter: nothing is guessed, nothing overflows, and what is wrong is told by its place."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from signoff.kernel.refusals import Problem, Unreadable

MOST_VALUES = 500_000
"""So that a small body does not become a large heap of empty lists."""
MOST_DIGITS = 300
SURROGATE = re.compile("[\ud800-\udfff]")
HALF = "holds half of a surrogate pair; leave it out"


class Unfit:
    """Stands where JSON had something that no field may hold."""

    def __init__(self, problem: str) -> None:
        self.problem = problem


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


def _shown(path: str) -> str:
    return SURROGATE.sub("\ufffd", path).strip(".") or "body"
