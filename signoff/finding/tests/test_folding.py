"""Words are compared as people do."""

from __future__ import annotations

import pytest

from signoff.finding.folding import fits


@pytest.mark.parametrize(
    ("said", "text", "expected"),
    [
        ("tomas", "Tomás Rivera", True),
        ("TOMÁS", "Tomas Rivera", True),
        ("riv tom", "Tomás Rivera", True),
        ("omas", "Tomás Rivera", False),
        ("tomas lind", "Tomás Rivera", False),
        ("who dec", "Who decides", True),
        ("strasse", "Große Straße", True),
        ("", "Tomás Rivera", False),
        ("!?", "Tomás Rivera", False),
    ],
)
def test_the_beginnings_of_words_fit_without_case_or_accents(said: str, text: str, expected: bool) -> None:
    assert fits(said, text) is expected


def test_words_may_stand_in_several_texts() -> None:
    assert fits("book meridian", "Patient booking", "Meridian Clinics")
