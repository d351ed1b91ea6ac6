"""Suggesting what the other side decides (S2, R2)."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.kernel.command import commands
from signoff.kernel.refusals import NotThere, Refused, Stale, Unreadable
from signoff.proposals.inner import is_proposable
from signoff.proposals.models import Proposal
from signoff.proposals.tests.talk import REASON, higher, suggest, told
from tests.cast import Cast, add_task, do


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_the_contractor_suggests_a_priority_with_a_reason(cast: Cast) -> None:
    task = add_task(cast.helena, priority="low")
    key = suggest(cast.jonas, higher(task))
    row = Proposal.objects.get()
    assert (key, row.outcome, row.about, row.side) == ("BOOK.1", "", f"task:{task}", "contractor")
    assert (row.before, row.reason) == ([{"priority": "low"}], REASON)


def test_suggestions_are_numbered_in_their_project(cast: Cast) -> None:
    tasks = [add_task(cast.helena) for _place in range(2)]
    assert [suggest(cast.jonas, higher(task)) for task in tasks] == ["BOOK.1", "BOOK.2"]


def test_the_ledger_tells_what_was_suggested_and_why(cast: Cast) -> None:
    suggest(cast.jonas, higher(add_task(cast.helena)))
    assert told(cast) == f"suggested a change to “Patient moves a visit”: {REASON}"


def test_what_ones_own_side_decides_is_not_suggested(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        suggest(cast.ingrid, higher(add_task(cast.helena)))
    assert codes(refused) == ["own-side-decides"]
    assert refused.value.refusals[0].who == ("Helena Brandt", "Tomás Rivera")


def test_an_observer_suggests_nothing(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        suggest(cast.amara, higher(add_task(cast.helena)))
    assert codes(refused) == ["not-yours-suggestion"]


def test_what_is_so_already_is_not_suggested(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        suggest(cast.jonas, higher(add_task(cast.helena, priority="high")))
    assert codes(refused) == ["nothing-to-change"]


@pytest.mark.parametrize("command", ["acceptance.accept-task", "backlog.assign-task"])
def test_what_is_not_made_for_it_is_not_suggested(cast: Cast, command: str) -> None:
    given: dict[str, Any] = {"task": add_task(cast.helena), "revision": 1}
    with pytest.raises(Refused) as refused:
        suggest(cast.jonas, (command, given))
    assert codes(refused) == ["not-proposable"]


def test_a_file_or_an_account_is_no_matter_for_a_suggestion(cast: Cast) -> None:
    file = {"task": add_task(cast.helena), "name": "a.txt", "content": "QQ=="}
    account = {"revision": 1, "name": "J", "locale": "en", "time_zone": "UTC"}
    for deed in (("files.attach-file", file), ("people.change-account", account)):
        with pytest.raises(Refused) as refused:
            suggest(cast.jonas, deed)
        assert codes(refused) == ["not-proposable"]


def test_a_suggestion_of_a_suggestion_is_refused(cast: Cast) -> None:
    command, given = higher(add_task(cast.helena))
    inner = {"project": "BOOK", "commands": [{"command": command, "given": given}], "reason": "x"}
    with pytest.raises(Refused) as refused:
        suggest(cast.jonas, ("proposals.suggest", inner))
    assert codes(refused) == ["not-proposable"]


@pytest.mark.parametrize(
    ("deed", "field"),
    [
        (("backlog.no-such-thing", {}), "commands.0.command"),
        (higher("BOOK-1", priority="urgent"), "commands.0.given.priority"),
        (("backlog.set-priority", {"task": "BOOK-1", "revision": "1", "priority": "low"}), "commands.0.given.revision"),
        (
            ("backlog.set-priority", {"task": "BOOK-1", "revision": 2**70, "priority": "low"}),
            "commands.0.given.revision",
        ),
    ],
)
def test_what_cannot_be_read_is_told_by_its_place(cast: Cast, deed: tuple[str, dict[str, Any]], field: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        suggest(cast.jonas, deed)
    assert unreadable.value.problems[0].field == field


def test_another_projects_task_is_not_there(cast: Cast) -> None:
    theirs = str(do("backlog.add-task", cast.astrid, project="ELSE", title="Elsewhere").answer["task"])
    for task in (theirs, "BOOK-999"):
        with pytest.raises(NotThere):
            suggest(cast.jonas, higher(task))
    assert not Proposal.objects.exists()


def test_who_has_seen_an_old_revision_looks_first(cast: Cast) -> None:
    task = add_task(cast.helena)
    do("backlog.set-value", cast.helena, task=task, revision=1, value="must_have")
    with pytest.raises(Stale):
        suggest(cast.jonas, higher(task))


@pytest.mark.parametrize("name", sorted(name for name, declared in commands.items() if declared.proposable))
def test_whatever_may_be_suggested_says_what_it_would_change(name: str) -> None:
    declared = commands[name]
    assert is_proposable(declared), f"{name} has a personal, secret or file field"
    assert any("before" in vars(each) for each in declared.__mro__[:-1] if each.__module__ != "signoff.kernel.command")
