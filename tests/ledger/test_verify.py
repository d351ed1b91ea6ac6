"""Verification: nothing is found where nothing is wrong, and what is wrong is named."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest
from django.db import connection, transaction

from signoff.backlog.models import Task, TaskTally
from signoff.files.models import Attachment
from signoff.files.store import path_of
from signoff.kernel.command import read_command
from signoff.kernel.run import run_all
from signoff.ledger.faults import HistoryCut, KeyFault
from signoff.ledger.guard import guard
from signoff.ledger.models import Entry, Log, Node, Opening
from signoff.ledger.signer import Signer, signer
from signoff.ledger.verify import verify
from signoff.people.models import Person, Project
from tests.cast import Cast, add_task, all_met, do, hand_over


def found(project: Project | None = None) -> list[str]:
    return [str(finding) for finding in verify(project)]


def accepted_task(cast: Cast) -> str:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    do("acceptance.accept-task", cast.helena, task=task, revision=2, verdicts=all_met())
    return task


def without_triggers(statement: str) -> None:
    """What somebody could do who owns the database: take the guards away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("signoff_entry", "signoff_node"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            connection.connection.set_authorizer(None)
            names = "entry_no_update entry_no_delete entry_no_replace node_no_update node_no_delete node_no_replace"
            for name in names.split():
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(statement)
    guard(connection)


def test_a_project_in_which_everything_was_done_by_commands_is_whole(cast: Cast) -> None:
    task = accepted_task(cast)
    do("discussions.write-comment", cast.helena, task=task, room="customer", text="Between us")
    content = b64encode(b"a plan").decode()
    do("files.attach-file", cast.helena, task=task, name="plan.txt", content=content)
    do("people.create-api-token", cast.helena, name="Reports")
    do("people.change-account", cast.sofia, revision=2, name="Sofia L.", locale="fi", time_zone="UTC")
    assert (found(), found(cast.project)) == ([], [])


def test_a_changed_row_is_named_with_the_entry_that_says_otherwise(cast: Cast) -> None:
    task = accepted_task(cast)
    row = Task.objects.get()
    Task.objects.update(title="Something else")
    (finding,) = found(cast.project)
    last = Entry.objects.filter(log__project=cast.project, about=f"task:{task}").order_by("-seq")[0]
    assert (
        finding
        == f"task:{task} (signoff_task, row {row.pk}): is not what entry {last.seq} says: it was changed by hand"
    )


def test_rights_that_somebody_gave_themselves_in_the_table_are_found(cast: Cast) -> None:
    Person.objects.filter(pk=cast.sofia.pk).update(is_administrator=True)
    assert [finding.partition(" ")[0] for finding in found()] == [f"person:{cast.sofia.pid}"]


def test_a_deleted_and_an_invented_row_are_named(cast: Cast) -> None:
    task = add_task(cast.helena)
    Task.objects.update(number=999)
    tampered = found(cast.project)
    assert any("task:BOOK-999" in finding and "put there by hand" in finding for finding in tampered)
    assert any(finding.startswith(f"task:{task}: missing from signoff_task") for finding in tampered)


def test_a_tally_and_a_number_that_do_not_fit_are_found(cast: Cast) -> None:
    add_task(cast.helena)
    TaskTally.objects.update(count=7)
    Project.objects.filter(pk=cast.project.pk).update(last_number=0)
    assert [finding.partition(" ")[0] for finding in found()] == ["the", "project:BOOK"]


def test_a_missing_and_a_changed_file_are_found(cast: Cast) -> None:
    task = add_task(cast.helena)
    for name in ("one", "two"):
        do("files.attach-file", cast.helena, task=task, name=name, content=b64encode(name.encode()).decode())
    one, two = Attachment.objects.order_by("pk")
    path_of(one.sha256).write_bytes(b"another")
    path_of(two.sha256).unlink()
    changed, missing = found(cast.project)
    path_of(one.sha256).unlink()
    assert (one.obj in changed, "another content" in changed) == (True, True)
    assert (two.obj in missing, "missing" in missing) == (True, True)


def test_an_opening_that_does_not_fit_its_commitment_is_found_and_an_erased_one_is_not(cast: Cast) -> None:
    Opening.objects.filter(log__project=cast.project, field="email").delete()
    assert found() == []
    Opening.objects.filter(log__project=cast.project, field="name").update(value="Somebody else")
    assert all("is not what the entry committed to" in finding for finding in found())


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE signoff_entry SET actor = 'p_0' WHERE seq = 3", "signoff_entry.actor is not what its bytes say"),
        ("UPDATE signoff_entry SET bytes = leaf WHERE seq = 3", "its bytes are not those that were hashed"),
        ("DELETE FROM signoff_entry WHERE seq = 3", "missing from signoff_entry"),
        ("UPDATE signoff_node SET hash = hash || hash WHERE level = 1", "changed in signoff_node"),
        ("DELETE FROM signoff_node WHERE level = 2", "missing in signoff_node"),
        ("UPDATE signoff_node SET level = 9 WHERE level = 2", "too many in signoff_node"),
        ("UPDATE signoff_log SET size = size - 1 WHERE size > 0", "signoff_log.size says"),
        ("UPDATE signoff_log SET frontier = '' WHERE size > 0", "signoff_log.frontier does not follow"),
        ("UPDATE signoff_log SET checkpoint = 'x' WHERE size > 0", "signoff_log.checkpoint does not follow"),
        ("UPDATE signoff_log SET checkpoint = replace(checkpoint, 'A', 'B')", "not signed with this installation"),
    ],
)
def test_whatever_is_changed_in_the_ledger_itself_is_found(cast: Cast, statement: str, words: str) -> None:
    without_triggers(statement)
    assert any(words in finding for finding in found())


