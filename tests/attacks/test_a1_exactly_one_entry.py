"""A1: every decision has exactly one entry, in the same transaction, wherever it fails on the way.

Each command is tried once for every statement that it sends to the database, and that statement fails: before, in and
after its writing, in each step of the ledger's append, and at the end of the transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from signoff.kernel.command import Command, commands, read_command
from signoff.kernel.run import run
from signoff.ledger.faults import KeyFault
from signoff.ledger.models import Entry
from signoff.ledger.signer import signer
from signoff.ledger.verify import verify
from signoff.people.commands.account import installation_service
from signoff.people.models import Person
from tests.attacks.figures import report, times
from tests.attacks.state import state
from tests.cast import Cast
from tests.doors.samples import SAMPLES

FIRST = "people.create-first-account"
Execute = Callable[..., Any]


class Failing:
    """Lets statements through, and fails at the one with the given number; counts them."""

    def __init__(self, at: int) -> None:
        self.at, self.seen = at, 0

    def __call__(self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        self.seen += 1
        if self.seen == self.at:
            raise DatabaseError(f"the disk is full at statement {self.at}")
        return execute(sql, params, many, context)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def attempt(command: Command[Any, Any], by: Person, at: int) -> int:
    """Run it with a failure at that statement (0: none); how many statements it sent."""
    failing = Failing(at)
    with connection.execute_wrapper(failing):
        run(command, by=by, door="test", key="attack")
    return failing.seen


def fail_everywhere(name: str, given: dict[str, Any], by: Person) -> tuple[int, list[str]]:
    """Fail the command at each of its statements; how often, and which left a trace or lost an entry."""
    wrong: list[str] = []
    command, before = read_command(name, given), state()
    with undone():
        count = attempt(command, by, 0)
    step = times(max(1, count // 12), 1)
    tried = sorted({*range(1, count + 1, step), *range(max(1, count - 10), count + 1)})
    for at in tried:
        with undone():
            try:
                attempt(command, by, at)
            except DatabaseError:
                if state() != before:
                    wrong.append(f"{name} left a trace after failing at statement {at} of {count}")
            else:
                wrong.append(f"{name} did not fail at statement {at} of {count}")
    entries = Entry.objects.count()
    attempt(command, by, 0)
    if Entry.objects.count() != entries + 1:
        wrong.append(f"{name} wrote {Entry.objects.count() - entries} entries")
    return len(tried) + 1, wrong


def test_wherever_a_command_fails_it_leaves_no_trace_and_otherwise_one_entry(cast: Cast) -> None:
    tried = 0
    wrong: list[str] = []
    assert SAMPLES.keys() == commands.keys()
    for name, sample_of in sorted(SAMPLES.items()):
        if name == FIRST:
            continue
        with undone():
            sample = sample_of(cast)
            if not sample.at_doors:
                continue
            done, failed = fail_everywhere(name, sample.given, sample.entitled)
            tried, wrong = tried + done, wrong + failed
            wrong += [f"{name}: {finding}" for finding in verify(cast.project)]
    report("A1", tried, wrong, f"failures injected into {len(SAMPLES) - 1} commands")


def test_the_first_account_is_made_whole_or_not_at_all(own_empty_database: None) -> None:
    given = {"name": "Ada First", "email": "ada@signoff.example", "password": "a walk in the rain"}
    service = installation_service()
    signer()  # the key is made before anything is counted
    with transaction.atomic():
        tried, wrong = fail_everywhere(FIRST, given, service)
        report("A1", tried, wrong, "failures injected into the making of the first account")


@pytest.mark.parametrize("name", ["acceptance.accept-task", "people.create-project", "files.attach-file"])
def test_a_key_that_cannot_be_used_leaves_no_trace(cast: Cast, name: str, settings: Settings, tmp_path: Path) -> None:
    sample = SAMPLES[name](cast)
    before = state()
    (tmp_path / "ledger.key").write_bytes(b"no key")
    settings.SIGNOFF_KEYS = tmp_path
    with pytest.raises(KeyFault), transaction.atomic():
        run(read_command(name, sample.given), by=sample.entitled, door="test")
    assert state() == before
