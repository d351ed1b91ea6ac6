"""A7: the application cannot alter the ledger, by whatever statement it sends to the database.

On PostgreSQL as the role that `bin/signoff database-role` makes, on SQLite through the application's own connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from signoff.ledger.models import Entry, Log, Node
from signoff.ledger.role import CannotGrant, grant_role
from tests import cast as stage
from tests.attacks.figures import report
from tests.cast import add_task

ROLE, PASSWORD = "signoff_app_in_tests", "only for this test"

BOTH = """
UPDATE signoff_entry SET actor = 'p_0'
UPDATE signoff_entry SET bytes = leaf WHERE seq = 0
UPDATE signoff_entry SET seq = seq + 1000
UPDATE signoff_entry SET log_id = 1 WHERE log_id <> 1
UPDATE signoff_node SET hash = ''
UPDATE signoff_node SET level = level + 30
DELETE FROM signoff_entry
DELETE FROM signoff_entry WHERE seq = (SELECT max(seq) FROM signoff_entry)
DELETE FROM signoff_node
DELETE FROM signoff_log
INSERT INTO signoff_entry SELECT * FROM signoff_entry WHERE true ON CONFLICT (log_id, seq) DO UPDATE SET actor = 'p_0'
INSERT INTO signoff_node SELECT * FROM signoff_node WHERE true ON CONFLICT DO NOTHING; DELETE FROM signoff_node
INSERT INTO signoff_entry SELECT * FROM signoff_entry
INSERT INTO signoff_node SELECT * FROM signoff_node
UPDATE signoff_log SET origin = 'forged/signoff/1' WHERE room = 'both' AND project_id IS NULL
UPDATE signoff_log SET project_id = NULL
UPDATE signoff_log SET room = 'customer' WHERE project_id IS NULL
DROP TABLE signoff_entry
DROP TABLE signoff_node
DROP TABLE signoff_log
ALTER TABLE signoff_entry RENAME TO signoff_old
ALTER TABLE signoff_entry ADD COLUMN forged text
ALTER TABLE signoff_entry DROP COLUMN actor
ALTER TABLE signoff_node RENAME COLUMN hash TO was
CREATE TRIGGER forged AFTER INSERT ON signoff_entry BEGIN SELECT 1; END
WITH gone AS (SELECT seq FROM signoff_entry) DELETE FROM signoff_entry WHERE seq IN (SELECT seq FROM gone)
UPDATE signoff_entry SET actor = 'p_0' FROM signoff_log WHERE signoff_log.id = signoff_entry.log_id
"""
POSTGRESQL = """
TRUNCATE signoff_entry
TRUNCATE signoff_node
TRUNCATE signoff_log CASCADE
ALTER TABLE signoff_entry DISABLE TRIGGER ALL
ALTER TABLE signoff_entry DISABLE TRIGGER entry_only_append; DELETE FROM signoff_entry
DROP TRIGGER entry_only_append ON signoff_entry; DELETE FROM signoff_entry
SET session_replication_role = replica; DELETE FROM signoff_entry
CREATE OR REPLACE FUNCTION signoff_only_append() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'
DROP FUNCTION signoff_only_append() CASCADE
ALTER TABLE signoff_entry OWNER TO CURRENT_USER
GRANT ALL ON signoff_entry TO CURRENT_USER; DELETE FROM signoff_entry
RESET ROLE; DELETE FROM signoff_entry
SET ROLE :owner:; DELETE FROM signoff_entry
CREATE RULE forged AS ON INSERT TO signoff_entry DO INSTEAD NOTHING
DROP SCHEMA public CASCADE
WITH gone AS (DELETE FROM signoff_entry RETURNING 1) SELECT * FROM gone
MERGE INTO signoff_entry e USING signoff_log l ON l.id = e.log_id WHEN MATCHED THEN DELETE
MERGE INTO signoff_entry e USING signoff_log l ON l.id = e.log_id WHEN MATCHED THEN UPDATE SET actor = 'p_0'
CREATE VIEW forged AS SELECT * FROM signoff_entry; DELETE FROM forged
DO 'BEGIN DELETE FROM signoff_entry; END'
COPY signoff_entry FROM PROGRAM 'true'; DELETE FROM signoff_entry
LOCK signoff_entry IN ACCESS EXCLUSIVE MODE; DELETE FROM signoff_entry
"""
SQLITE = """
REPLACE INTO signoff_entry SELECT * FROM signoff_entry
REPLACE INTO signoff_node SELECT * FROM signoff_node
INSERT OR REPLACE INTO signoff_entry SELECT log_id, seq, leaf, leaf, at, type, actor, about FROM signoff_entry
UPDATE OR REPLACE signoff_entry SET seq = 0
UPDATE OR IGNORE signoff_entry SET actor = 'p_0'
REPLACE INTO signoff_log SELECT * FROM signoff_log
DROP TRIGGER entry_no_delete; DELETE FROM signoff_entry
DROP TRIGGER entry_no_update; UPDATE signoff_entry SET actor = 'p_0'
DROP TRIGGER entry_no_replace; REPLACE INTO signoff_entry SELECT * FROM signoff_entry
DROP TRIGGER node_no_delete; DELETE FROM signoff_node
PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'entry_no_delete'
PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = '' WHERE name = 'entry_no_update'
PRAGMA recursive_triggers = OFF
PRAGMA ignore_check_constraints = ON
PRAGMA journal_mode = OFF
ATTACH DATABASE ':file:' AS again; DELETE FROM again.signoff_entry
ATTACH DATABASE ':memory:' AS aside
CREATE TEMP TRIGGER forged BEFORE INSERT ON main.signoff_entry BEGIN SELECT RAISE(IGNORE); END
CREATE TEMP TABLE signoff_entry (a)
CREATE VIEW forged AS SELECT * FROM signoff_entry
DELETE FROM sqlite_master
VACUUM
"""

pytestmark = pytest.mark.usefixtures("own_database")


def owner() -> str:
    """The role that made the tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


