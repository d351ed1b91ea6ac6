"""Dates, durations, words and markup in the ways people write them."""

from datetime import UTC, datetime

import pytest

from signoff.doors.importers.jira.columns import Field, Sure, meanings, recognised
from signoff.doors.importers.jira.criteria import criteria_in
from signoff.doors.importers.jira.dates import DateForm, Order
from signoff.doors.importers.jira.durations import seconds
from signoff.doors.importers.jira.guesses import kind_of, priority_of, step_of
from signoff.doors.importers.jira.markup import to_markdown
from signoff.doors.importers.jira.values import Markup, RichText


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("20/Jul/23 3:25 PM", (2023, 7, 20, 15, 25)),
        ("20/Jul/23 12:05 AM", (2023, 7, 20, 0, 5)),
        ("04/ago/26 11:30 PM", (2026, 8, 4, 23, 30)),
        ("19/lip/23 11:43 AM", (2023, 7, 19, 11, 43)),
        ("20.Mär.23 15:25", (2023, 3, 20, 15, 25)),
        ("3/févr./24 09:05", (2024, 2, 3, 9, 5)),
        ("14/Tem/23 2:05 ÖS", (2023, 7, 14, 14, 5)),
        ("12/ene/24 3:04 p. m.", (2024, 1, 12, 15, 4)),
        ("20/июл/23 3:25 PM", (2023, 7, 20, 15, 25)),
        ("20 июля 2023 г., 15:25", (2023, 7, 20, 15, 25)),
        ("20/7月/23 3:25 PM", (2023, 7, 20, 15, 25)),
        ("20/七月/23 3:25 下午", (2023, 7, 20, 15, 25)),
        ("2023年7月15日 午後3:05", (2023, 7, 15, 15, 5)),
        ("2024. 01. 05. 오후 3:04", (2024, 1, 5, 15, 4)),
        ("24.9.2021 14.22", (2021, 9, 24, 14, 22)),
        ("2023/07/20 15:25", (2023, 7, 20, 15, 25)),
        ("Jan 5, 2024, 3:04 PM", (2024, 1, 5, 15, 4)),
        ("Fri, 24 Sep 2021 14:22:15 -0700", (2021, 9, 24, 21, 22, 15)),
        ("Tue Aug 23 2022 13:54:01 GMT+0200 (CEST)", (2022, 8, 23, 11, 54, 1)),
        ("Tuesday, February 28th 2023, 4:56:57 pm +02:00", (2023, 2, 28, 14, 56, 57)),
        ("2016-03-03T13:40:01.000+0000", (2016, 3, 3, 13, 40, 1)),
        ("1671547200000", (2022, 12, 20, 14, 40)),
    ],
)
def test_a_date_is_read_as_it_is_written(written: str, meant: tuple[int, ...]) -> None:
    assert DateForm().moment(written) == datetime(*meant, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    "written", ["", "soon", "31/Feb/23", "10 bananas 2023", "20/Jul/23 25:25", "12345678", "1/2", "x" * 5000, "0/0/0"]
)
def test_what_is_no_date_is_not_guessed_at(written: str) -> None:
    assert DateForm().moment(written) is None


def test_the_order_of_numbers_is_the_files() -> None:
    assert DateForm(Order.MDY).moment("4/5/2024") == datetime(2024, 4, 5, tzinfo=UTC)
    assert DateForm(Order.DMY).moment("4/5/2024") == datetime(2024, 5, 4, tzinfo=UTC)


def test_a_month_name_of_two_languages_is_read_in_the_files() -> None:
    assert DateForm(languages=("hr",)).moment("19/lip/23") == datetime(2023, 6, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("3600", 3600), ("1h 30m", 5400), ("2d", 57600), ("1w 1d", 172800), ("1:30", 5400), ("1,5h", 5400), ("", None)],
)
def test_a_duration_is_seconds_or_words(written: str, meant: int | None) -> None:
    assert seconds(written) == meant


@pytest.mark.parametrize("written", ["-5", "9" * 13, "1 parsec", "a while", "h" * 100])
def test_what_is_no_duration_is_not_guessed_at(written: str) -> None:
    assert seconds(written) is None


