"""Reading the ledger: who sees which log, and receipts against the newest checkpoint."""

from __future__ import annotations

from base64 import b64decode

import pytest
from pytest_django import DjangoAssertNumQueries

from signoff.charter.sides import Room
from signoff.kernel.refusals import NotThere
from signoff.ledger import queries
from signoff.ledger.tree import leaf_hash, root_from_proof
from tests.cast import Cast, add_task, do


def test_each_side_reads_its_own_room_and_no_trace_of_the_other(cast: Cast) -> None:
    task = add_task(cast.helena)
    said = do("discussions.write-comment", cast.helena, task=task, room="customer", text="Between us")
    ours = queries.log_seen_by(cast.member(cast.helena), Room.CUSTOMER)
    assert ours.origin == said.receipt.log
    with pytest.raises(NotThere):
        queries.log_seen_by(cast.member(cast.sofia), Room.CUSTOMER)
    with pytest.raises(NotThere):
        queries.entries(ours, seen_by=cast.member(cast.sofia))
    with pytest.raises(NotThere):
        queries.entry_bytes(ours, said.receipt.seq, seen_by=cast.member(cast.sofia))


def test_a_page_of_entries_goes_forward_from_a_number_or_backward(cast: Cast) -> None:
    member = cast.member(cast.helena)
    for title in ("One", "Two", "Three"):
        add_task(cast.helena, title=title)
    log = queries.log_seen_by(member)
    newest = log.size - 1
    assert [row.seq for row in queries.entries(log, seen_by=member, limit=2)] == [newest, newest - 1]
    assert [row.seq for row in queries.entries(log, seen_by=member, before=newest, limit=1)] == [newest - 1]
    assert [row.seq for row in queries.entries(log, seen_by=member, after=newest - 2)] == [newest - 1, newest]


def test_entries_are_found_by_person_and_by_object(cast: Cast) -> None:
    member = cast.member(cast.helena)
    task = add_task(cast.helena)
    do("backlog.move-task", cast.sofia, task=task, revision=1, step="in_progress")
    log = queries.log_seen_by(member)
    mine = queries.entries(log, seen_by=member, wanted=queries.Wanted(actors=(cast.sofia.pid,), task=task))
    assert [row.type for row in mine] == ["backlog.move-task"]


def test_sentences_name_people_in_as_many_queries_for_three_as_for_thirty(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    member = cast.member(cast.helena)
    rows = queries.entries(queries.log_seen_by(member), seen_by=member)
    assert len(rows) > 10
    for some in (rows[-3:], rows):
        with django_assert_num_queries(2):
            told = [(each.actor_name, each.sentence) for each in queries.readable(some, seen_by=member)]
    assert ("Jonas Keller", "invited Sofia Lindqvist as developer.") in told


def test_every_receipt_leads_to_the_newest_root(cast: Cast) -> None:
    for number in range(12):
        add_task(cast.helena, title=f"Task {number}")
    log = queries.log_seen_by(cast.member(cast.helena))
    root = b64decode(log.checkpoint.split("\n")[2])
    for seq in range(log.size):
        said = queries.entry_bytes(log, seq, seen_by=cast.member(cast.helena))
        head, _empty, checkpoint = queries.receipt_text(log, seq).partition("\n\n")
        proof = [b64decode(line) for line in head.split("\n")[2:]]
        assert checkpoint == log.checkpoint
        assert root_from_proof(seq, log.size, leaf_hash(said), proof) == root


def test_there_is_no_receipt_beyond_the_last_entry(cast: Cast) -> None:
    log = queries.log_seen_by(cast.member(cast.helena))
    with pytest.raises(NotThere):
        queries.receipt_text(log, log.size)
