"""The overview: the same facts for both sides."""

from __future__ import annotations

from django.utils import timezone

from signoff.backlog.tests.test_task_page import queries, read
from tests.cast import Cast, add_task, all_met, do, hand_over, running_sprint

OVERVIEW = "/projects/BOOK/"


def test_it_says_how_many_are_accepted_and_what_waits_for_whom(cast: Cast) -> None:
    accepted, waiting = add_task(cast.helena, title="Done"), add_task(cast.helena, title="Waiting")
    for task in (accepted, waiting):
        hand_over(cast.sofia, task)
    do("acceptance.accept-task", cast.helena, task=accepted, revision=2, verdicts=all_met())
    add_task(cast.helena, title="Not begun")
    page = read(cast.helena, OVERVIEW)
    assert "Accepted so far: 1 of 3 tasks." in page
    assert "1 waits for you" in page
    assert f'href="/projects/BOOK/tasks/{waiting}"' in page
    theirs = read(cast.sofia, OVERVIEW)
    assert "1 waits for Meridian" in theirs
    assert "Waits for Meridian" in theirs


def test_what_was_decided_this_week_is_told_with_its_receipt(cast: Cast) -> None:
    task = add_task(cast.helena, title="Decided upon")
    hand_over(cast.sofia, task)
    now = timezone.now()
    done = do("acceptance.accept-task", cast.helena, task=task, revision=2, verdicts=all_met(), now=now)
    page = read(cast.amara, OVERVIEW)
    assert "accepted “Decided upon”" in page
    assert f'href="/projects/BOOK/ledger/{done.receipt.seq}"' in page


def test_both_sides_are_there_by_name_and_role(cast: Cast) -> None:
    page = read(cast.elena, OVERVIEW)
    for words in ("Meridian Clinics", "Northlight Software", "Helena Brandt", "product owner", "Sofia Lindqvist"):
        assert words in page


def test_an_empty_project_says_what_comes_next(cast: Cast) -> None:
    page = read(cast.helena, OVERVIEW)
    assert "Nothing has been asked for yet." in page
    assert "No tasks yet." in page


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    assert read(cast.astrid, OVERVIEW, 404) == read(cast.astrid, "/projects/NONE/", 404)


def test_it_takes_as_many_queries_for_three_tasks_as_for_one(cast: Cast) -> None:
    counts = []
    for more in (1, 2):
        for _each in range(more):
            hand_over(cast.sofia, add_task(cast.helena))
        counts.append(queries(cast.helena, OVERVIEW))
    assert counts[0] == counts[1]


def test_the_running_sprint_and_the_next_stand_on_it(cast: Cast) -> None:
    running_sprint(cast)
    page = read(cast.helena, OVERVIEW)
    assert 'href="/projects/BOOK/sprints/1"' in page
    assert "0 of 1 task accepted" in page


def test_suggestions_of_the_other_side_are_counted_and_ones_own_are_not(cast: Cast) -> None:
    task = add_task(cast.helena)
    given = {"command": "backlog.set-priority", "given": {"task": task, "revision": 1, "priority": "high"}}
    do("proposals.suggest", cast.jonas, project="BOOK", commands=[given], reason="It is asked for daily.")
    words = "1 suggestion of the other side waits for an answer"
    assert words in read(cast.helena, OVERVIEW)
    assert words not in read(cast.jonas, OVERVIEW)
