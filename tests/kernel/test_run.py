"""The single door: what holds for every command."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from signoff.backlog.models import Task
from signoff.charter.models import SecurityEvent
from signoff.kernel.refusals import NotThere, Refused, Stale, Unreadable
from signoff.ledger.models import Entry, Log
from tests import cast as stage
from tests.cast import Cast, add_task, do


def entries() -> int:
    return Entry.objects.count()


def test_a_command_and_its_entry_come_together(cast: Cast) -> None:
    before = entries()
    add_task(cast.helena)
    assert entries() == before + 1


def test_a_refused_command_leaves_only_a_line_in_the_security_log(cast: Cast) -> None:
    task, before = add_task(cast.helena), entries()
    with pytest.raises(Refused):
        do("backlog.set-priority", cast.sofia, task=task, revision=1, priority="low")
    assert entries() == before
    event = SecurityEvent.objects.get()
    assert (event.person, event.command, event.project_key) == (cast.sofia, "backlog.set-priority", "BOOK")


def test_a_stranger_gets_the_answer_of_what_is_not_there(cast: Cast) -> None:
    task = add_task(cast.helena)
    for name in (task, "BOOK-999", "NONE-1"):
        with pytest.raises(NotThere):
            do("backlog.set-priority", cast.astrid, task=name, revision=1, priority="low")
    assert not SecurityEvent.objects.exists()


def test_a_retried_command_has_one_effect_and_the_first_answer(cast: Cast) -> None:
    first = do("backlog.add-task", cast.helena, project="BOOK", title="Once", _key="k1")
    again = do("backlog.add-task", cast.helena, project="BOOK", title="Once", _key="k1")
    assert (again.answer, again.receipt, again.repeated) == (first.answer, first.receipt, True)
    assert Task.objects.count() == 1


def test_another_command_under_the_same_key_is_unreadable(cast: Cast) -> None:
    do("backlog.add-task", cast.helena, project="BOOK", title="Once", _key="k1")
    with pytest.raises(Unreadable):
        do("backlog.add-task", cast.helena, project="BOOK", title="Twice", _key="k1")


def test_the_same_key_of_another_person_is_another_key(cast: Cast) -> None:
    do("backlog.add-task", cast.helena, project="BOOK", title="Mine", _key="k1")
    do("backlog.add-task", cast.sofia, project="BOOK", title="Hers", _key="k1")
    assert Task.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "a\0b"),
        ("title", "a\ud800b"),
        ("title", "a\u202eb"),
        ("title", "x" * 201),
        ("title", ""),
        ("title", "   "),
        ("title", 7),
        ("title", None),
        ("criteria", "not a list"),
        ("criteria", ["x"] * 51),
        ("priority", "urgent"),
        ("kind", "epic"),
        ("story", "x" * 20_001),
        ("nonsense", 1),
    ],
)
def test_unreadable_input_names_its_field_and_changes_nothing(cast: Cast, field: str, value: object) -> None:
    before = entries()
    given: dict[str, Any] = {"project": "BOOK", "title": "Fine", field: value}
    with pytest.raises(Unreadable) as unreadable:
        do("backlog.add-task", cast.helena, **given)
    assert unreadable.value.problems[0].field.partition(".")[0] == field
    assert (entries(), Task.objects.count()) == (before, 0)


def test_whose_part_has_ended_gets_the_answer_of_a_stranger(cast: Cast) -> None:
    membership = cast.member(cast.sofia).membership
    task = add_task(cast.helena)
    do(
        "people.end-membership",
        cast.jonas,
        project="BOOK",
        membership=membership.public_id,
        revision=membership.revision,
    )
    with pytest.raises(NotThere):
        do("backlog.move-task", cast.sofia, task=task, revision=1, step="in_progress")


def test_of_thirty_two_edits_at_once_one_wins_and_the_others_are_stale(own_database: None) -> None:
    cast = stage.cast()
    task = add_task(cast.helena)

    def edit(number: int) -> str:
        try:
            do("backlog.estimate-task", cast.sofia, task=task, revision=1, likely=number + 1)
        except Stale:
            return "stale"
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(edit, range(32)))
    assert sorted(results) == ["done"] + ["stale"] * 31
    assert Task.objects.get().revision == 2


def test_one_key_sent_many_times_at_once_has_one_effect(own_database: None) -> None:
    cast = stage.cast()

    def add(_number: int) -> int:
        try:
            done = do("backlog.add-task", cast.helena, project="BOOK", title="Once", _key="parallel")
            return done.receipt.seq
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        receipts = set(threads.map(add, range(16)))
    assert len(receipts) == 1
    assert Task.objects.count() == 1
    log = Log.objects.get(project__key="BOOK", room="both")
    assert log.size == Entry.objects.filter(log=log).count()
