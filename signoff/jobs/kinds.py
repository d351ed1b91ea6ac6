"""Which kinds of jobs there are: each is a function, declared where its noun is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from importlib import import_module
from typing import Any

MODULES = ("signoff.jobs.tidying", "signoff.mail.sending", "signoff.ledger.witness_letters")
"""Where jobs are declared."""

PAUSES = tuple(
    timedelta(seconds=seconds) for seconds in (10, 60, 5 * 60, 15 * 60, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
)
"""How long a job rests after each try that failed: two days in all, in which a mail server comes back."""

Do = Callable[..., None]


class GiveUp(Exception):
    """It would fail however often it is tried; the message is the cause, for the administrator."""


@dataclass(frozen=True)
class Kind:
    """`says` is what it does, for the administrator; `lasts` the longest that one try takes: whoever takes longer is
    taken for dead. `daily_at` is set for what comes back every day, in UTC."""

    name: str
    do: Do
    says: str
    lasts: timedelta
    daily_at: time | None

    def next_time(self, now: datetime) -> datetime | None:
        """When it is due next after this moment; None for what does not come back by itself."""
        if self.daily_at is None:
            return None
        today = datetime.combine(now.astimezone(UTC).date(), self.daily_at, UTC)
        return today if today > now else today + timedelta(days=1)


kinds: dict[str, Kind] = {}


def job(
    name: str, says: str, *, lasts: timedelta = timedelta(minutes=2), daily_at: time | None = None
) -> Callable[[Do], Do]:
    """Declare the function as a job. It may be run twice: its worker can die before it has said that it was done."""

    def declare(do: Do) -> Do:
        kinds[name] = Kind(name, do, says, lasts, daily_at)
        return do

    return declare


def known() -> dict[str, Kind]:
    """Every kind that the code declares."""
    for module in MODULES:
        import_module(module)
    return kinds


def given_of(job_kind: str, given: dict[str, Any]) -> Callable[[], None]:
    """The job as something to call. Raises GiveUp where the code knows it no longer."""
    kind = known().get(job_kind)
    if kind is None:
        raise GiveUp(f"This version of Signoff knows no job called {job_kind!r}.")
    return lambda: kind.do(**given)
