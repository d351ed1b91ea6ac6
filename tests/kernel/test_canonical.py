"""Canonical JSON: the quick way and the library's agree, byte for byte."""

from __future__ import annotations

from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as some

from signoff.kernel.canonical import canonical

WITH_FRACTIONS = some.floats(allow_nan=False, allow_infinity=False) | some.sampled_from([1e21, 1e-7, -0.0, 1.0])
PLAIN = some.none() | some.booleans() | some.integers(-(2**53) + 1, 2**53 - 1) | some.text()
VALUES = some.recursive(PLAIN, lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner), max_leaves=20)


@settings(deadline=None)
@given(VALUES)
def test_any_value_without_fractions_is_written_as_the_library_writes_it(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@settings(deadline=None)
@given(some.dictionaries(some.text(), VALUES | WITH_FRACTIONS | some.lists(WITH_FRACTIONS)))
def test_any_value_with_fractions_is_written_as_the_library_writes_it(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@settings(deadline=None)
@given(WITH_FRACTIONS)
def test_so_is_a_fraction_alone(value: float) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("number", [2**53, -(2**53), 10**30])
def test_a_number_that_no_reader_need_understand_cannot_be_written(number: int) -> None:
    with pytest.raises(ValueError, match="safe integer domain"):
        canonical({"given": [number]})


def test_names_are_sorted_by_utf_16_units() -> None:
    value = {"\U0001f600": 1, "\ue000": 2, "a": 3}
    assert canonical(value) == rfc8785.dumps(value) == '{"a":3,"\U0001f600":1,"\ue000":2}'.encode()


def test_half_a_surrogate_pair_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        canonical({"title": "\ud800"})
