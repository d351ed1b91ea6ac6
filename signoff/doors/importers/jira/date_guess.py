"""How a file writes its dates, guessed from the dates in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, tzinfo

from .columns import Sure
from .dates import DateForm, Order
from .months import LANGUAGES, MERIDIEM, languages_of

_NUMBERS = re.compile(r"\s*(\d{1,4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,4})(?!\d)")
_WORD = re.compile(r"[^\W\d_]{2,}|\d{1,2}월|\d{1,2}月")
SAMPLES = 5000


class DateSamples:
    """Collects dates while a file is read for the first time; bounded."""

    def __init__(self) -> None:
        self._numeric: set[tuple[str, str, str]] = set()
        self._words: set[str] = set()

    def add(self, text: str) -> None:
        found = _NUMBERS.match(text)
        if found and len(self._numeric) < SAMPLES:
            self._numeric.add((found[1], found[2], found[3]))
        elif not found and len(self._words) < SAMPLES:
            self._words.update(_WORD.findall(text[:80]))

    def form(self, zone: tzinfo = UTC) -> tuple[DateForm, Sure]:
        """The form, and whether the dates prove the order of day and month or only suggest it."""
        order, sure = _order(self._numeric)
        return DateForm(order, zone, _languages(self._words)), sure


def _order(dates: Iterable[tuple[str, str, str]]) -> tuple[Order, Sure]:
    dates = [date for date in dates if len(date[0]) < 4]
    if not dates:
        return Order.DMY, Sure.KNOWN
    if any(int(first) > 31 for first, _, _ in dates):
        return Order.YMD, Sure.KNOWN
    first = any(int(first) > 12 for first, _, _ in dates)
    second = any(int(second) > 12 for _, second, _ in dates)
    if second and not first:
        return Order.MDY, Sure.KNOWN
    return Order.DMY, Sure.KNOWN if first and not second else Sure.GUESS


def _languages(found: set[str]) -> tuple[str, ...]:
    """The one language in which every month found is a month; none where the words do not agree."""
    likely = {word for word in found if word.casefold() not in MERIDIEM}
    if likely and all(languages_of(word, ("en",)) for word in likely):
        return ("en",)  # without loading all the others
    candidates: frozenset[str] | None = None
    for word in found:
        languages = languages_of(word)
        if languages:
            candidates = languages if candidates is None else candidates & languages
    return tuple(language for language in LANGUAGES if language in (candidates or ()))[:1]
