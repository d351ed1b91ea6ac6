"""Days, times, durations and money, as LOOK's examples have them."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from signoff.ui import format as formats

OSLO = ZoneInfo("Europe/Oslo")
NOW = dt.datetime(2026, 11, 20, 9, 14, tzinfo=OSLO)


@pytest.fixture(autouse=True)
def _reader_in_oslo() -> Iterator[None]:
    with timezone.override(OSLO), translation.override("en"):
        yield


def plain(text: str) -> str:
    """With ordinary spaces, so that tables can be read."""
    return text.replace(formats.NBSP, " ")


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [
        (dt.date(2026, 11, 18), "en", "Wed 18 Nov"),
        (at(2026, 11, 18, 23, 59), "en", "Wed 18 Nov"),
        (dt.date(2025, 11, 18), "en", "Tue 18 Nov 2025"),
        (dt.date(2027, 1, 2), "en", "Sat 2 Jan 2027"),
        (dt.date(2026, 11, 18), "de", "Mi., 18. Nov."),
        (dt.date(2026, 11, 18), "fi", "ke 18.11."),
        (dt.date(2026, 11, 18), "xx", "Wed 18 Nov"),
    ],
)
def test_a_day_has_its_year_only_if_it_is_another_one(value: dt.date, language: str, said: str) -> None:
    with translation.override(language):
        assert plain(formats.day(value, NOW)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (at(2026, 11, 20, 17, 0), "today, 17:00"),
        (at(2026, 11, 19, 17, 42), "yesterday, 17:42"),
        (at(2026, 11, 21, 9, 5), "tomorrow, 9:05"),
        (at(2026, 11, 18, 0, 0), "Wed 18 Nov, 0:00"),
        (dt.datetime(2026, 11, 19, 23, 30, tzinfo=dt.UTC), "today, 0:30"),
        (at(2024, 2, 29, 12, 0), "Thu 29 Feb 2024, 12:00"),
    ],
)
def test_a_moment_is_told_by_the_readers_clock(value: dt.datetime, said: str) -> None:
    assert plain(formats.moment(value, NOW)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (at(2026, 11, 20, 9, 5), "since 9:05 today"),
        (at(2026, 11, 19, 16, 48), "since Thu 19 Nov, yesterday"),
        (at(2026, 11, 18, 10, 0), "since Wed 18 Nov, 2 days"),
        (at(2025, 11, 20, 10, 0), "since Thu 20 Nov 2025, 365 days"),
        (at(2022, 11, 20, 10, 0), "since Sun 20 Nov 2022, 1,461 days"),
        (at(2026, 11, 21, 10, 0), "since 10:00 today"),
    ],
)
def test_waiting_is_told_with_its_day_and_its_length(value: dt.datetime, said: str) -> None:
    assert plain(formats.since(value, NOW)) == said


def test_what_belongs_together_does_not_break() -> None:
    assert formats.day(dt.date(2026, 11, 18), NOW) == "Wed\u00a018\u00a0Nov"
    assert formats.duration(5190) == "86\u00a0h\u00a030\u00a0min"
    assert formats.money(Decimal("180000")) == "€\u00a0180,000"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 h"),
        (45, "45 min"),
        (1680, "28 h"),
        (5190, "86 h 30 min"),
        (75_000, "1,250 h"),
        (-90, "−1 h 30 min"),
    ],
)
def test_minutes_are_told_in_hours(minutes: int, said: str) -> None:
    assert plain(formats.duration(minutes)) == said


@pytest.mark.parametrize(
    ("amount", "currency", "language", "said"),
    [
        ("7352.50", "EUR", "en", "€ 7,352.50"),
        ("180000", "EUR", "en", "€ 180,000"),
        ("180000.00", "EUR", "en", "€ 180,000"),
        ("-21122.5", "EUR", "en", "−€ 21,122.50"),
        ("12", "NOK", "en", "NOK 12"),
        ("7352.50", "EUR", "de", "7.352,50 €"),
        ("180000", "EUR", "de", "180.000 €"),
    ],
)
def test_money_has_decimals_only_where_there_are_any(amount: str, currency: str, language: str, said: str) -> None:
    with translation.override(language):
        assert plain(formats.money(Decimal(amount), currency)) == said


@pytest.mark.parametrize("wrong", [0.5, 7352, "12"])
def test_money_is_a_decimal_and_never_a_float(wrong: object) -> None:
    with pytest.raises(TypeError):
        formats.money(wrong)  # type: ignore[arg-type]


def test_numbers_are_grouped_as_the_reader_groups_them() -> None:
    assert formats.number(10_482) == "10,482"
    with translation.override("de"):
        assert formats.number(10_482) == "10.482"
    with pytest.raises(TypeError):
        formats.number(0.1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Helena Brandt", "HB"), ("Tomás Rivera", "TR"), ("Cher", "C"), ("Anne-Marie de Wit", "AW"),
        ("李 小龍", "李小"), ("", "?"), ("—", "?"), ("ß ß", "SS"),
    ],
)  # fmt: skip
def test_initials_are_of_the_first_and_the_last_name(name: str, letters: str) -> None:
    assert formats.initials(name) == letters


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (1_412_000, "1.4 MB"),
        (25_000_000_000, "25 GB"),
    ],
)
def test_sizes_are_told_as_people_count(size: int, said: str) -> None:
    assert plain(formats.file_size(size)) == said


def test_a_moment_without_a_zone_is_an_error() -> None:
    with pytest.raises(ValueError, match="time zone"):
        formats.clock(dt.datetime(2026, 11, 20, 9, 5))  # noqa: DTZ001


def test_machines_get_the_exact_moment_in_utc() -> None:
    assert formats.iso(at(2026, 11, 20, 9, 5)) == "2026-11-20T08:05:00Z"
    assert formats.iso(dt.date(2026, 11, 20)) == "2026-11-20"
