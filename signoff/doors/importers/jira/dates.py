"""Dates as exports write them: local order, months in words, 12 or 24 hours, with or without a zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from .months import MERIDIEM, is_filler, is_plain_filler, month_number
from .words import plain


class Order(StrEnum):
    """In which order a date's numbers stand when a month's name does not tell."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class Written(NamedTuple):
    """A date as it is written: the zone only where the text names one."""

    day: date
    hour: int
    minute: int
    second: int
    micro: int
    zone: timezone | None


_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?"
    r"\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$",
    re.IGNORECASE,
)
_JIRA = re.compile(r"(\d{1,2})/([^\W\d_]+\.?)/(\d{4}|\d{2})(?: (\d{1,2}):(\d{2})(?: ([AaPp][Mm]))?)?$")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})\s?[:h時시点时]\s?(\d{2})(?:\s?[:m分분]\s?(\d{2})(?:[.,](\d{1,9}))?)?[分秒분초]?(?!\d)"
)
_POINT_CLOCK = re.compile(r"(?<=\s)(\d{1,2})\.(\d{2})(?:\.(\d{2}))?()$")  # Finnish, Danish, Indonesian
_ZONE = re.compile(r"(?:(?:\b(?:GMT|UTC))?([+-])(\d{2}):?(\d{2})\b|\b(?:GMT|UTC|Z)\b)(?:\s*\([^()]*\))?", re.IGNORECASE)
_WORD = re.compile(r"\d+|[^\W\d_]+(?:[.'’]?[^\W\d_]+)*\.?", re.UNICODE)
_LONGEST = 80
PIVOT = 70  # two digits: 70 is 1970, 69 is 2069


class DateForm(NamedTuple):
    """How one file writes its dates."""

    order: Order = Order.DMY
    zone: tzinfo = UTC
    languages: tuple[str, ...] = ()

    def moment(self, text: str) -> datetime | None:
        """The moment in UTC, or None where the text is no date."""
        written = read(text.strip(), self.order, self.languages)
        if written is None:
            return None
        try:
            local = datetime(
                *(written.day.year, written.day.month, written.day.day),
                *(written.hour, written.minute, written.second, written.micro),
                tzinfo=written.zone or self.zone,
            )
            return local.astimezone(UTC)
        except (ValueError, OverflowError):
            return None

    def day(self, text: str) -> date | None:
        """The day as written, whatever the zone: a due date stays the day that was chosen."""
        written = read(text.strip(), self.order, self.languages)
        return written.day if written else None


@lru_cache(maxsize=65536)
def read(text: str, order: Order, languages: tuple[str, ...] = ()) -> Written | None:
    """The parts of a written date, or None. Years 1900 to 2199."""
    if not text or len(text) > _LONGEST:
        return None
    jira = _JIRA.match(text)
    if jira and order is not Order.YMD:
        return _from_jira(jira, languages)
    iso = _ISO.match(text)
    if iso:
        return _from_iso(iso)
    if text.isascii() and text.isdigit() and len(text) in (10, 13):
        return _from_epoch(int(text) / (1000 if len(text) == 13 else 1))
    return _from_words(text, order, languages)


def _from_jira(found: re.Match[str], languages: tuple[str, ...]) -> Written | None:
    """The form of Jira's CSV, which is the commonest by far: 20/Jul/23 3:25 PM."""
    day, name, year, hour, minute, half = found.groups()
    month = month_number(name, languages)
    if not month:
        return None
    written = _written(_year(year), month, int(day), (hour, minute, None, None), None)
    return _shifted(written, half.lower() if half else "")


def _from_iso(found: re.Match[str]) -> Written | None:
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    return _written(int(year), int(month), int(day), (hour, minute, second, fraction), _zone(zone))


def _from_epoch(seconds: float) -> Written | None:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return Written(at.date(), at.hour, at.minute, at.second, at.microsecond, UTC)


def _from_words(text: str, order: Order, languages: tuple[str, ...]) -> Written | None:
    """Take clock and zone out of the text; what is left is the day."""
    clock = _CLOCK.search(text) or _POINT_CLOCK.search(text)
    rest, zone = text, None
    times: tuple[str | None, ...] = (None, None, None, None)
    if clock:
        after = text[clock.end() :]
        found = _ZONE.search(after)
        if found:
            zone = _zone(found[0])
            after = after[: found.start()] + " " + after[found.end() :]
        rest, times = text[: clock.start()] + " " + after, clock.groups()
    parts = _WORD.findall(rest)
    half, parts = _meridiem(parts, rest)
    ymd = _day(parts, order, languages)
    if ymd is None:
        return None
    written = _written(*ymd, times, zone)
    return _shifted(written, half)


def _meridiem(parts: list[str], rest: str) -> tuple[str, list[str]]:
    """ "am", "pm" or "", and the parts without it; the words as each language writes them."""
    squeezed = plain(re.sub(r"[\d/,]+", " ", rest)).replace(".", "").replace(" ", "")
    half = ""
    kept = []
    for part in parts:
        found = MERIDIEM.get(part.casefold().replace(".", "")) if not part.isdigit() else None
        half = found or half
        if not found:
            kept.append(part)
    if not half:
        half = next((value for word, value in MERIDIEM.items() if len(word) > 1 and squeezed.endswith(word)), "")
        kept = [part for part in kept if not (half and part.casefold().rstrip(".") in ("a", "p", "m"))]
    return half, kept


def _shifted(written: Written | None, half: str) -> Written | None:
    if written is None or not half:
        return written
    if written.hour > 12:
        return written if half == "pm" else None
    hour = written.hour % 12 + (12 if half == "pm" else 0)
    return written._replace(hour=hour)


def _day(parts: list[str], order: Order, languages: tuple[str, ...]) -> tuple[int, int, int] | None:
    """Year, month, day out of numbers and words; None where a word is neither month nor filler."""
    numbers = [part for part in parts if part.isdigit()]
    month = None
    for part in parts:
        if part.isdigit() or is_plain_filler(part):
            continue
        number = month_number(part, languages)
        if number and month is None and len(numbers) == 2:
            month = number
        elif not number and not is_filler(part):
            return None
    if any(len(number) > 4 for number in numbers):
        return None
    if month and len(numbers) == 2:
        first, second = numbers
        if len(first) == 4 or (len(second) <= 2 and order is Order.YMD and len(first) <= 2):
            return _year(first), month, int(second)
        return _year(second), month, int(first)
    return _three(numbers, order) if len(numbers) == 3 else None


def _three(numbers: list[str], order: Order) -> tuple[int, int, int] | None:
    first, second, third = numbers
    if len(first) == 4 or (order is Order.YMD and len(third) <= 2):
        return _year(first), int(second), int(third)
    if order is Order.MDY:
        return _year(third), int(first), int(second)
    return _year(third), int(second), int(first)


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year >= PIVOT else 2000)


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    found = re.search(r"([+-])(\d{2}):?(\d{2})", text)
    if not found:
        return UTC
    minutes = int(found[2]) * 60 + int(found[3])
    return timezone((-1 if found[1] == "-" else 1) * timedelta(minutes=minutes)) if minutes < 1440 else None


def _written(year: int, month: int, day: int, times: tuple[str | None, ...], zone: timezone | None) -> Written | None:
    hour, minute, second, fraction = times
    if not 1900 <= year <= 2199:
        return None
    clock = (int(hour or 0), int(minute or 0), int(second or 0))
    if clock[0] > 23 or clock[1] > 59 or clock[2] > 59:
        return None
    try:
        return Written(date(year, month, day), *clock, int(f"{fraction or 0:0<6}"[:6]), zone)
    except ValueError:
        return None
