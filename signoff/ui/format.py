"""How days, times, durations, money and numbers are written for the person who reads.

Everything follows the language and the time zone that Django has activated for the request. Results are
plain text with no-break spaces inside what belongs together ("Wed 18 Nov", "28 h", "€ 180,000").

What a date looks like is asked of Babel once a day, language and year; a page of fifty rows then only looks
the answers up.
"""

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from time import time

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal, get_currency_symbol
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NBSP = "\u00a0"
_KILO = 1000
_EXACT_BELOW = 10
"""Sizes below ten units are told with one decimal."""
_ENGLISH_DAY = {False: "EEE d MMM", True: "EEE d MMM y"}
_ENGLISH_LONG_DAY = {False: "EEEE d MMMM", True: "EEEE d MMMM y"}


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Babel's locale for a Django language code; English where Babel knows none."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _language() -> str:
    return translation.get_language() or "en"


def _tight(text: str) -> str:
    return text.replace(" ", NBSP).replace("\u202f", NBSP)


@lru_cache(maxsize=4096)
def _day_text(day: dt.date, language: str, with_year: bool, long: bool = False) -> str:
    locale = locale_of(language)
    if locale.language == "en":
        pattern = (_ENGLISH_LONG_DAY if long else _ENGLISH_DAY)[with_year]
        return _tight(format_date(day, pattern, locale=locale))
    skeleton = ("yMMMMEEEEd" if with_year else "MMMMEEEEd") if long else ("yMMMEd" if with_year else "MMMEd")
    return _tight(format_skeleton(skeleton, day, locale=locale))


@lru_cache(maxsize=2048)
def _clock_text(hour: int, minute: int, language: str) -> str:
    locale = locale_of(language)
    pattern = "H:mm" if locale.language == "en" else "short"
    return _tight(format_time(dt.time(hour, minute), pattern, locale=locale))


@lru_cache(maxsize=4096)
def _near_text(day: dt.date, today: dt.date, language: str) -> str:
    away = (day - today).days
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    return near.get(away) or _day_text(day, language, day.year != today.year)


@lru_cache(maxsize=4096)
def _since_text(day: dt.date, clock: str, today: dt.date, language: str) -> str:
    days = (today - day).days
    if days <= 0:
        return _("since %(clock)s today") % {"clock": clock}
    named = _day_text(day, language, day.year != today.year)
    if days == 1:
        return _("since %(day)s, yesterday") % {"day": named}
    text = ngettext("since %(day)s, %(days)s day", "since %(day)s, %(days)s days", days)
    return text % {"day": named, "days": _number_text(days, language)}


@lru_cache(maxsize=64)
def _date_in(zone: dt.tzinfo, second: int) -> dt.date:
    return dt.datetime.fromtimestamp(second, zone).date()


def _today(zone: dt.tzinfo, now: dt.datetime | None) -> dt.date:
    return _date_in(zone, int(time())) if now is None else now.astimezone(zone).date()


