"""Scope and estimate are offered by the contractor and approved by the customer, together (S6)."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.kernel.refusals import Refused
from signoff.ledger.queries import recent_decisions
from signoff.proposals.models import Proposal
from signoff.scope.comparing import Comparison, compare
from signoff.scope.models import Baseline
from signoff.scope.snapshot import snapshot_now, snapshot_of, whole_of
from tests.cast import Cast, add_task, do


@pytest.fixture
def scoped(cast: Cast) -> Cast:
    """An epic with two estimated tasks."""
    do("scope.add-part", cast.priya, project="BOOK", level="epic", title="Visits")
    for title in ("Patient moves a visit", "Patient cancels a visit"):
        task = add_task(cast.helena, title=title)
        do("backlog.estimate-task", cast.sofia, task=task, revision=1, optimistic=600, likely=1200, pessimistic=3000)
        do("scope.place-task", cast.priya, task=task, revision=2, part="BOOK.1")
    return cast


def offer(cast: Cast, reason: str = "The first release.") -> str:
    return str(do("scope.offer-baseline", cast.jonas, project="BOOK", reason=reason).answer["proposal"])


def codes(command: str, by: Any, **given: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        do(command, by, **given)
    return [each.code for each in refused.value.refusals]


def told(cast: Cast) -> str:
    return recent_decisions(cast.member(cast.helena), limit=1)[0].sentence


def changes(cast: Cast) -> Comparison:
    return compare(snapshot_of(Baseline.objects.get()), snapshot_now(seen_by=cast.member(cast.helena)))


def test_an_offer_holds_every_task_and_one_estimate_of_the_whole(scoped: Cast) -> None:
    offer(scoped)
    row = Baseline.objects.get()
    assert (row.tasks, row.low, row.likely, row.high) == (2, 1200, 2400, 6000)
    assert row.lines[0] == ["BOOK-1", "Patient moves a visit", 1, 600, 1200, 3000, 1]
    assert row.parts == [[1, None, "epic", "Visits"]]
    whole = whole_of(row)
    assert row.low < whole.low < whole.expected == 2800 < whole.high < row.high
    assert told(scoped) == "offered baseline 1: 2 tasks, 46 h 40 min, between 32 h 53 min and 60 h 27 min."


def test_the_customer_approves_it_by_agreeing(scoped: Cast) -> None:
    do("proposals.agree", scoped.helena, proposal=offer(scoped))
    row = Baseline.objects.get()
    assert (row.approved_by, Proposal.objects.get().outcome) == (scoped.helena, "agreed")
    assert "approved baseline 1: 2 tasks" in told(scoped)


def test_approving_it_is_an_answer_to_the_suggestion(scoped: Cast) -> None:
    offer(scoped)
    do("scope.approve-baseline", scoped.tomas, baseline="BOOK.1")
    assert (Proposal.objects.get().outcome, Proposal.objects.get().answered_by) == ("agreed", scoped.tomas)
    assert codes("scope.approve-baseline", scoped.helena, baseline="BOOK.1") == ["approved-already"]
    assert codes("proposals.agree", scoped.helena, proposal="BOOK.1") != []


def test_the_contractor_approves_nothing(scoped: Cast) -> None:
    proposal = offer(scoped)
    assert codes("scope.approve-baseline", scoped.jonas, baseline="BOOK.1") == ["not-yours-baseline-approval"]
    with pytest.raises(Refused):
        do("proposals.agree", scoped.jonas, proposal=proposal)


def test_one_offer_at_a_time_waits(scoped: Cast) -> None:
    offer(scoped)
    assert "baseline-waits" in codes("scope.offer-baseline", scoped.jonas, project="BOOK", reason="Again")
    do("proposals.withdraw", scoped.jonas, proposal="BOOK.1")
    assert codes("scope.approve-baseline", scoped.helena, baseline="BOOK.1") == ["not-offered"]
    offer(scoped)
    assert Baseline.objects.count() == 2


def test_what_is_approved_is_not_offered_again_unchanged(scoped: Cast) -> None:
    do("proposals.agree", scoped.helena, proposal=offer(scoped))
    assert codes("scope.offer-baseline", scoped.jonas, project="BOOK", reason="Again") == ["as-approved"]


def test_an_empty_scope_is_not_offered(cast: Cast) -> None:
    assert codes("scope.offer-baseline", cast.jonas, project="BOOK", reason="Nothing") == ["empty-scope"]


def test_a_task_without_an_estimate_keeps_the_whole_from_being_offered(scoped: Cast) -> None:
    task = add_task(scoped.helena)
    do("scope.place-task", scoped.priya, task=task, revision=1, part="BOOK.1")
    assert codes("scope.offer-baseline", scoped.jonas, project="BOOK", reason="All") == ["without-estimate"]


def test_what_stands_in_no_part_is_not_in_the_scope(scoped: Cast) -> None:
    add_task(scoped.helena)
    offer(scoped)
    assert Baseline.objects.get().tasks == 2


def test_what_was_done_before_is_no_longer_to_be_built(scoped: Cast) -> None:
    past = {
        "external_key": "OLD-1",
        "title": "Old",
        "created_at": "2024-02-03T04:05:06Z",
        "done_at": "2024-03-03T00:00:00Z",
    }
    do("backlog.record-past-tasks", scoped.priya, project="BOOK", source="jira", tasks=[past])
    do("scope.place-task", scoped.priya, task="BOOK-3", revision=1, part="BOOK.1")
    offer(scoped)
    assert Baseline.objects.get().tasks == 2


def test_every_sort_of_change_shows_against_the_baseline(scoped: Cast) -> None:
    offer(scoped)
    assert changes(scoped).nothing
    do("scope.add-part", scoped.priya, project="BOOK", level="story", title="Moving", parent="BOOK.1")
    added = add_task(scoped.helena, title="Clinic closes")
    do("scope.place-task", scoped.priya, task=added, revision=1, part="BOOK.2")
    do("scope.place-task", scoped.priya, task="BOOK-2", revision=3, part=None)
    words: dict[str, Any] = {"kind": "feature", "title": "Patient moves it", "criteria": []}
    do("backlog.reword-task", scoped.helena, task="BOOK-1", revision=3, **words)
    do("backlog.estimate-task", scoped.sofia, task="BOOK-1", revision=4, likely=1200)
    do("scope.place-task", scoped.priya, task="BOOK-1", revision=5, part="BOOK.2")
    found = changes(scoped)
    assert [line.title for line in found.added] == ["Clinic closes"]
    assert [line.key for line in found.removed] == ["BOOK-2"]
    assert [now.title for _then, now in found.reworded] == ["Patient moves it"]
    assert [(then.high, now.high) for then, now in found.estimated_anew] == [(3000, 1200)]
    assert [(then.part, now.part) for then, now in found.placed_anew] == [(1, 2)]
    assert [part.title for part in found.parts_added] == ["Moving"]
    assert found.minutes == 1200 - 2800


def test_the_suggestion_says_how_many_hours_more_it_is(scoped: Cast) -> None:
    do("proposals.agree", scoped.helena, proposal=offer(scoped))
    do("backlog.estimate-task", scoped.sofia, task="BOOK-1", revision=3, likely=2400)
    offer(scoped, "Moving is harder than we thought.")
    assert Proposal.objects.get(number=2).effect == {"minutes": 1000}


def test_a_newer_baseline_that_holds_leaves_the_older_behind(scoped: Cast) -> None:
    do("proposals.decline", scoped.helena, proposal=offer(scoped), note="The calendar is missing.")
    do("proposals.agree", scoped.helena, proposal=offer(scoped))
    assert codes("scope.approve-baseline", scoped.helena, baseline="BOOK.1") == ["newer-approved"]
