"""What troubles the customer about a priority, and the contractor's answer (P3)."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.backlog.models import Concern
from signoff.kernel.refusals import NotThere, Refused
from signoff.people.models import Person
from signoff.proposals.tests.talk import told
from signoff.proposals.tests.test_suggest import codes
from tests.cast import Cast, add_task, do


@pytest.fixture
def concern(cast: Cast) -> dict[str, Any]:
    """What Ingrid of the customer's side has recorded."""
    task = add_task(cast.helena, priority="low")
    do("backlog.raise-concern", cast.ingrid, task=task, text="Why only low?")
    return {"task": task, "concern": 1}


def refusal(command: str, by: Person, **given: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        do(command, by, **given)
    return codes(refused)


def test_the_customer_records_a_concern(cast: Cast, concern: dict[str, Any]) -> None:
    row = Concern.objects.get()
    assert (row.text, row.by, row.settled_at) == ("Why only low?", cast.ingrid, None)
    assert told(cast) == "recorded a concern about “Patient moves a visit”: Why only low?"


def test_the_contractor_records_none(cast: Cast) -> None:
    task = add_task(cast.helena)
    assert refusal("backlog.raise-concern", cast.jonas, task=task, text="x") == ["not-yours-concern"]


def test_the_contractor_answers_once(cast: Cast, concern: dict[str, Any]) -> None:
    do("backlog.answer-concern", cast.priya, **concern, answer="The insurer is not ready")
    assert told(cast) == "answered the concern about “Patient moves a visit”: The insurer is not ready"
    again = refusal("backlog.answer-concern", cast.jonas, **concern, answer="So it is")
    assert again == ["concern-answered"]


@pytest.mark.parametrize("name", ["helena", "sofia", "elena"])
def test_nobody_else_answers(cast: Cast, concern: dict[str, Any], name: str) -> None:
    said = refusal("backlog.answer-concern", getattr(cast, name), **concern, answer="x")
    assert said == ["not-yours-concern-answer"]


@pytest.mark.parametrize("name", ["ingrid", "helena"])
def test_who_raised_it_or_the_product_owner_settles_it(cast: Cast, concern: dict[str, Any], name: str) -> None:
    do("backlog.settle-concern", getattr(cast, name), **concern)
    assert Concern.objects.get().settled_by == getattr(cast, name)
    assert told(cast) == "settled the concern about “Patient moves a visit”."


def test_another_of_the_same_side_does_not_settle_it(cast: Cast, concern: dict[str, Any]) -> None:
    assert refusal("backlog.settle-concern", cast.tomas, **concern) == ["not-your-concern"]


def test_an_answer_that_is_not_enough_is_asked_again(cast: Cast, concern: dict[str, Any]) -> None:
    do("backlog.answer-concern", cast.jonas, **concern, answer="Not\nyet")
    do("backlog.repeat-concern", cast.ingrid, **concern, text="Until when?")
    row = Concern.objects.get()
    assert (row.text, row.answer) == ("Why only low?\n\n> Not\n> yet\n\nUntil when?", "")
    assert told(cast) == "asked again about “Patient moves a visit”: Until when?"
    do("backlog.answer-concern", cast.jonas, **concern, answer="January")


def test_before_an_answer_there_is_nothing_to_ask_again(cast: Cast, concern: dict[str, Any]) -> None:
    assert refusal("backlog.repeat-concern", cast.ingrid, **concern, text="So?") == ["not-answered-yet"]


def test_what_is_settled_stays_settled(cast: Cast, concern: dict[str, Any]) -> None:
    do("backlog.settle-concern", cast.ingrid, **concern)
    for command, by, said in (
        ("backlog.answer-concern", cast.jonas, {"answer": "x"}),
        ("backlog.repeat-concern", cast.ingrid, {"text": "x"}),
        ("backlog.settle-concern", cast.ingrid, {}),
    ):
        assert refusal(command, by, **concern, **said) == ["concern-settled"]


def test_a_concern_that_is_not_there_is_not_found(cast: Cast, concern: dict[str, Any]) -> None:
    for by, number in ((cast.ingrid, 2), (cast.astrid, 1)):
        with pytest.raises(NotThere):
            do("backlog.settle-concern", by, task=concern["task"], concern=number)
