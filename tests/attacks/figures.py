"""How often an attack was tried, and how often it succeeded: each attack reports its figure (TRUST.md)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Figure:
    """What one check of a promise has tried, and how much of it got through."""

    promise: str
    tried: int
    failed: int
    what: str
    database: str
    check: str


FIGURES: list[Figure] = []


def full() -> bool:
    """Whether everything is tried as often as promised."""
    return os.environ.get("SIGNOFF_FULL", "") not in ("", "0")


def times(suite: int, promised: int) -> int:
    """How often to try: fewer times in the suite, as often as promised with SIGNOFF_FULL=1."""
    return promised if full() else suite


def report(promise: str, tried: int, failed: Sequence[object], what: str) -> None:
    """Keep the figure for the end of the run, and fail with the first few that got through."""
    from django.db import connection

    check = os.environ.get("PYTEST_CURRENT_TEST", "").partition("[")[0].partition(" ")[0]
    FIGURES.append(Figure(promise, tried, len(failed), what, connection.vendor, check))
    assert tried > 0, f"{promise}: nothing was tried"
    assert not failed, f"{promise}: {len(failed)} of {tried} got through: {list(failed)[:5]}"


def summed(figures: Iterable[Figure]) -> list[Figure]:
    """One figure for each thing that was checked, also where many tests have their share in it."""
    sums: dict[tuple[str, ...], Figure] = {}
    for each in figures:
        key = (each.promise, each.what, each.database, each.check)
        was = sums.get(key, Figure(each.promise, 0, 0, each.what, each.database, each.check))
        sums[key] = Figure(
            each.promise, was.tried + each.tried, was.failed + each.failed, each.what, each.database, each.check
        )
    return sorted(sums.values(), key=lambda each: (each.promise, each.what, each.check))


def write(file: Path, figures: Sequence[Figure], now: datetime | None = None) -> None:
    """Put the figures into the file that the page "What we promise" shows, in place of those of the same checks."""
    at = (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    checked = {(each.check, each.database) for each in figures}
    before = json.loads(file.read_text())["figures"] if file.exists() else []
    kept = [each for each in before if (each["check"], each["database"]) not in checked]
    rows = [*kept, *(_row(each, at) for each in figures)]
    rows.sort(key=lambda each: (each["promise"], each["check"], each["database"], each["what"]))
    file.write_text(json.dumps({"figures": rows}, indent=1) + "\n")


def _row(figure: Figure, at: str) -> dict[str, Any]:
    return {**vars(figure), "at": at, "scale": "full" if full() else "suite"}
