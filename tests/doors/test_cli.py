"""The command line does what the pages and the API do, in the same words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from signoff.backlog.models import Task
from signoff.files.models import Attachment
from signoff.kernel.command import commands
from signoff.ledger.models import Entry
from tests.cast import Cast, add_task
from tests.doors.doors import shell

HELENA = ("--as", "helena@signoff.example")


def test_it_does_a_deed_and_prints_answer_and_receipt(cast: Cast) -> None:
    code, out, err = shell("do", "backlog.add-task", *HELENA, "project=BOOK", "title=A wish", "criteria.0=It is met")
    assert (code, err) == (0, "")
    lines = dict(line.split(": ", 1) for line in out.splitlines())
    assert (lines["task"], lines["revision"]) == ("BOOK-1", "1")
    entry = Entry.objects.filter(type="backlog.add-task").get()
    assert lines["receipt"] == f"{entry.seq} in {entry.log.origin}"
    assert Task.objects.get().criteria == [{"id": 1, "text": "It is met"}]


@pytest.mark.parametrize("person", ["HELENA@signoff.example", "pid"])
def test_a_person_is_named_by_address_or_id(cast: Cast, person: str) -> None:
    named = cast.helena.pid if person == "pid" else person
    assert shell("do", "backlog.add-task", "project=BOOK", "title=x", "--as", named)[0] == 0


def test_the_receipt_is_kept_with_its_entry(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "receipt"
    shell("do", "backlog.add-task", *HELENA, "project=BOOK", "title=x", "--receipt", str(file))
    entry = Entry.objects.filter(type="backlog.add-task").get()
    assert file.read_text().startswith(f"c2sp.org/tlog-proof@v1\nindex {entry.seq}\n")
    assert Path(f"{file}.entry").read_bytes() == bytes(entry.bytes)


def test_where_no_receipt_can_be_kept_nothing_is_done(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "receipt"
    code, _out, err = shell("do", "backlog.add-task", *HELENA, "project=BOOK", "title=x", "--receipt", str(file))
    assert (code, Task.objects.count()) == (2, 0)
    assert "--receipt" in err


def test_long_words_and_files_come_from_the_disk(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("As a patient\nI move a visit\n", encoding="utf-8")
    (tmp_path / "plan.bin").write_bytes(b"\x00\xff plan")
    task = add_task(cast.helena)
    story = f"story=@{tmp_path / 'story.md'}"
    assert shell("do", "backlog.add-task", *HELENA, "project=BOOK", "title=x", story)[0] == 0
    assert Task.objects.get(number=2).story == "As a patient\nI move a visit\n"
    content = f"content=@{tmp_path / 'plan.bin'}"
    assert shell("do", "files.attach-file", *HELENA, f"task={task}", "name=plan.bin", content)[0] == 0
    assert Attachment.objects.get().size == 7


def test_lists_and_numbers_are_given_by_place_or_as_json(cast: Cast) -> None:
    task = add_task(cast.helena)
    kept = ("kind=bug", "title=x", "criteria.0.id=2", "criteria.0.text=Second", "criteria.1.text=New")
    assert shell("do", "backlog.reword-task", *HELENA, f"task={task}", "revision:=1", *kept)[0] == 0
    assert Task.objects.get().criteria == [{"id": 2, "text": "Second"}, {"id": 3, "text": "New"}]


def test_a_refusal_is_told_with_who_may_instead(cast: Cast) -> None:
    task = add_task(cast.helena)
    words = (f"task={task}", "revision=1", "priority=low")
    code, out, err = shell("do", "backlog.set-priority", "--as", "sofia@signoff.example", *words)
    assert (code, out) == (1, "")
    assert err == (
        "Only the customer sets the priority and the value of a task. Here: Helena Brandt or Tomás Rivera. "
        "[S2, not-yours-priority]\n"
    )


def test_a_stale_edit_says_what_is_there_now(cast: Cast) -> None:
    task = add_task(cast.helena)
    code, _out, err = shell("do", "backlog.set-priority", *HELENA, f"task={task}", "revision=7", "priority=low")
    assert code == 1
    assert f"[task:{task}: 1]" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["title"], "title: is not written as field=value"),
        (["title=a", "title=b"], "title: is given twice"),
        (["criteria.0=a", "criteria.0.text=b"], "criteria.0.text: is given twice"),
        (["title=a", "title.x=b"], "title.x: is given twice"),
        (["title:={"], "title: is not JSON"),
        (["title:=NaN"], "title: is not a number that JSON knows"),
        (["story=@/nowhere/at/all"], "story: /nowhere/at/all cannot be read"),
        (["story=@."], "story: . cannot be read"),
        (["title=a\udcffb"], "title: "),
        (['title:="a\udcffb"'], "title: must be UTF-8"),
        (["nonsense=1"], "nonsense: Extra inputs are not permitted"),
        (["kind=epic"], "kind: "),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_done(cast: Cast, words: list[str], said: str) -> None:
    code, out, err = shell("do", "backlog.add-task", *HELENA, "project=BOOK", *words)
    assert (code, out, Task.objects.count()) == (2, "", 0)
    assert any(line.startswith(said) for line in err.splitlines()), err


@pytest.mark.parametrize("person", ["nobody@signoff.example", "p_0000000000000000", "", "a\0b", "Helena Brandt"])
def test_nobody_acts_who_is_not_here(cast: Cast, person: str) -> None:
    code, _out, err = shell("do", "backlog.add-task", "--as", person, "project=BOOK", "title=x")
    assert code == 3
    assert err.startswith("Nobody here is")


def test_a_named_service_does_not_act_at_the_console(cast: Cast) -> None:
    assert shell("do", "backlog.add-task", "--as", "installation@localhost.invalid", "project=BOOK", "title=x")[0] == 3


def test_there_is_no_command_of_another_name() -> None:
    code, _out, err = shell("do", "backlog.drop-everything", *HELENA)
    assert (code, err) == (2, "backlog.drop-everything: there is no such command; see: signoff commands\n")


def test_the_same_key_again_has_no_second_effect(cast: Cast) -> None:
    said = [
        json.loads(shell("do", "backlog.add-task", *HELENA, "--key", "k", "--json", "project=BOOK", "title=x")[1])
        for _time in range(2)
    ]
    assert said[0]["receipt"] == said[1]["receipt"]
    assert Task.objects.count() == 1


def test_projects_are_listed_for_all_and_for_one(cast: Cast) -> None:
    assert {line.split("\t")[0] for line in shell("projects")[1].splitlines()} == {"BOOK", "ELSE"}
    assert shell("projects", "--as", cast.sofia.email)[1] == "BOOK\tPatient booking\tcontractor\tdeveloper\n"
    assert shell("projects", "--as", "nobody@signoff.example")[0] == 3


def test_every_command_is_listed_and_explained() -> None:
    listed = shell("commands")[1]
    assert [line.split()[0] for line in listed.splitlines()] == sorted(commands)
    for name in commands:
        code, out, _err = shell("help-command", name)
        assert code == 0
        assert all(field in out for field in commands[name].model_fields)


def test_words_that_are_no_fields_are_not_passed_over_in_silence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        shell("commands", "more")
    assert left.value.code == 2
    with pytest.raises(SystemExit):
        shell("do", "backlog.add-task", *HELENA, "--force")
