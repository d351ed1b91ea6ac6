"""Parts of pages are remembered as long as what they are made of stays the same."""

from __future__ import annotations

from django.utils import timezone, translation

from signoff.ui import fragments


def made(name: str, key: object, content: str) -> str:
    return fragments.fragment(name, key, lambda: content)


def test_a_part_is_made_once_for_the_same_key() -> None:
    assert made("rows", (1, "once"), "first") == "first"
    assert made("rows", (1, "once"), "second") == "first"


def test_another_key_another_name_another_language_and_another_clock_are_other_parts() -> None:
    made("rows", "key", "first")
    assert made("rows", "other key", "second") == "second"
    assert made("other", "key", "third") == "third"
    with translation.override("de"):
        assert made("rows", "key", "fourth") == "fourth"
    with timezone.override("Asia/Tokyo"):
        assert made("rows", "key", "fifth") == "fifth"
    assert made("rows", "key", "sixth") == "first"


def test_what_was_not_asked_for_longest_is_forgotten_first() -> None:
    made("bound", 0, "kept")
    for number in range(1, fragments.MOST):
        made("bound", number, "filler")
    assert made("bound", 0, "again") == "kept"
    made("bound", "one too many", "filler")
    assert made("bound", 0, "again") == "kept"
    assert made("bound", 1, "again") == "again"
