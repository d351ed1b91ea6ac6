"""Requirements come in from the customer, and an analyst makes tasks of them (S6)."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.backlog.models import Task
from signoff.kernel.refusals import NotThere, Refused, Unreadable
from signoff.ledger.queries import recent_decisions
from signoff.scope.models import Requirement
from tests.cast import Cast, add_task, do
from tests.doors.samples import FILE


@pytest.fixture
def wish(cast: Cast) -> str:
    given: dict[str, Any] = {"title": "Moving without a call", "text": "They call us all day.", "origin": "Old Town"}
    return str(do("scope.record-requirement", cast.helena, project="BOOK", **given).answer["requirement"])


def deed(name: str, by: Any, revision: int = 1, **given: Any) -> None:
    do(f"scope.{name}-requirement", by, requirement="BOOK.1", revision=revision, **given)


def codes(name: str, by: Any, revision: int = 1, **given: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        deed(name, by, revision, **given)
    return [each.code for each in refused.value.refusals]


def told(cast: Cast) -> str:
    return recent_decisions(cast.member(cast.helena), limit=1)[0].sentence


def test_a_requirement_is_written_down_as_the_customer_says_it(cast: Cast, wish: str) -> None:
    row = Requirement.objects.get()
    assert (row.text, row.origin, row.state, row.by) == ("They call us all day.", "Old Town", "open", cast.helena)
    assert told(cast) == "wrote down the requirement “Moving without a call”."


def test_an_analyst_takes_it_up_and_another_may_take_it_over(cast: Cast, wish: str) -> None:
    deed("take-up", cast.priya)
    assert told(cast) == "took up the requirement “Moving without a call”."
    assert codes("take-up", cast.priya, 2) == ["in-analysis-already"]
    deed("take-up", cast.jonas, 2)
    assert (Requirement.objects.get().state, Requirement.objects.get().analyst) == ("in_analysis", cast.jonas)


def test_a_task_is_made_of_it(cast: Cast, wish: str) -> None:
    do("scope.add-part", cast.priya, project="BOOK", level="epic", title="Visits")
    words: dict[str, Any] = {
        "title": "Patient moves a visit",
        "story": "Alone",
        "criteria": ["It is moved"],
        "part": "BOOK.1",
    }
    done = do("scope.make-task", cast.priya, requirement=wish, **words)
    task = Task.objects.select_related("part", "requirement").get()
    assert (done.answer["task"], task.revision) == ("BOOK-1", done.answer["revision"])
    assert task.requirement is not None
    assert task.part is not None
    assert (task.requirement.number, task.part.title, task.criteria[0]["text"]) == (1, "Visits", "It is moved")
    assert told(cast) == "made the task “Patient moves a visit” out of the requirement “Moving without a call”."


def test_a_task_that_is_there_already_is_linked_to_it(cast: Cast, wish: str) -> None:
    task = add_task(cast.helena)
    do("scope.link-requirement", cast.priya, task=task, revision=1, requirement=wish)
    assert "comes from the requirement “Moving without a call”" in told(cast)
    with pytest.raises(Refused):
        do("scope.link-requirement", cast.priya, task=task, revision=2, requirement=wish)
    do("scope.link-requirement", cast.priya, task=task, revision=2)
    assert Task.objects.get().requirement is None
    assert "comes from no requirement" in told(cast)


def test_it_is_settled_once_with_a_word_how(cast: Cast, wish: str) -> None:
    deed("settle", cast.priya, note="Six tasks came of it.")
    assert told(cast) == "settled the requirement “Moving without a call”: Six tasks came of it."
    assert codes("settle", cast.priya, 2, note="Again") == ["requirement-settled"]
    assert codes("take-up", cast.priya, 2) == ["requirement-settled"]


def test_changed_after_it_was_settled_it_is_open_again(cast: Cast, wish: str) -> None:
    deed("settle", cast.priya, note="Six tasks came of it.")
    deed("change", cast.helena, 2, title="Moving at night", text="They call us all day.", origin="Old Town")
    row = Requirement.objects.get()
    assert (row.state, row.note) == ("open", "")
    assert told(cast).endswith("after it was settled; it is open again.")


def test_the_same_words_again_change_nothing(cast: Cast, wish: str) -> None:
    same: dict[str, Any] = {"title": "Moving without a call", "text": "They call us all day.", "origin": "Old Town"}
    assert codes("change", cast.helena, **same) == ["nothing-to-change"]
    deed("change", cast.helena, **same | {"origin": "Northgate"})
    assert told(cast) == "changed the requirement “Moving without a call”."


def test_what_the_customer_withdrew_is_over(cast: Cast, wish: str) -> None:
    deed("withdraw", cast.helena, note="The clinics closed.")
    assert told(cast) == "withdrew the requirement “Moving without a call”: The clinics closed."
    every: tuple[tuple[str, dict[str, Any]], ...] = (
        ("take-up", {}),
        ("settle", {"note": "x"}),
        ("change", {"title": "x"}),
    )
    for name, given in every:
        assert "requirement-withdrawn" in codes(name, cast.priya, 2, **given)
    assert codes("withdraw", cast.helena, 2, note="x") == ["requirement-withdrawn"]
    with pytest.raises(Refused):
        do("scope.make-task", cast.priya, requirement=wish, title="Too late")


def test_a_requirement_of_another_project_is_not_there(cast: Cast) -> None:
    do("scope.record-requirement", cast.astrid, project="ELSE", title="Elsewhere")
    with pytest.raises(NotThere):
        do("scope.take-up-requirement", cast.priya, requirement="ELSE.1", revision=1)


def test_a_file_is_attached_to_a_requirement_or_to_a_task_never_to_both(cast: Cast, wish: str) -> None:
    file: dict[str, Any] = {"name": "letter.txt", "content": FILE}
    do("files.attach-file", cast.ingrid, requirement=wish, **file)
    assert Requirement.objects.get().attachments.get().name == "letter.txt"
    assert told(cast) == "attached “letter.txt” to “Moving without a call”."
    task = add_task(cast.helena)
    places: tuple[dict[str, Any], ...] = ({}, {"task": task, "requirement": wish})
    for where in places:
        with pytest.raises(Unreadable):
            do("files.attach-file", cast.helena, **where, **file)


def test_a_file_of_a_requirement_is_erased(cast: Cast, wish: str) -> None:
    done = do("files.attach-file", cast.helena, requirement=wish, name="letter.txt", content=FILE)
    do("files.erase-file", cast.helena, project="BOOK", file=done.answer["file"])
    assert told(cast) == "erased “letter.txt” of “Moving without a call” for good."
