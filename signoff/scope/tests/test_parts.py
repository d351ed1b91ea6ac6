"""The tree of the scope is shaped: parts are added, moved, renamed, retired, and ranked by the customer (S1, S2)."""

from __future__ import annotations

from typing import Any

import pytest

from signoff.kernel.refusals import NotThere, Refused, Stale, Unreadable
from signoff.ledger.queries import recent_decisions
from signoff.scope.models import Part
from signoff.scope.order import SPACE_BETWEEN
from tests.cast import Cast, add_task, do


def add(cast: Cast, title: str, level: str = "epic", parent: str | None = None) -> str:
    done = do("scope.add-part", cast.priya, project="BOOK", level=level, title=title, parent=parent)
    return str(done.answer["part"])


def titles(parent: str | None = None) -> list[str]:
    rows = Part.objects.filter(parent__title=parent) if parent else Part.objects.filter(parent=None)
    return list(rows.order_by("position").values_list("title", flat=True))


def codes(command: str, by: Any, **given: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        do(command, by, **given)
    return [each.code for each in refused.value.refusals]


def told(cast: Cast) -> str:
    return recent_decisions(cast.member(cast.helena), limit=1)[0].sentence


def test_parts_stand_in_the_order_in_which_they_came(cast: Cast) -> None:
    for title in ("Access", "Visits", "Reminders"):
        add(cast, title)
    assert titles() == ["Access", "Visits", "Reminders"]
    assert told(cast) == "added the epic “Reminders” to the scope."


def test_a_story_stands_below_its_epic(cast: Cast) -> None:
    epic = add(cast, "Visits")
    add(cast, "Patient moves a visit", "story", epic)
    assert titles("Visits") == ["Patient moves a visit"]
    assert told(cast) == "added the story “Patient moves a visit” to “Visits”."


@pytest.mark.parametrize(
    ("level", "above"), [("stage", "epic"), ("epic", "epic"), ("epic", "story"), ("stage", "stage")]
)
def test_levels_stand_in_order(cast: Cast, level: str, above: str) -> None:
    parent = add(cast, "Above", above)
    given = {"project": "BOOK", "level": level, "title": "Below", "parent": parent}
    assert codes("scope.add-part", cast.priya, **given) == ["not-above"]


def test_a_part_of_another_project_is_not_there(cast: Cast) -> None:
    do("scope.add-part", cast.astrid, project="ELSE", level="epic", title="Elsewhere")
    with pytest.raises(NotThere):
        add(cast, "Below", "story", "ELSE.1")
    with pytest.raises(NotThere):
        do("scope.change-part", cast.priya, part="ELSE.1", revision=1, title="Ours now")


def test_a_part_is_put_above_another_one_or_at_the_end(cast: Cast) -> None:
    for title in ("Access", "Visits", "Reminders"):
        add(cast, title)
    do("scope.move-part", cast.priya, part="BOOK.3", revision=1, above="BOOK.1")
    assert titles() == ["Reminders", "Access", "Visits"]
    do("scope.move-part", cast.priya, part="BOOK.3", revision=2, above="BOOK.2")
    assert titles() == ["Access", "Reminders", "Visits"]
    do("scope.move-part", cast.priya, part="BOOK.1", revision=1)
    assert titles() == ["Reminders", "Visits", "Access"]
    assert told(cast) == "moved “Access” within the scope."


def test_where_there_is_no_room_left_the_others_make_some(cast: Cast) -> None:
    for title in ("Access", "Visits", "Reminders"):
        add(cast, title)
    Part.objects.filter(number=1).update(position=4)
    Part.objects.filter(number=2).update(position=5)
    do("scope.move-part", cast.priya, part="BOOK.3", revision=1, above="BOOK.2")
    assert titles() == ["Access", "Reminders", "Visits"]
    assert Part.objects.get(number=1).position == SPACE_BETWEEN


def test_a_part_comes_below_another_parent(cast: Cast) -> None:
    add(cast, "First release", "stage")
    add(cast, "Visits")
    do("scope.move-part", cast.helena, part="BOOK.2", revision=1, parent="BOOK.1")
    assert titles("First release") == ["Visits"]
    assert told(cast) == "moved “Visits” within the scope, to “First release”."


def test_a_part_that_stands_there_already_is_not_moved(cast: Cast) -> None:
    add(cast, "Access")
    add(cast, "Visits")
    for number, above in ((1, "BOOK.2"), (2, None), (2, "BOOK.2")):
        given = {"part": f"BOOK.{number}", "revision": 1, "above": above}
        assert codes("scope.move-part", cast.priya, **given) == ["nothing-to-change"], (number, above)


def test_what_it_is_put_above_must_stand_below_the_same_parent(cast: Cast) -> None:
    stage = add(cast, "First release", "stage")
    add(cast, "Visits", "epic", stage)
    add(cast, "Access")
    with pytest.raises(Unreadable):
        do("scope.move-part", cast.priya, part="BOOK.3", revision=1, above="BOOK.2")


def test_a_part_cannot_come_below_what_is_not_above_it(cast: Cast) -> None:
    add(cast, "Visits")
    add(cast, "Access")
    given = {"part": "BOOK.2", "revision": 1, "parent": "BOOK.1"}
    assert codes("scope.move-part", cast.priya, **given) == ["not-above"]


def test_a_stale_move_is_told_so(cast: Cast) -> None:
    add(cast, "Access")
    do("scope.change-part", cast.priya, part="BOOK.1", revision=1, title="Sign-in")
    assert told(cast) == "renamed “Access” to “Sign-in”."
    with pytest.raises(Stale):
        do("scope.change-part", cast.helena, part="BOOK.1", revision=1, title="Doors")


def test_the_text_alone_is_changed(cast: Cast) -> None:
    add(cast, "Access")
    do("scope.change-part", cast.priya, part="BOOK.1", revision=1, title="Access", text="Everybody gets in.")
    assert told(cast) == "changed what “Access” says."


def test_a_part_goes_when_nothing_in_it_is_wanted_any_more(cast: Cast) -> None:
    epic = add(cast, "Visits")
    story = add(cast, "Patient moves a visit", "story", epic)
    task = add_task(cast.helena)
    do("scope.place-task", cast.priya, task=task, revision=1, part=story)
    assert codes("scope.retire-part", cast.priya, part=story, revision=1) == ["open-tasks-below"]
    assert codes("scope.retire-part", cast.priya, part=epic, revision=1) == ["parts-below"]
    do("scope.place-task", cast.priya, task=task, revision=2, part=None)
    do("scope.retire-part", cast.priya, part=story, revision=1)
    do("scope.retire-part", cast.priya, part=epic, revision=1)
    assert told(cast) == "took “Visits” out of the scope."
    retired = {"part": epic, "revision": 2}
    assert codes("scope.change-part", cast.priya, **retired, title="Again") == ["part-retired"]
    assert codes("scope.move-part", cast.priya, **retired) == ["part-retired", "nothing-to-change"]
    assert "part-retired" in codes("scope.set-part-priority", cast.helena, **retired, priority="high")
    assert "part-retired" in codes("scope.place-task", cast.priya, task=task, revision=3, part=epic)
    assert codes("scope.add-part", cast.priya, project="BOOK", level="story", title="X", parent=epic) == [
        "part-retired"
    ]


def test_the_customer_ranks_a_part(cast: Cast) -> None:
    add(cast, "Visits")
    do("scope.set-part-priority", cast.tomas, part="BOOK.1", revision=1, priority="critical")
    assert Part.objects.get().priority == 1
    assert told(cast) == "set the priority of “Visits” to critical."
    assert codes("scope.set-part-priority", cast.tomas, part="BOOK.1", revision=2, priority="critical") == [
        "nothing-to-change"
    ]


def test_several_tasks_are_put_at_a_part_together(cast: Cast) -> None:
    epic = add(cast, "Visits")
    tasks = [add_task(cast.helena, title=f"Task {number}") for number in range(3)]
    do("scope.place-task", cast.priya, task=tasks[0], revision=1, part=epic)
    done = do("scope.place-tasks", cast.priya, part=epic, tasks=tasks)
    assert done.answer["tasks"] == tasks[1:]
    assert told(cast) == "put 2 tasks into “Visits”."
    assert codes("scope.place-tasks", cast.priya, part=epic, tasks=tasks) == ["nothing-to-change"]
    with pytest.raises(NotThere):
        do("scope.place-tasks", cast.priya, part=epic, tasks=["BOOK-77"])
