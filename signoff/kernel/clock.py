"""The one clock. Everything that needs the time is given it; only doors ask here."""

from datetime import UTC, datetime


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
