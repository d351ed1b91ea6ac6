"""What we promise, and when it was last checked: nothing is said that no run has written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from signoff.ledger import promises
from tests.attacks.figures import Figure, summed, write
from tests.cast import Cast

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
A4 = Figure("A4", 200, 0, "receipts", "sqlite", "tests/attacks/test_a4.py::test_all")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of figures of its own, empty at first."""
    monkeypatch.setattr(promises, "FILE", tmp_path / "promises.json")
    promises._figures.cache_clear()
    yield tmp_path / "promises.json"
    promises._figures.cache_clear()


def page() -> str:
    promises._figures.cache_clear()
    answer = Client().get("/promises")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_without_figures_everything_is_said_to_be_unchecked(db: None, file: Path) -> None:
    shown = page()
    assert "None has been checked on this version yet." in shown
    listed = shown.partition("How to read this")[0]
    assert listed.count("Not checked yet") == sum(len(group) for _heading, group in promises.PROMISES)


def test_a_figure_is_shown_with_its_day_and_its_databases(db: None, file: Path) -> None:
    write(file, [A4], AT)
    write(file, [Figure("A4", 300, 0, "receipts", "postgresql", A4.check)], AT)
    shown = page()
    assert "500 attempts, none got through" in shown
    assert "SQLite and PostgreSQL · short run" in shown
    assert "Fri 20 Nov" in shown
    assert "1 of" in shown


def test_what_got_through_is_said_first(db: None, file: Path) -> None:
    write(file, [Figure("A4", 200, 3, "receipts", "sqlite", A4.check)], AT)
    shown = page()
    assert "Something did not hold when it was last checked." in shown
    assert "3 of 200 attempts got through" in shown


def test_a_later_run_replaces_the_figures_of_the_same_checks_only(file: Path) -> None:
    other = Figure("A7", 49, 0, "ways", "sqlite", "tests/attacks/test_a7.py::test_all")
    write(file, [A4, other], AT)
    write(file, [Figure("A4", 5, 0, "fewer receipts", "sqlite", A4.check)], AT.replace(year=2027))
    rows = {row["promise"]: row for row in json.loads(file.read_text())["figures"]}
    assert (rows["A4"]["tried"], rows["A4"]["at"][:4], rows["A7"]["at"][:4]) == (5, "2027", "2026")


def test_the_oldest_check_of_a_promise_gives_its_day(file: Path) -> None:
    write(file, [A4], AT)
    write(file, [Figure("A4", 1, 0, "more", "sqlite", "tests/attacks/test_a4.py::test_more")], AT.replace(year=2027))
    promises._figures.cache_clear()
    (found,) = [each for _heading, rows in promises.checked() for each in rows if each.promise.id == "A4"]
    assert (found.at, found.tried) == (AT, 201)


def test_many_tests_of_one_check_are_one_figure() -> None:
    assert [(each.tried, each.failed) for each in summed([A4, A4])] == [(400, 0)]


def test_the_figures_that_are_kept_are_those_of_promises_that_say_how_they_are_checked() -> None:
    known = {each.id: each.how for _heading, group in promises.PROMISES for each in group}
    figures = json.loads(promises.FILE.read_text())["figures"]
    assert figures
    assert all(known[row["promise"]] for row in figures)
    assert all(row["tried"] > 0 and row["check"].startswith("tests/") for row in figures)


def test_the_page_is_there_for_those_who_are_signed_in_too(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.helena)
    assert 'href="/promises"' in client.get("/projects/BOOK/ledger").content.decode()
    assert "What we promise" in client.get("/promises").content.decode()
    assert 'href="/promises"' in Client().get("/accounts/login/").content.decode()
