"""Finding tasks by words: what people type is never the search's own language."""

from __future__ import annotations

import pytest

from signoff.backlog.models import Task
from signoff.backlog.search import matching
from tests.cast import Cast, add_task


@pytest.fixture
def three(cast: Cast) -> None:
    add_task(cast.helena, title="Patient moves a visit", story="From the app, in **two** steps")
    add_task(cast.helena, title="Export to C++ and example.com", story="It's a foo-bar")
    add_task(cast.helena, title="Besuch: änderbar", story="131 times")


def found(text: str) -> list[int]:
    return sorted(task.number for task in matching(Task.objects.all(), text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [1, 2, 3]),
        ("   ", [1, 2, 3]),
        ("visit", [1]),
        ("VISIT patient", [1]),
        ("pati", [1]),
        ("pati visit", []),
        ("visit export", []),
        ("two app", [1]),
        ("c++", [2]),
        ("example.com", [2]),
        ("foo-bar", [2]),
        ("it's", [2]),
        ("änder", [3]),
        ("2", [2]),
        ("book-2", [2]),
        ("BOOK-3", [3]),
        ("ELSE-3", []),
        ("131", [3]),
        ("+++", []),
    ],
)
def test_every_word_is_found_and_the_last_by_its_beginning(three: None, text: str, expected: list[int]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'foo"bar', '"', "''", "'", "\\", "\\'", "a AND", "OR", "NOT x", "NEAR(", "a*b", "*", "a:b", "-x",
        "title:visit", "(((", "a & | !", "<->", ":*", "x:*", "{x}", "^x", "\0", "a\0b", "\ud800", "\u202e",
        "9" * 30, "0", "BOOK-0", "BOOK-", "-1", "é" * 5000, "x " * 5000, "%s", "%", "{}", "$1", "'; DROP TABLE x; --",
    ],
)  # fmt: skip
def test_no_text_raises(three: None, text: str) -> None:
    assert isinstance(found(text), list)


def test_a_task_is_found_by_the_key_that_it_had_elsewhere(three: None) -> None:
    Task.objects.filter(number=3).update(external_key="OLD-77")
    assert found("old-77") == [3]
