"""Filling a database: three projects of different sizes, by commands, as in life."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from bench.tables import TABLE
from signoff.kernel.command import Command, read_command
from signoff.kernel.run import run, run_all
from signoff.people.commands.account import installation_service
from signoff.people.models import Invitation, Person, Project

BEGUN = datetime(2026, 9, 2, 9, 0, tzinfo=UTC)
KINDS = ("feature", "feature", "feature", "bug", "autotest", "technical_debt", "documentation")
PRIORITIES = ("high", "medium", "medium", "low", "low", "low", "low")


def do(command: str, by: Person, **given: Any) -> dict[str, Any]:
    """Run one command; its answer."""
    return run(read_command(command, given), by=by, door="bench").answer


def fill(sizes: dict[str, int]) -> dict[str, Any]:
    """Make the projects; what the client needs to know to ask for their pages."""
    _floor_table()
    for key in sizes:
        _open(key)
    owner, manager = Person.objects.get(email="owner@bench.example"), Person.objects.get(email="manager@bench.example")
    for key, size in sizes.items():
        run_all(_tasks(key, size - 1), by=manager, door="bench")
        _one_handed_over(key, owner, manager)
    _gather_statistics()
    token = run(
        read_command("people.create-api-token", {"name": "bench", "scope": "write"}), by=manager, door="bench"
    ).secret["secret"]
    return {
        "cookie": _session(owner, settings.AUTHENTICATION_BACKENDS[0]),
        "floor_cookie": _session(owner, "django.contrib.auth.backends.ModelBackend"),
        "token": token,
        "projects": {
            key: {"id": Project.objects.get(key=key).pk, "task": f"{key}-{size}"} for key, size in sizes.items()
        },
    }


def _gather_statistics() -> None:
    """What PostgreSQL does by itself within a minute of such a filling, and the bench does not wait for."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _session(person: Person, backend: str) -> str:
    """The cookie of somebody who is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def _floor_table() -> None:
    columns = "person_id bigint NOT NULL, title varchar(200) NOT NULL"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {TABLE} (id bigserial PRIMARY KEY, {columns})")
        return
    # The application's own connections make no tables on SQLite.
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as own:
        own.execute(f"CREATE TABLE {TABLE} (id integer PRIMARY KEY AUTOINCREMENT, {columns})")


def _open(key: str) -> None:
    do(
        "people.create-project",
        installation_service(),
        key=key,
        name=f"Project {key}",
        customer="Customer",
        contractor="Contractor",
        product_owner={"name": "Olga Owner", "email": "owner@bench.example"},
        project_manager={"name": "Mats Manager", "email": "manager@bench.example"},
    )
    for invitation in Invitation.objects.filter(membership__project__key=key).select_related("membership__person"):
        person = invitation.membership.person
        password = {} if person.has_usable_password() else {"password": "a walk in the rain"}
        do("people.accept-invitation", person, project=key, invitation=invitation.public_id, **password)


def _tasks(key: str, count: int) -> Iterator[Command[Any, Any]]:
    for start in range(0, count, 100):
        rows = [_task(key, number) for number in range(start, min(start + 100, count))]
        yield read_command("backlog.record-past-tasks", {"project": key, "source": "bench", "tasks": rows})


def _task(key: str, number: int) -> dict[str, Any]:
    created = BEGUN + timedelta(minutes=number)
    return {
        "external_key": f"OLD-{number}",
        "kind": KINDS[number % len(KINDS)],
        "title": f"Patient {number} moves a visit to another free time in clinic {number % 97}",
        "story": "As a patient, I want to move a visit myself, so that I need not call.",
        "criteria": ["The old time is free again", "Both get a message"],
        "priority": PRIORITIES[number % len(PRIORITIES)],
        "estimate_minutes": 60 * (1 + number % 40),
        "created_at": created.isoformat(),
        "done_at": (created + timedelta(days=3)).isoformat() if number % 5 == 0 else None,
    }


def _one_handed_over(key: str, owner: Person, manager: Person) -> None:
    """The task whose page is measured: handed over, returned once, handed over again, with a conversation."""
    task = do(
        "backlog.add-task",
        owner,
        project=key,
        title="Patient moves a visit to another free time",
        story="As a patient, I want to move a visit myself, so that I need not call the clinic.",
        criteria=["The next free times are seen", "The old time is free again", "Both get a message"],
        priority="critical",
    )["task"]
    handover = {"version": "0.4", "where": "https://trial.example", "how": "1. Sign in\n2. Press Move"}
    evidence = [{"kind": "test", "text": "14 cases on 3 phones", "result": "passed"}]
    do("acceptance.hand-over-task", manager, task=task, revision=1, evidence=evidence, **handover)
    unmet = {"criterion": 2, "met": False, "expected": "Free at once", "happened": "It stayed taken"}
    do("acceptance.return-task", owner, task=task, revision=2, verdicts=[unmet])
    do("acceptance.hand-over-task", manager, task=task, revision=3, evidence=evidence, **handover)
    for number in range(6):
        do("discussions.write-comment", (owner, manager)[number % 2], task=task, text=f"Remark {number} on the visit.")
