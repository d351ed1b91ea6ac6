"""How often an attack was tried, and how often it succeeded: each attack reports its figure (TRUST.md)."""

from __future__ import annotations

import os
from collections.abc import Sequence

FIGURES: list[str] = []


def times(suite: int, full: int) -> int:
    """How often to try: fewer times in the suite, as often as promised with SIGNOFF_FULL=1."""
    return full if os.environ.get("SIGNOFF_FULL", "") not in ("", "0") else suite


def report(promise: str, tried: int, failed: Sequence[object], what: str) -> None:
    """Keep the figure for the end of the run, and fail with the first few that got through."""
    from django.db import connection

    FIGURES.append(f"{promise}  {tried:>6} tried, {len(failed)} failed  {what} ({connection.vendor})")
    assert tried > 0, f"{promise}: nothing was tried"
    assert not failed, f"{promise}: {len(failed)} of {tried} got through: {list(failed)[:5]}"
