"""What one side attaches for itself leaves no trace for the other, not even in a refusal (A2)."""

from __future__ import annotations

import pytest

from signoff.files import rules, store
from signoff.files.models import Attachment
from signoff.kernel.refusals import Refused
from signoff.people.models import Person
from tests.cast import Cast, add_task, do
from tests.cast import cast as cast_in_place


def attach(by: Person, task: str, content: bytes, room: str) -> str:
    return str(do("files.attach-file", by, task=task, name="a.txt", content=content, room=room).answer["file"])


def test_the_other_sides_own_files_do_not_fill_a_task(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_FILES", 2)
    task = add_task(cast.helena)
    for content in (b"one", b"two"):
        attach(cast.sofia, task, content, "contractor")
    for content in (b"three", b"four"):
        attach(cast.helena, task, content, "both")
    with pytest.raises(Refused) as refused:
        attach(cast.helena, task, b"five", "both")
    assert [each.code for each in refused.value.refusals] == ["too-many-files"]


def test_erasing_does_not_tell_that_the_other_side_has_the_same_file(own_database: None) -> None:
    cast = cast_in_place()
    task = add_task(cast.helena)
    theirs = attach(cast.sofia, task, b"a guess", "contractor")
    ours = attach(cast.helena, task, b"a guess", "both")
    content = store.path_of(Attachment.objects.get(public_id=theirs).sha256)
    do("files.erase-file", cast.helena, project="BOOK", file=ours)
    assert content.read_bytes() == b"a guess"
    do("files.erase-file", cast.jonas, project="BOOK", file=theirs)
    assert not content.exists()


def test_what_is_seen_elsewhere_too_is_not_erased(cast: Cast) -> None:
    task = add_task(cast.helena)
    ours = attach(cast.helena, task, b"twice", "both")
    attach(cast.helena, add_task(cast.helena), b"twice", "both")
    with pytest.raises(Refused) as refused:
        do("files.erase-file", cast.helena, project="BOOK", file=ours)
    assert [each.code for each in refused.value.refusals] == ["attached-elsewhere"]
