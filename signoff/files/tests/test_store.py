"""Erasing the last copy of a content while the same content is being attached elsewhere loses nothing."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from threading import Event, Thread

from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from signoff.files import store
from tests.cast import Cast, add_task, do

CONTENT = b"the same in both places"
NAME = hashlib.sha256(CONTENT).hexdigest()


def test_what_is_erased_between_being_put_and_being_committed_is_there_again(
    cast: Cast, settings: Settings, tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    # What the signer has handed out outlives the test's rollback: it gets a memory of its own.
    settings.SIGNOFF_KEYS = shutil.copytree(settings.SIGNOFF_KEYS, tmp_path / "keys")
    task = add_task(cast.helena)
    with django_capture_on_commit_callbacks(execute=True):
        do("files.attach-file", cast.helena, task=task, name="a.txt", content=CONTENT)
        store.remove(NAME, unless=lambda: False)
        assert not store.path_of(NAME).exists()
    assert store.path_of(NAME).read_bytes() == CONTENT


def test_what_is_attached_while_the_eraser_waits_is_not_erased() -> None:
    store.put(CONTENT)
    attached = Event()
    eraser = Thread(target=store.remove, args=[NAME], kwargs={"unless": attached.is_set})
    with store.locked(NAME):
        eraser.start()
        attached.set()
    eraser.join()
    assert store.path_of(NAME).exists()


def test_what_is_attached_to_nothing_any_more_is_erased() -> None:
    store.put(CONTENT)
    store.remove(NAME, unless=lambda: False)
    store.remove(NAME, unless=lambda: False)
    assert not store.path_of(NAME).exists()