def state() -> tuple[object, ...]:
    """All that the ledger holds, and its guards."""
    entries = [tuple(bytes(part) if isinstance(part, memoryview) else part for part in row) for row in _entries()]
    nodes = [(row[0], row[1], row[2], bytes(row[3])) for row in _nodes()]
    return entries, nodes, list(Log.objects.order_by("pk").values_list("pk", "project_id", "room", "origin", "size"))


def _entries() -> list[tuple[object, ...]]:
    rows = Entry.objects.order_by("log_id", "seq")
    return list(rows.values_list("log_id", "seq", "bytes", "leaf", "at", "type", "actor", "about"))


def _nodes() -> list[tuple[Any, ...]]:
    return list(Node.objects.order_by("log_id", "level", "index").values_list("log_id", "level", "index", "hash"))


def tried(statements: list[str], send: Callable[[str], None]) -> list[str]:
    """Which of the statements the database took, or which changed anything."""
    before, taken = state(), []
    for statement in statements:
        try:
            send(statement)
        except (DatabaseError, psycopg.Error):
            pass
        else:
            taken.append(statement)
        assert state() == before, statement
    return taken


@contextmanager
def as_the_role() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection of the role that serves; the role is gone again afterwards."""
    grant_role(ROLE)
    settings = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER ROLE {ROLE} PASSWORD '{PASSWORD}'")
    given = {"host": settings["HOST"], "port": settings["PORT"], "dbname": settings["NAME"]}
    words = {name: value for name, value in given.items() if value}
    try:
        with psycopg.connect(**words, user=ROLE, password=PASSWORD, autocommit=True) as session:
            yield session
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP OWNED BY {ROLE}")
            cursor.execute(f"DROP ROLE {ROLE}")


def test_the_application_cannot_alter_the_ledger() -> None:
    add_task(stage.cast().helena)
    if connection.vendor == "postgresql":
        statements = lines(BOTH) + lines(POSTGRESQL.replace(":owner:", owner()))
        with as_the_role() as session:

            def send(statement: str) -> None:
                with session.transaction():
                    session.execute(statement)

            taken = tried(statements, send)
    else:
        statements = lines(BOTH) + lines(SQLITE.replace(":file:", str(connection.settings_dict["NAME"])))

        def send(statement: str) -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                for part in statement.split("; ") if " BEGIN " not in statement else [statement]:
                    cursor.execute(part)

        taken = tried(statements, send)
    assert len(statements) >= 40
    report("A7", len(statements), taken, "ways to alter the ledger as the application")


def test_the_role_that_serves_can_do_all_that_people_do(own_database: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    with as_the_role():
        before = connection.settings_dict["USER"], connection.settings_dict["PASSWORD"]
        connection.close()
        connection.settings_dict.update(USER=ROLE, PASSWORD=PASSWORD)
        try:
            task = add_task(stage.cast().helena)
        finally:
            connection.close()
            connection.settings_dict.update(USER=before[0], PASSWORD=before[1])
    assert task == "BOOK-1"


def test_a_role_that_may_do_more_than_serve_is_refused() -> None:
    with pytest.raises(CannotGrant):
        grant_role(owner() if connection.vendor == "postgresql" else ROLE)
    if connection.vendor == "postgresql":
        with pytest.raises(CannotGrant):
            grant_role('x"; DROP TABLE signoff_entry; --')


def test_the_search_index_and_everything_else_still_work_on_a_guarded_connection(tmp_path: Path) -> None:
    cast = stage.cast()
    task = add_task(cast.helena, title="Ärzte finden")
    stage.do("backlog.move-task", cast.sofia, task=task, revision=1, step="in_progress")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM signoff_task_search WHERE signoff_task_search MATCH 'arzte'")
            assert cursor.fetchone() == (1,)