@pytest.mark.parametrize(
    ("column", "field", "detail"),
    [
        ("Issue key", Field.KEY, ""),
        ("Work item key", Field.KEY, ""),
        ("Vorgangsschlüssel", Field.KEY, ""),
        ("課題キー", Field.KEY, ""),
        ("Component/s", Field.COMPONENTS, ""),
        ("Custom field (Acceptance Criteria)", Field.CRITERIA, ""),
        ("Пользовательское поле (Критерии приёмки)", Field.CRITERIA, ""),
        ("Custom field (Summary)", Field.KEPT, ""),
        ("Custom field (Acceptance Criteria)Id", Field.KEPT, ""),
        ("Inward issue link (Blocks)", Field.INWARD, "Blocks"),
        ("Enlace de incidencia saliente (Blocks)", Field.OUTWARD, "Blocks"),
        ("Σ Time Spent", Field.KEPT, ""),
        ("Shoe size", Field.KEPT, ""),
    ],
)
def test_a_column_is_recognised_by_its_name(column: str, field: Field, detail: str) -> None:
    assert recognised(column)[::2] == (field, detail)


def test_a_known_name_wins_over_a_guessed_one_whatever_their_order() -> None:
    found = meanings(["ID", "Title", "Issue key", "Summary"])
    assert [found[name].field for name in found] == [Field.KEPT, Field.KEPT, Field.KEY, Field.SUMMARY]


def test_jiras_category_decides_what_is_finished() -> None:
    assert step_of("Anything", "Done").value == "done"
    assert step_of("Ready for Release", "Done").value == "done"
    assert step_of("Done", "In Progress") == ("testing", Sure.GUESS)
    assert step_of("Zum Prüfen", "In Progress").value == "in_progress"
    assert step_of("Peer review 2", "") == ("in_review", Sure.GUESS)
    assert step_of("Quux", "") == ("to_do", Sure.NO)


def test_priorities_and_kinds_in_their_odd_spellings() -> None:
    assert [priority_of(name).value for name in ("P1", "Major - P3", "2 - High", "Niedrig", "", "Quux")] == [
        *("critical", "high", "high", "low", "none", "none")
    ]
    assert [kind_of(name).value for name in ("Bug (customer)", "Sous-tâche", "Tech Debt", "Quux")] == [
        *("bug", "feature", "technical_debt", "feature")
    ]


WIKI = r"""h1. Title
*bold* and _it_ and -gone- {{co*d*e}} [Site|https://example.org] [~accountid:77] a-b-c snake_case_name
* one
** two
# first
{code:java}
*not bold*
{code}
||a||b||
|1|[x|https://example.org]|
{color:#bf2600}*FAIL*{color}
!image.png|width=720!"""
MARKDOWN = """# Title

**bold** and *it* and ~~gone~~ `co*d*e` [Site](https://example.org) @Ann a-b-c snake_case_name
- one
  - two
1. first

```java
*not bold*
```

| a | b |
| --- | --- |
| 1 | [x](https://example.org) |
**FAIL**
*image.png*"""


def test_jiras_markup_becomes_markdown() -> None:
    assert to_markdown(RichText(WIKI, Markup.WIKI), {"77": "Ann"}) == MARKDOWN


def test_the_xml_exports_html_becomes_markdown() -> None:
    html = (
        "<p>We <b>use</b> <a href='https://example.org'>it</a> &amp; more</p><ul><li>one<ul><li>two</li></ul></li></ul>"
    )
    assert to_markdown(RichText(html, Markup.HTML)) == "We **use** [it](https://example.org) & more\n\n- one\n\n  - two"


def test_highlighted_code_that_stands_in_a_table_stays_code() -> None:
    html = "<table><tr><td><pre>a: 1\n</pre></td></tr><tr><td><pre>  b: 2\n</pre></td></tr></table>"
    assert to_markdown(RichText(html, Markup.HTML)) == "```\na: 1\n  b: 2\n```"
    mixed = "<table><tr><td>x</td><td><pre>a\nb</pre></td></tr></table>"
    assert "| x | `a b` |" in to_markdown(RichText(mixed, Markup.HTML))


@pytest.mark.parametrize(
    ("text", "criteria"),
    [
        ("- one\n- two\n  more of two", ["one", "two more of two"]),
        ("1. one\n2) two", ["one", "two"]),
        ("one\ntwo", ["one", "two"]),
        ("Given a patient\nWhen they call\nThen it rings", ["Given a patient When they call Then it rings"]),
        ("- [x] one\n- [ ] two", ["one", "two"]),
        ("", []),
    ],
)
def test_each_criterion_is_one_line(text: str, criteria: list[str]) -> None:
    assert criteria_in(text) == criteria
