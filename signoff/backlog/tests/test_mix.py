"""The mix of kinds of work that both sides agree on (P2)."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.backlog.models import Mix
from signoff.kernel.refusals import Refused, Unreadable
from signoff.people.models import Person
from signoff.proposals.models import Proposal
from signoff.proposals.tests.talk import suggest, told
from signoff.proposals.tests.test_suggest import codes
from tests.cast import Cast, do

WANTED = {"feature": 60, "autotest": 15, "technical_debt": 10, "documentation": 5, "bug": 10}


def mix(by: Person, **shares: int) -> str:
    return suggest(by, ("backlog.agree-mix", {"project": "BOOK", "shares": WANTED | shares}))


def refusal(by: Person, **shares: int) -> list[str]:
    with pytest.raises(Refused) as refused:
        mix(by, **shares)
    return codes(refused)


def test_one_side_suggests_the_mix_and_the_other_agrees(cast: Cast) -> None:
    do("proposals.agree", cast.jonas, proposal=mix(cast.helena))
    assert (Mix.objects.get().shares, Mix.objects.get().by) == (WANTED, cast.jonas)
    assert told(cast) == (
        "agreed to suggestion 1: agreed on the mix: "
        "Feature 60 %, Autotests 15 %, Technical debt 10 %, Documentation 5 %, Bug 10 %."
    )


def test_a_later_agreement_replaces_it(cast: Cast) -> None:
    do("proposals.agree", cast.jonas, proposal=mix(cast.helena))
    do("proposals.agree", cast.tomas, proposal=mix(cast.jonas, feature=50, bug=20))
    assert Proposal.objects.get(number=2).before == [{"shares": WANTED}]
    assert Mix.objects.get().shares["bug"] == 20


@pytest.mark.parametrize("name", ["helena", "jonas"])
def test_no_side_sets_it_alone(cast: Cast, name: str) -> None:
    with pytest.raises(Refused) as refused:
        do("backlog.agree-mix", getattr(cast, name), project="BOOK", shares=WANTED)
    assert codes(refused) == ["both-sides-agree"]


def test_who_suggests_it_agrees_for_their_own_side(cast: Cast) -> None:
    assert refusal(cast.sofia) == ["not-yours-mix"]
    key = mix(cast.helena)
    with pytest.raises(Refused) as refused:
        do("proposals.agree", cast.tomas, proposal=key)
    assert codes(refused) == ["own-suggestion"]


def test_the_shares_make_a_hundred(cast: Cast) -> None:
    assert refusal(cast.helena, feature=59) == ["shares-make-100"]


def test_the_mix_that_holds_is_not_suggested_again(cast: Cast) -> None:
    do("proposals.agree", cast.jonas, proposal=mix(cast.helena))
    assert refusal(cast.jonas) == ["nothing-to-change"]


@pytest.mark.parametrize("shares", [{"feature": -1}, {"feature": 101}, {"fun": 3}])
def test_a_share_is_one_of_a_known_kind(cast: Cast, shares: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        mix(cast.helena, **shares)
