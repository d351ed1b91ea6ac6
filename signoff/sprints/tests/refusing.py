"""Asking for what is refused, and reading what was told, in the words of a test."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.kernel.refusals import Refusal, Refused
from signoff.ledger.queries import recent_decisions
from signoff.people.models import Person
from tests.cast import Cast, do


def refusals(command: str, by: Person, **given: Any) -> tuple[Refusal, ...]:
    """Why it is refused; fails when it is done."""
    with pytest.raises(Refused) as refused:
        do(command, by, **given)
    return refused.value.refusals


def codes(command: str, by: Person, **given: Any) -> list[str]:
    return [each.code for each in refusals(command, by, **given)]


def told(cast: Cast) -> str:
    """How the ledger tells the last deed."""
    return recent_decisions(cast.member(cast.helena), limit=1)[0].sentence
