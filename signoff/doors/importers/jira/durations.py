"""Durations: Jira exports seconds; people write "1w 2d 3h 30m"."""

from __future__ import annotations

import re

DAY_HOURS, WEEK_DAYS = 8, 5  # as Jira counts unless told otherwise
LONGEST = 10 * 365 * 24 * 3600  # seconds: more is no estimate
_UNITS = {"w": WEEK_DAYS * DAY_HOURS * 3600, "d": DAY_HOURS * 3600, "h": 3600, "m": 60, "s": 1}
_PART = re.compile(r"(\d{1,9}(?:[.,]\d{1,4})?)\s*(w|d|h|m|s)[a-z]*\.?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,6}):(\d{2})(?::(\d{2}))?")
_NUMBER = re.compile(r"\d{1,12}(?:[.,]\d{1,6})?")


def seconds(text: str, unit: int = 1) -> int | None:
    """Seconds in a written duration, or None. A bare number counts `unit` seconds (3600: hours)."""
    text = text.strip()
    if not text or len(text) > 60:
        return None
    if _NUMBER.fullmatch(text):
        return _bounded(float(text.replace(",", ".")) * unit)
    clock = _CLOCK.fullmatch(text)
    if clock:
        return _bounded(int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3] or 0))
    parts = _PART.findall(text)
    if not parts or _PART.sub("", text).strip(" ,"):
        return None
    return _bounded(sum(float(number.replace(",", ".")) * _UNITS[unit.lower()] for number, unit in parts))


def _bounded(value: float) -> int | None:
    return round(value) if 0 <= value <= LONGEST else None
