"""Agreeing to a suggestion: everything that was suggested is done, or nothing (S2, R2)."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from signoff.backlog.models import Task
from signoff.backlog.words import Priority
from signoff.charter.models import SecurityEvent
from signoff.kernel.refusals import NotThere, Refused
from signoff.ledger.models import Entry
from signoff.ledger.verify import verify
from signoff.people.models import Person
from signoff.proposals.models import Proposal
from signoff.proposals.tests.talk import higher, last_entry, suggest, told
from signoff.proposals.tests.test_suggest import codes
from tests import cast as stage
from tests.cast import Cast, add_task, do


def test_agreeing_does_what_was_suggested(cast: Cast) -> None:
    key = suggest(cast.jonas, higher(add_task(cast.helena)))
    do("proposals.agree", cast.helena, proposal=key)
    assert Task.objects.get().priority == Priority.HIGH
    row = Proposal.objects.get()
    assert (row.outcome, row.answered_by) == ("agreed", cast.helena)


def test_one_entry_tells_of_everything_that_changed(cast: Cast) -> None:
    first, second = add_task(cast.helena), add_task(cast.helena, title="Patient cancels a visit")
    value = ("backlog.set-value", {"task": first, "revision": 1, "value": "must_have"})
    key = suggest(cast.jonas, higher(first), value, higher(second, priority="low"))
    before = Entry.objects.count()
    do("proposals.agree", cast.helena, proposal=key)
    facts = json.loads(bytes(last_entry().bytes))["facts"]
    assert Entry.objects.count() == before + 1
    assert [(fact["obj"], fact["rev"]) for fact in facts] == [
        (f"task:{first}", 3),
        (f"task:{second}", 2),
        ("proposal:BOOK.1", 2),
    ]
    assert list(verify()) == []


def test_the_ledger_tells_what_was_agreed_to(cast: Cast) -> None:
    key = suggest(cast.jonas, higher(add_task(cast.helena), priority="critical"))
    do("proposals.agree", cast.helena, proposal=key)
    assert told(cast) == "agreed to suggestion 1: set the priority of “Patient moves a visit” to critical."
    assert last_entry().about == "task:BOOK-1"


def test_only_who_decides_the_thing_itself_agrees(cast: Cast) -> None:
    key = suggest(cast.jonas, higher(add_task(cast.helena)))
    for name in ("ingrid", "jonas", "elena"):
        with pytest.raises(Refused) as refused:
            do("proposals.agree", getattr(cast, name), proposal=key)
        assert codes(refused) == ["not-yours-priority"]
    assert SecurityEvent.objects.count() == 3
    assert Task.objects.get().priority == Priority.UNSET


def test_who_does_not_know_the_project_finds_no_suggestion(cast: Cast) -> None:
    key = suggest(cast.jonas, higher(add_task(cast.helena)))
    for name in (key, "BOOK.999", "ELSE.1"):
        with pytest.raises(NotThere):
            do("proposals.agree", cast.astrid, proposal=name)
    with pytest.raises(NotThere):
        do("proposals.agree", cast.helena, proposal="ELSE.1")


def test_what_has_changed_since_is_not_agreed_to(cast: Cast) -> None:
    task = add_task(cast.helena)
    key = suggest(cast.jonas, higher(task))
    do("backlog.set-priority", cast.tomas, task=task, revision=1, priority="low")
    with pytest.raises(Refused) as refused:
        do("proposals.agree", cast.helena, proposal=key)
    assert codes(refused) == ["changed-since-suggested"]
    assert (Task.objects.get().priority, Proposal.objects.get().outcome) == (Priority.LOW, "")


def test_a_change_of_something_else_does_not_stand_in_the_way(cast: Cast) -> None:
    task = add_task(cast.helena)
    key = suggest(cast.jonas, higher(task))
    do("backlog.set-value", cast.helena, task=task, revision=1, value="must_have")
    do("proposals.agree", cast.helena, proposal=key)
    assert Task.objects.get().priority == Priority.HIGH


def test_when_one_part_may_not_be_done_nothing_is(cast: Cast) -> None:
    first, second = add_task(cast.helena), add_task(cast.helena)
    key = suggest(cast.jonas, higher(first), higher(second))
    do("backlog.set-priority", cast.helena, task=second, revision=1, priority="critical")
    with pytest.raises(Refused):
        do("proposals.agree", cast.helena, proposal=key)
    assert Task.objects.get(number=1).priority == Priority.UNSET


def test_what_was_answered_is_not_answered_again(cast: Cast) -> None:
    key = suggest(cast.jonas, higher(add_task(cast.helena)))
    do("proposals.agree", cast.helena, proposal=key)
    for deed in ("proposals.agree", "proposals.decline"):
        with pytest.raises(Refused) as refused:
            do(deed, cast.tomas, proposal=key, note="No")
        assert codes(refused) == ["already-answered"]
    assert "Helena Brandt" in refused.value.refusals[0].sentence


def test_a_retried_agreement_is_one(cast: Cast) -> None:
    key = suggest(cast.jonas, higher(add_task(cast.helena)))
    first, again = (do("proposals.agree", cast.helena, proposal=key, _key="k") for _time in range(2))
    assert (again.answer, again.repeated) == (first.answer, True)


def test_what_somebody_suggested_who_has_left_is_still_answered(cast: Cast) -> None:
    key = suggest(cast.sofia, higher(add_task(cast.helena)))
    place = cast.member(cast.sofia).membership
    do("people.end-membership", cast.jonas, project="BOOK", membership=place.public_id, revision=place.revision)
    do("proposals.agree", cast.helena, proposal=key)
    assert Task.objects.get().priority == Priority.HIGH


def test_of_two_who_agree_at_once_one_does(own_database: None) -> None:
    cast = stage.cast()
    key = suggest(cast.jonas, higher(add_task(cast.helena)))

    def agree(by: Person) -> str:
        try:
            do("proposals.agree", by, proposal=key)
        except Refused as refused:
            return refused.refusals[0].code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        said = list(threads.map(agree, (cast.helena, cast.tomas)))
    assert sorted(said) == ["already-answered", "done"]
    assert Task.objects.get().revision == 2
