"""A6: whatever somebody changes in the tables by hand, verification finds and names it; and nothing else."""

from __future__ import annotations

import random
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from signoff.kernel.decided import Decided
from signoff.ledger.check_rows import decided_models
from signoff.ledger.verify import verify
from signoff.people.models import Organisation, Person
from tests.attacks.figures import report, times
from tests.cast import Cast, add_task, all_met, do, hand_over

NOT_DECIDED = {
    # What hangs on these columns is named by others: they hold no decision.
    "id", "password", "last_login", "last_used_at", "last_number", "is_open",
}  # fmt: skip


def fill(cast: Cast) -> None:
    """At least two rows of every decided table, made by commands alone."""
    for number in range(3):
        task = add_task(cast.helena, title=f"Task {number}", story="As it was")
        given: dict[str, Any] = {
            "task": task,
            "revision": 1,
            "title": f"Task {number}",
            "story": "As it is",
            "kind": "feature",
        }
        criteria = [{"id": 1, "text": "One"}, {"id": 2, "text": "Two"}]
        do("backlog.reword-task", cast.helena, **given, criteria=criteria)
        do("backlog.estimate-task", cast.sofia, task=task, revision=2, likely=90)
        hand_over(cast.sofia, task, revision=3)
        do("acceptance.accept-task", cast.helena, task=task, revision=4, verdicts=all_met())
        for room in ("both", "customer"):
            do("discussions.write-comment", cast.helena, task=task, room=room, text="Seen")
            content = b64encode(f"{task} {room}".encode()).decode()
            do("files.attach-file", cast.helena, task=task, name="a.txt", content=content, room=room)
        do("people.create-api-token", cast.sofia, name=f"Token {number}")
    past = [
        {"external_key": f"OLD-{number}", "title": "Old", "created_at": "2020-01-01T00:00:00Z", "kept": {"a": number}}
        for number in range(3)
    ]
    do("backlog.record-past-tasks", cast.priya, project="BOOK", source="jira", tasks=past)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Vandal:
    """Edits tables at random, past every command."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.models = [model for model in decided_models() if model._default_manager.count() > 1]

    def edit(self) -> tuple[str, list[str]]:
        """Do one edit; what it was, and the names by which a finding may call the rows. Raises IntegrityError."""
        model = self.chance.choice(self.models)
        row = self.chance.choice([each for each in model._default_manager.order_by("pk") if each.is_recorded])
        way = self.chance.choice([self._update, self._update, self._update, self._delete, self._copy, self._swap])
        names = [row.obj, f"{model._meta.db_table}, row {row.pk})"]
        return f"{way.__name__} {model.__name__} {way(model, row, names)}", names

    def _update(self, model: type[Decided], row: Decided, names: list[str]) -> str:
        field = self.chance.choice(columns(model))
        value = self._other(field, getattr(row, field.attname))
        model._default_manager.filter(pk=row.pk).update(**{field.attname: value})
        return f"{field.name} = {value!r}"

    def _delete(self, model: type[Decided], row: Decided, names: list[str]) -> str:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [row.pk])
        return str(names[0])

    def _copy(self, model: type[Decided], row: Decided, names: list[str]) -> str:
        copy = model._default_manager.get(pk=row.pk)
        copy.pk = None
        for field in columns(model):
            if field.unique or any(field.name in each.fields for each in unique_together(model)):
                setattr(copy, field.attname, self._other(field, getattr(row, field.attname)))
        copy.save(force_insert=True)
        names.append(f"{model._meta.db_table}, row {copy.pk})")
        return "copied"

    def _swap(self, model: type[Decided], row: Decided, names: list[str]) -> str:
        other = self.chance.choice(list(model._default_manager.exclude(pk=row.pk).order_by("pk")))
        for field in self.chance.sample(columns(model), len(columns(model))):
            mine, theirs = getattr(row, field.attname), getattr(other, field.attname)
            if mine != theirs and not field.unique:
                model._default_manager.filter(pk=row.pk).update(**{field.attname: theirs})
                model._default_manager.filter(pk=other.pk).update(**{field.attname: mine})
                return f"{field.name} with row {other.pk}"
        return self._update(model, row, names)

    def _other(self, field: models.Field[Any, Any], value: Any) -> Any:
        if isinstance(field, models.ForeignKey):
            others = [pk for pk in field.related_model._default_manager.values_list("pk", flat=True) if pk != value]
            if not others:
                raise IntegrityError(f"there is nothing else that {field.name} could name")
            return self.chance.choice(others)
        if field.null and value is not None and self.chance.random() < 0.3:
            return None
        if isinstance(field, models.BooleanField):
            return not value
        if isinstance(field, models.DateTimeField):
            moment = value or datetime.fromisoformat("2026-01-01T00:00:00+00:00")
            return moment + timedelta(microseconds=self.chance.choice([1, 10**9]))
        if isinstance(field, models.IntegerField):
            return self.chance.choice([each for each in ((value or 0) + 1, 0, 7, 9_999) if each != value])
        if isinstance(field, models.JSONField):
            return self.chance.choice([[*(value if isinstance(value, list) else []), "x"], {"other": 1}, ["other"]])
        length = field.max_length or 40
        words = [str(value)[:-1], f"{value} "[:length], f"x{value}"[:length], str(value).swapcase(), "else"]
        return self.chance.choice([word for word in words if word != value])


def columns(model: type[Decided]) -> list[Any]:
    """The columns of a table that hold what was decided, its revision among them."""
    return [field for field in model._meta.concrete_fields if field.name not in NOT_DECIDED]


def unique_together(model: type[Decided]) -> list[models.UniqueConstraint]:
    return [each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]


def test_every_edit_by_hand_is_found_and_named(cast: Cast) -> None:
    fill(cast)
    assert [str(finding) for finding in verify()] == []
    vandal, missed, tried, wanted = Vandal(seed=6), [], 0, times(60, 1000)
    while tried < wanted:
        with suppress(IntegrityError), undone():
            what, names = vandal.edit()
            tried += 1
            told = [str(finding) for finding in verify()]
            if not any(name in finding for finding in told for name in names):
                missed.append((what, names, told[:3]))
    report("A6", tried, missed, "edits of decided rows by hand, each to be named by verify")


def test_what_commands_do_raises_no_alarm(cast: Cast) -> None:
    fill(cast)
    alarms = [str(finding) for finding in [*verify(), *verify(cast.project)]]
    report("A6", 2, alarms, "verifications of what commands wrote, without a false alarm")


def test_a_company_that_was_renamed_by_hand_is_found_at_its_project(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.project.customer_id).update(name="Meridian Hospitals")
    assert [str(finding).partition(" ")[0] for finding in verify()] == ["project:BOOK"]


def test_a_person_who_was_put_in_by_hand_is_found(cast: Cast) -> None:
    Person.objects.create(email="mallory@signoff.example", name="Mallory", is_administrator=True)
    assert ["put there by hand" in str(finding) for finding in verify()] == [True]


@pytest.mark.parametrize("junk", ["not a moment", "2026-13-45 99:99:99", "\udcff"])
def test_what_sqlite_lets_somebody_write_into_any_column_is_a_finding_and_no_crash(cast: Cast, junk: str) -> None:
    task = add_task(cast.helena)
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps to its types")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE signoff_task SET step_since = CAST(? AS TEXT)", [junk.encode(errors="surrogateescape")])
    assert any(f"task:{task}" in str(finding) or "signoff_task, row" in str(finding) for finding in verify())