def _local(value: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    if value.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return value.astimezone(zone)


def _date(value: dt.date | dt.datetime, zone: dt.tzinfo) -> dt.date:
    return _local(value, zone).date() if isinstance(value, dt.datetime) else value


def day(value: dt.date | dt.datetime, now: dt.datetime | None = None, *, long: bool = False) -> str:
    """As "Wed 18 Nov"; with the year if it is another one than today's."""
    zone = timezone.get_current_timezone()
    date = _date(value, zone)
    return _day_text(date, _language(), date.year != _today(zone, now).year, long)


def long_day(value: dt.date | dt.datetime, now: dt.datetime | None = None) -> str:
    """As "Wednesday 18 November", for headings; with the year if it is another one."""
    return day(value, now, long=True)


def near_day(value: dt.date | dt.datetime, now: dt.datetime | None = None) -> str:
    """As "today", "yesterday", "tomorrow", else the day as `day` writes it."""
    zone = timezone.get_current_timezone()
    return _near_text(_date(value, zone), _today(zone, now), _language())


def clock(value: dt.datetime | dt.time) -> str:
    """As "9:05", "17:00"."""
    at = _local(value, timezone.get_current_timezone()) if isinstance(value, dt.datetime) else value
    return _clock_text(at.hour, at.minute, _language())


def moment(value: dt.datetime, now: dt.datetime | None = None) -> str:
    """As "today, 17:00", "Wed 18 Nov, 9:05"."""
    zone, language = timezone.get_current_timezone(), _language()
    at = _local(value, zone)
    near = _near_text(at.date(), _today(zone, now), language)
    return _joined(near, _clock_text(at.hour, at.minute, language), language)


@lru_cache(maxsize=8192)
def _joined(day: str, clock: str, _language: str) -> str:
    return _("%(day)s, %(clock)s") % {"day": day, "clock": clock}


def since(value: dt.datetime, now: dt.datetime | None = None) -> str:
    """As "since 9:05 today", "since Thu 19 Nov, yesterday", "since Wed 18 Nov, 2 days"."""
    zone, language = timezone.get_current_timezone(), _language()
    at, today = _local(value, zone), _today(zone, now)
    clock = _clock_text(at.hour, at.minute, language) if at.date() >= today else ""
    return _since_text(at.date(), clock, today, language)


def iso(value: dt.date | dt.datetime) -> str:
    """What stands in `<time datetime>`: ISO 8601, moments in UTC."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def duration(minutes: int) -> str:
    """Minutes as "28 h", "86 h 30 min", "45 min"; a negative one keeps its sign."""
    sign = "\N{MINUS SIGN}" if minutes < 0 else ""
    hours, rest = divmod(abs(minutes), 60)
    if not rest:
        text = _("%(hours)s h") % {"hours": number(hours)}
    elif not hours:
        text = _("%(minutes)s min") % {"minutes": rest}
    else:
        text = _("%(hours)s h %(minutes)s min") % {"hours": number(hours), "minutes": rest}
    return sign + _tight(text)


@lru_cache(maxsize=4096)
def _number_text(value: int | Decimal, language: str) -> str:
    return _tight(format_decimal(value, locale=locale_of(language)))


def number(value: int | Decimal) -> str:
    """As "10,482" as the reader groups digits. No floats: they are a trap."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"not a whole or decimal number: {value!r}")
    return _number_text(value, _language())


@lru_cache(maxsize=4096)
def _money_text(amount: Decimal, currency: str, language: str) -> str:
    locale = locale_of(language)
    whole = amount == amount.to_integral_value()
    if locale.language == "en":
        digits = format_decimal(abs(amount), "#,##0" if whole else "#,##0.00", locale=locale)
        sign = "\N{MINUS SIGN}" if amount < 0 else ""
        return f"{sign}{get_currency_symbol(currency, locale=locale)}{NBSP}{digits}"
    pattern = _whole_pattern(locale) if whole else None
    return _tight(format_currency(amount, currency, pattern, locale=locale, currency_digits=not whole))


def _whole_pattern(locale: Locale) -> str:
    """The locale's own pattern for money, without the decimals."""
    pattern: str = locale.currency_formats["standard"].pattern
    return pattern.replace(".00", "")


def money(amount: Decimal, currency: str = "EUR") -> str:
    """As "€ 7,352.50", "€ 180,000": decimals only where there are any. In the currency's main unit."""
    if not isinstance(amount, Decimal):
        raise TypeError(f"money is a Decimal: {amount!r}")
    return _money_text(amount, currency, _language())


def initials(name: str) -> str:
    """As "Helena Brandt" -> "HB": of the first and the last name; never empty."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    first, last = words[0][0], words[-1][0] if len(words) > 1 else ""
    return (first + last).upper()[:2]


def file_size(size: int) -> str:
    """Bytes as "412 kB", "1.4 MB" (thousands, as people count)."""
    if size < _KILO:
        return _tight(ngettext("%(size)s byte", "%(size)s bytes", size) % {"size": number(size)})
    amount, units = Decimal(size) / _KILO, ["kB", "MB", "GB"]
    while amount >= _KILO and len(units) > 1:
        amount, units = amount / _KILO, units[1:]
    return number(amount.quantize(Decimal(1) if amount >= _EXACT_BELOW else Decimal("0.1"))) + NBSP + units[0]


def text_of(value: object) -> str:
    """A text for a place where nothing is told with a dash: "–" for None and the empty text."""
    return "–" if value is None or value == "" else str(value)