def test_a_ledger_that_was_cut_to_an_older_state_is_found_and_written_no_further(cast: Cast, own_keys: Path) -> None:
    task = add_task(cast.helena)
    log = Log.objects.get(project=cast.project, room="both")
    signer().acknowledge(log.origin, log.size + 1)
    assert any("history was cut" in finding for finding in found(cast.project))
    with pytest.raises(HistoryCut), transaction.atomic():
        do("backlog.move-task", cast.sofia, task=task, revision=1, step="in_progress")


def test_many_deeds_at_once_do_not_hide_that_the_ledger_was_cut(cast: Cast, own_keys: Path) -> None:
    log = Log.objects.get(project=cast.project, room="both")
    signer().acknowledge(log.origin, log.size + 1)
    several = (read_command("backlog.add-task", {"project": "BOOK", "title": f"Task {n}"}) for n in range(5))
    with pytest.raises(HistoryCut):
        run_all(several, by=cast.helena, door="test")


def test_a_missing_key_is_not_replaced_where_something_was_signed(tmp_path: Path) -> None:
    Signer(tmp_path).acknowledge("host/signoff/abc", 3)
    (tmp_path / "ledger.key").unlink()
    with pytest.raises(KeyFault, match="Put it back"):
        Signer(tmp_path)
    with pytest.raises(KeyFault, match="Put it back"):
        Signer(tmp_path / "elsewhere", is_new=lambda: False)


def test_a_key_file_that_is_no_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "ledger.key").write_bytes(b"short")
    with pytest.raises(KeyFault, match="cannot be used"):
        Signer(tmp_path)


def test_the_size_that_was_acknowledged_only_grows(tmp_path: Path) -> None:
    kept = Signer(tmp_path)
    for size in (9, 10, 4):
        kept.acknowledge("host/signoff/abc", size)
    assert kept.acknowledged("host/signoff/abc") == 10
    with pytest.raises(HistoryCut):
        kept.check("host/signoff/abc", 9)
    kept.check("host/signoff/abc", 10)


def test_a_node_too_many_is_named(cast: Cast) -> None:
    log = Log.objects.get(project=cast.project, room="both")
    Node.objects.create(log=log, level=20, index=0, hash=b"x" * 32)
    assert found(cast.project) == [f"node 20.0 of {log.origin}: too many in signoff_node"]
