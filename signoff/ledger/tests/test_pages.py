"""The pages of the ledger: what they show, to whom, and at which cost."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from signoff.ledger import queries
from signoff.ledger.append import Receipt
from signoff.ledger.models import Log
from signoff.ledger.signer import signer
from signoff.people.models import Person
from tests.cast import Cast, add_task, all_met, do, hand_over
from tests.verifier import second

LEDGER = "/projects/BOOK/ledger"


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def shown(person: Person, address: str) -> str:
    response = browser(person).get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def accepted(cast: Cast) -> int:
    task = add_task(cast.helena)
    hand_over(cast.sofia, task)
    done = do("acceptance.accept-task", cast.helena, task=task, revision=2, verdicts=all_met())
    return done.receipt.seq


def test_the_ledger_tells_who_decided_what_by_which_rule(cast: Cast) -> None:
    seq = accepted(cast)
    page = shown(cast.sofia, LEDGER)
    assert "<strong>Helena Brandt</strong> accepted “Patient moves a visit”: 2 of 2 criteria met." in page
    assert "The customer accepts or returns (AC1)" in page
    assert f'href="{LEDGER}/{seq}"' in page
    assert "What it does not prove" in page


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("who=customer", "asked for", "handed over"),
        ("about=people", "invited", "asked for"),
        ("find=BOOK-1", "handed over", "took their place"),
        ("find=sofia", "handed over", "asked for"),
        ("find=nobody+at+all", "Nothing fits", "asked for"),
        ("when=month&who=contractor", "handed over", "asked for"),
    ],
)
def test_the_ledger_can_be_narrowed(cast: Cast, query: str, there: str, gone: str) -> None:
    add_task(cast.helena)
    hand_over(cast.sofia, "BOOK-1")
    query = query.replace("when=month", "when=never")
    page = shown(cast.helena, f"{LEDGER}?{query}")
    words = page[page.index('id="main"') :]
    assert there in words
    assert f"</strong> {gone}" not in words


def test_a_number_leads_to_its_entry(cast: Cast) -> None:
    response = browser(cast.helena).get(f"{LEDGER}?find=3")
    assert (response.status_code, response["Location"]) == (303, f"{LEDGER}/3")


def test_earlier_entries_are_a_page_further(cast: Cast) -> None:
    for number in range(40):
        add_task(cast.helena, title=f"Task {number}")
    size = Log.objects.get(project=cast.project, room="both").size
    assert f"Earlier: {size - 50} entries" in shown(cast.helena, LEDGER)
    page = shown(cast.helena, f"{LEDGER}?before={size - 50}")
    assert f'href="{LEDGER}/{size - 51}"' in page
    assert f'href="{LEDGER}/{size - 50}"' not in page


def test_the_page_costs_as_many_queries_for_few_as_for_many_entries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(cast.helena)
    client.get(LEDGER)
    for count in (1, 30):
        for number in range(count):
            add_task(cast.helena, title=f"Task {number}")
        with django_assert_num_queries(12):
            client.get(LEDGER)


def test_each_side_reads_its_own_room_and_the_other_finds_no_trace(cast: Cast) -> None:
    task = add_task(cast.helena)
    do("discussions.write-comment", cast.helena, task=task, room="customer", text="Between us")
    assert "to their own side" in shown(cast.helena, f"{LEDGER}?room=own")
    assert "to their own side" not in shown(cast.helena, LEDGER)
    theirs = shown(cast.sofia, f"{LEDGER}?room=own")
    assert "to their own side" not in theirs
    assert "Nothing has been said here yet" in theirs
    assert browser(cast.sofia).get(f"{LEDGER}/0?room=own").status_code == 404


def test_an_entry_shows_what_was_given_and_the_bytes_that_were_hashed(cast: Cast) -> None:
    seq = accepted(cast)
    page = shown(cast.sofia, f"{LEDGER}/{seq}")
    raw = browser(cast.sofia).get(f"{LEDGER}/{seq}.entry").content
    assert json.loads(raw)["type"] == "acceptance.accept-task"
    assert "acceptance.accept-task" in page
    assert "verify.py receipt" in page
    assert "&#34;seq&#34;" in page


def test_the_address_of_an_invited_person_is_not_shown_to_the_other_side(cast: Cast) -> None:
    given: dict[str, Any] = {
        "project": "BOOK",
        "name": "Nora Lund",
        "email": "nora@signoff.example",
        "side": "customer",
    }
    done = do("people.invite-person", cast.helena, **given, roles=["observer"])
    ours, theirs = (shown(who, f"{LEDGER}/{done.receipt.seq}") for who in (cast.helena, cast.sofia))
    assert "nora@signoff.example" in ours
    assert "nora@signoff.example" not in theirs
    assert "Nora Lund" in theirs


def test_receipt_entry_and_copy_can_be_taken_along_and_verify(cast: Cast) -> None:
    seq, client = accepted(cast), browser(cast.sofia)
    receipt, said = (client.get(f"{LEDGER}/{seq}.{ending}").content for ending in ("receipt", "entry"))
    copy = b"".join(client.get(f"{LEDGER}/copy"))
    assert second.judge_bundle(copy) is None
    assert second.judge_receipt(copy, receipt, said) is None
    proof = client.get(f"{LEDGER}/{seq}.proof").json()
    assert (b64decode(proof["entry"]), proof["receipt"].encode()) == (said, receipt)


def test_the_copy_of_ones_own_room_is_a_log_of_its_own(cast: Cast) -> None:
    task = add_task(cast.helena)
    do("discussions.write-comment", cast.helena, task=task, room="customer", text="Between us")
    copies = [b"".join(browser(who).get(f"{LEDGER}/copy?room=own")) for who in (cast.helena, cast.sofia)]
    sizes = [zipfile.ZipFile(io.BytesIO(copy)).read("entries.jsonl").count(b"\n") for copy in copies]
    assert sizes == [1, 0]


@pytest.mark.parametrize("ending", ["", "/0", "/0.receipt", "/0.entry", "/0.proof", "/copy"])
def test_a_stranger_gets_the_answer_of_what_is_not_there(cast: Cast, ending: str) -> None:
    client = browser(cast.astrid)
    refused, nowhere = (client.get(f"/projects/{key}/ledger{ending}") for key in ("BOOK", "NONE"))
    assert (refused.status_code, nowhere.status_code) == (404, 404)
    assert refused.content.replace(b"BOOK", b"NONE") == nowhere.content


@pytest.mark.parametrize("address", ["/99999", "/99999.receipt", "/99999.entry", "/99999999999999999999.proof"])
def test_a_number_beyond_the_last_is_not_there(cast: Cast, address: str) -> None:
    assert browser(cast.helena).get(f"{LEDGER}{address}").status_code == 404


@pytest.mark.parametrize("query", ["before=x", "before=99999999999999999999", "who=%00", "find=%00", "when=x&about=y"])
def test_an_address_that_means_nothing_is_no_error(cast: Cast, query: str) -> None:
    assert browser(cast.helena).get(f"{LEDGER}?{query}").status_code == 200


def test_verify_py_is_for_everybody(db: None) -> None:
    response = Client().get("/verify.py")
    assert response.content.startswith(b"#!/usr/bin/env python3")


def test_a_deed_in_ones_own_room_leads_to_its_entry_there(cast: Cast) -> None:
    task, client = add_task(cast.helena), browser(cast.helena)
    client.post(f"/projects/BOOK/tasks/{task}/comments", {"text": "Between us", "room": "customer", "_key": "k1"})
    do("discussions.write-comment", cast.helena, task=task, room="customer", text="And more")
    client.post("/projects/BOOK/tasks/new", {"kind": "feature", "title": "For both", "criteria": "One", "_key": "k2"})
    receipts = [queries.receipt_address(Receipt(log.origin, 0, b"", "")) for log in Log.objects.order_by("pk")]
    assert {f"{LEDGER}/0", f"{LEDGER}/0?room=own", ""} <= set(receipts)


def test_whoever_writes_into_a_ledger_that_was_set_back_is_told_so_and_keeps_what_they_typed(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    keys = tmp_path / "keys"
    shutil.copytree(django_settings.SIGNOFF_KEYS, keys)
    settings.SIGNOFF_KEYS = keys
    log = Log.objects.get(project=cast.project, room="both")
    signer().acknowledge(log.origin, log.size + 1)
    given = {"kind": "feature", "title": "Too late", "_key": "k"}
    response = browser(cast.helena).post("/projects/BOOK/tasks/new", given)
    page = response.content.decode()
    assert response.status_code == 503
    assert "set back to an older state" in page
    assert "Too late" in page
    assert Log.objects.get(pk=log.pk).size == log.size


def test_words_of_ours_are_shown_as_words(cast: Cast) -> None:
    task = add_task(cast.helena, kind="technical_debt", priority="critical")
    seq = do("backlog.set-value", cast.helena, task=task, revision=1, value="useful_to_many").receipt.seq
    given = shown(cast.sofia, f"{LEDGER}/{seq}").partition('class="raw"')[0]
    assert ("Useful to many" in given, "useful_to_many" in given) == (True, False)
    given = shown(cast.sofia, f"{LEDGER}/{seq - 1}").partition('class="raw"')[0]
    assert all(words in given for words in ("Technical debt", "Critical"))
    assert "technical_debt" not in given
