"""The daily letter with the checkpoint, to both sides of each project (A3)."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from signoff.jobs.queue import plan_next
from signoff.jobs.worker import Worker
from signoff.kernel import clock
from signoff.ledger.export import export
from signoff.ledger.models import Log
from signoff.ledger.witness_letters import write_checkpoint_letters
from signoff.serving.environment import ROOT
from tests.cast import Cast, add_task, do


def letters_of_a_day() -> dict[str, EmailMultiAlternatives]:
    """What goes out when the letters are written and sent, by the first name of who gets it."""
    mail.outbox.clear()
    write_checkpoint_letters()
    Worker().work_off()
    sent = [message for message in mail.outbox if isinstance(message, EmailMultiAlternatives)]
    assert len({message.to[0] for message in sent}) == len(sent)
    return {message.to[0].partition("@")[0]: message for message in sent}


def attached(message: EmailMultiAlternatives) -> tuple[str, bytes]:
    (part,) = message.attachments
    return str(part.get_filename()), part.get_payload(decode=True)


def test_whoever_decides_on_each_side_gets_the_newest_checkpoint_of_their_projects(cast: Cast) -> None:
    sent = letters_of_a_day()
    assert sorted(sent) == ["astrid", "helena", "jonas", "lars"]
    log = Log.objects.get(project__key="BOOK", room="both")
    for name in ("helena", "jonas"):
        assert attached(sent[name]) == (f"BOOK-{log.size}.checkpoint", log.checkpoint.encode())
    assert attached(sent["astrid"])[0].startswith("ELSE-")


def test_it_says_in_plain_words_what_it_is_and_what_to_do(cast: Cast) -> None:
    letter = letters_of_a_day()["helena"]
    words = str(letter.body)
    for said in ("Hello Helena Brandt", "keep this letter", "python3 verify.py consistency", "/projects/BOOK/ledger"):
        assert said in words
    assert "Patient booking" in str(letter.subject)


def test_on_days_on_which_nothing_was_decided_there_is_none(cast: Cast) -> None:
    letters_of_a_day()
    assert letters_of_a_day() == {}
    add_task(cast.sofia)
    assert sorted(letters_of_a_day()) == ["helena", "jonas"]


def test_who_has_turned_it_off_gets_none(cast: Cast) -> None:
    do("mail.choose-letters", cast.helena, revision=0, unwanted=["checkpoint"])
    assert sorted(letters_of_a_day()) == ["astrid", "jonas", "lars"]


def test_who_no_longer_takes_part_gets_none(cast: Cast) -> None:
    place = cast.member(cast.tomas).membership
    given: dict[str, Any] = {
        "membership": place.public_id,
        "revision": place.revision,
        "roles": ["product_owner", "delegate"],
    }
    do("people.change-roles", cast.helena, project="BOOK", **given)
    mine = cast.member(cast.helena).membership
    do("people.end-membership", cast.tomas, project="BOOK", membership=mine.public_id, revision=mine.revision)
    assert sorted(letters_of_a_day()) == ["astrid", "jonas", "lars", "tomas"]


def test_the_attached_file_is_what_verify_py_checks_a_copy_against(cast: Cast, tmp_path: Path) -> None:
    name, checkpoint = attached(letters_of_a_day()["helena"])
    (tmp_path / name).write_bytes(checkpoint)
    add_task(cast.helena)
    export(Log.objects.get(project__key="BOOK", room="both"), tmp_path / "copy.zip")
    words = [sys.executable, str(ROOT / "verify.py"), "consistency", str(tmp_path / "copy.zip"), str(tmp_path / name)]
    checked = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout[:6]) == (0, "valid:"), checked


@pytest.mark.usefixtures("cast")
def test_it_goes_out_once_a_day_with_two_workers() -> None:
    at = clock.now()
    for _minute in range(2):
        plan_next(at)
    tomorrow = at + timedelta(days=1)
    workers = [Worker(lambda: tomorrow), Worker(lambda: tomorrow)]
    for worker in workers * 50:
        worker.do_one()
    assert sorted(message.to[0].partition("@")[0] for message in mail.outbox) == ["astrid", "helena", "jonas", "lars"]
