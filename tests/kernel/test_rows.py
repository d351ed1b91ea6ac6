"""Rows in plain SQL are the same as by the ORM, whatever they hold, and a row that is gone is not written."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import Model

from signoff.backlog.models import Task
from signoff.backlog.words import Kind, Priority
from signoff.kernel.rows import columns, one_of, write
from signoff.people.models import Person, Project
from tests.cast import NOON, Cast, add_task


def fresh(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


def values(row: Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def new_task(cast: Cast, number: int) -> Task:
    return Task(
        project=Project.objects.get(key="BOOK"),
        number=number,
        kind=Kind.BUG,
        priority=Priority.HIGH,
        title="“Ünïcode” 100 % \\ \U0001f600",
        criteria=[{"id": 1, "text": "Both get a message"}],
        position=1,
        created_by=cast.helena,
        created_at=NOON,
        step_since=NOON,
    )


def test_a_row_that_is_written_reads_by_the_orm_as_one_that_the_orm_saved(cast: Cast) -> None:
    ours, theirs = new_task(cast, 901), new_task(cast, 902)
    write(ours)
    theirs.save()
    assert values(fresh(ours)) | {"id": 0, "number": 0} == values(fresh(theirs)) | {"id": 0, "number": 0}


def test_a_row_that_was_new_is_written_over_the_second_time(cast: Cast) -> None:
    task = new_task(cast, 901)
    write(task)
    task.title, task.criteria, task.done_before = "Another title", [], NOON
    write(task)
    found = Task.objects.get(number=901)
    assert (found.pk, found.title, found.criteria, found.done_before) == (task.pk, "Another title", [], NOON)
    assert not found.is_open


def test_a_row_that_is_gone_is_not_written(cast: Cast) -> None:
    task = new_task(cast, 901)
    write(task)
    Task.objects.filter(pk=task.pk).delete()
    with pytest.raises(DatabaseError, match="is not there"):
        write(task)


def test_the_same_number_twice_is_refused_by_the_database(cast: Cast) -> None:
    write(new_task(cast, 901))
    with pytest.raises(IntegrityError), transaction.atomic():
        write(new_task(cast, 901))


def test_rows_that_are_read_together_are_those_that_the_orm_reads(cast: Cast) -> None:
    key = add_task(cast.helena)
    sql = f"SELECT {columns(Task, 'task')}, {columns(Person, 'asker')} FROM signoff_task task "
    joined = sql + "JOIN signoff_person asker ON asker.id = task.created_by_id WHERE task.number = %s"
    found = one_of((Task, Person), joined, int(key.partition("-")[2]))
    assert found is not None
    task, asker = found
    assert values(task) == values(fresh(task))
    assert values(asker) == values(Person.objects.get(pk=cast.helena.pk))
    assert not task._state.adding


def test_where_there_is_no_row_there_is_none(cast: Cast) -> None:
    assert (
        one_of((Project,), f"SELECT {columns(Project, 'own')} FROM signoff_project own WHERE key = %s", "NONE") is None
    )
