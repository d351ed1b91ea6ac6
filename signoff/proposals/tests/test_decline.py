"""Declining a suggestion, and taking one back (S2, R2)."""

from __future__ import annotations

import pytest

from signoff.backlog.models import Task
from signoff.backlog.words import Priority
from signoff.kernel.refusals import Refused, Unreadable
from signoff.proposals.models import Proposal
from signoff.proposals.tests.talk import higher, suggest, told
from signoff.proposals.tests.test_suggest import codes
from tests.cast import Cast, add_task, do


@pytest.fixture
def key(cast: Cast) -> str:
    return suggest(cast.sofia, higher(add_task(cast.helena)))


def test_the_customer_declines_with_a_reason(cast: Cast, key: str) -> None:
    do("proposals.decline", cast.tomas, proposal=key, note="Not before the summer")
    row = Proposal.objects.get()
    assert (row.outcome, row.note) == ("declined", "Not before the summer")
    assert Task.objects.get().priority == Priority.UNSET
    assert told(cast) == "declined suggestion 1: Not before the summer"


def test_without_a_reason_nothing_is_declined(cast: Cast, key: str) -> None:
    with pytest.raises(Unreadable):
        do("proposals.decline", cast.helena, proposal=key, note=" ")


def test_only_who_decides_the_thing_itself_declines(cast: Cast, key: str) -> None:
    with pytest.raises(Refused) as refused:
        do("proposals.decline", cast.ingrid, proposal=key, note="No")
    assert codes(refused) == ["not-yours-priority"]


@pytest.mark.parametrize("name", ["sofia", "jonas"])
def test_who_suggested_it_or_who_leads_their_side_takes_it_back(cast: Cast, key: str, name: str) -> None:
    do("proposals.withdraw", getattr(cast, name), proposal=key)
    assert Proposal.objects.get().outcome == "withdrawn"
    assert told(cast) == "took suggestion 1 back."


@pytest.mark.parametrize("name", ["daniel", "helena"])
def test_nobody_else_takes_it_back(cast: Cast, key: str, name: str) -> None:
    with pytest.raises(Refused) as refused:
        do("proposals.withdraw", getattr(cast, name), proposal=key)
    assert codes(refused) == ["not-your-suggestion"]


def test_what_was_taken_back_is_not_agreed_to(cast: Cast, key: str) -> None:
    do("proposals.withdraw", cast.sofia, proposal=key)
    with pytest.raises(Refused) as refused:
        do("proposals.agree", cast.helena, proposal=key)
    assert codes(refused) == ["already-answered"]
