"""The customer's order by hand and by keys, and what the contractor suggests about it (S2, P1)."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from signoff.backlog.models import Task
from signoff.backlog.words import Priority
from tests.cast import Cast, add_task, do
from tests.journeys.conftest import Comes

BACKLOG = "/projects/BOOK/backlog"


def four(cast: Cast) -> None:
    """Tasks 1 to 3 are high, 4 is low."""
    for number, priority in enumerate(("high", "high", "high", "low"), 1):
        add_task(cast.helena, title=f"Task {number}", priority=priority)


def row(page: Page, number: int) -> Locator:
    return page.locator(f"#BOOK-{number}")


def stand(page: Page, *numbers: int) -> None:
    """The tasks stand in this order, and their places are counted."""
    expect(page.locator("tr[data-task] .key")).to_have_text([f"BOOK-{number}" for number in numbers])
    expect(page.locator("tr[data-task] .rank")).to_have_text([str(place) for place in range(1, len(numbers) + 1)])


def kept(page: Page, action: object) -> None:
    """Do it, and wait until the house has kept the move."""
    with page.expect_response("**/do/backlog.rank-task") as answer:
        action()  # type: ignore[operator]
    assert answer.value.status == 200


def test_a_row_is_moved_with_the_keys_and_said_aloud(cast: Cast, comes: Comes) -> None:
    four(cast)
    helena = comes(cast.helena, "desk")
    page = helena.go(BACKLOG)
    helena.look()
    row(page, 3).get_by_role("link", name="Task 3").focus()
    kept(page, lambda: page.keyboard.press("Shift+ArrowUp"))
    stand(page, 1, 3, 2, 4)
    expect(page.locator("#moved")).to_have_text("BOOK-3, now second of High")
    row(page, 4).get_by_role("link", name="Task 4").focus()
    kept(page, lambda: page.keyboard.press("Shift+ArrowUp"))
    expect(page.locator("#moved")).to_have_text("BOOK-4, now fourth of High")
    page.reload()
    stand(page, 1, 3, 2, 4)
    assert Task.objects.get(number=4).priority == Priority.HIGH


def test_a_row_is_dragged_by_its_grip(cast: Cast, comes: Comes) -> None:
    four(cast)
    helena = comes(cast.helena, "desk")
    page = helena.go(BACKLOG)
    kept(page, lambda: row(page, 3).locator("[data-grip]").drag_to(row(page, 1), target_position={"x": 60, "y": 3}))
    stand(page, 3, 1, 2, 4)
    page.reload()
    stand(page, 3, 1, 2, 4)


def test_who_comes_second_reads_why_and_sees_the_list_as_it_is(cast: Cast, comes: Comes) -> None:
    four(cast)
    page = comes(cast.helena, "desk").go(BACKLOG)
    do("backlog.rank-task", cast.tomas, task="BOOK-3", revision=1, above="BOOK-1")
    row(page, 3).get_by_role("link", name="Task 3").focus()
    page.keyboard.press("Shift+ArrowUp")
    expect(page.locator("#messages")).to_contain_text("Somebody changed this in the meantime")
    stand(page, 3, 1, 2, 4)
    row(page, 2).get_by_role("link", name="Task 2").focus()
    kept(page, lambda: page.keyboard.press("Shift+ArrowUp"))
    stand(page, 3, 2, 1, 4)


def test_what_the_contractor_suggests_the_customer_answers_beneath_the_row(cast: Cast, comes: Comes) -> None:
    four(cast)
    sofia, helena = comes(cast.sofia, "desk"), comes(cast.helena, "phone")
    page = sofia.go(BACKLOG)
    row(page, 4).get_by_role("link", name="Task 4").focus()
    page.keyboard.press("p")
    dialog = page.locator("dialog#quick")
    dialog.get_by_label("Suggest this priority").select_option("critical")
    dialog.get_by_label("Why?").fill("Reception asks for it every day")
    sofia.look()
    dialog.get_by_role("button", name="Suggest it").click()
    expect(page.get_by_text("Suggested. The customer agrees to it or declines.")).to_be_visible()
    theirs = helena.go(BACKLOG)
    expect(theirs.get_by_text(re.compile("Sofia Lindqvist suggests: Critical"))).to_be_visible()
    helena.look()
    theirs.get_by_role("button", name="Make it critical").click()
    expect(theirs.get_by_text("Agreed, and done.")).to_be_visible()
    assert Task.objects.get(number=4).priority == Priority.CRITICAL


def test_the_pages_around_the_backlog_are_fit_for_everybody(cast: Cast, comes: Comes) -> None:
    four(cast)
    given = {"task": "BOOK-2", "revision": 1, "priority": "critical"}
    commands = [{"command": "backlog.set-priority", "given": given}]
    do("proposals.suggest", cast.jonas, project="BOOK", commands=commands, reason="It is asked for")
    do("backlog.raise-concern", cast.ingrid, task="BOOK-1", text="Why so late?")
    do("backlog.write-template", cast.helena, project="BOOK", sort="case", name="Another day", criteria=["It opens"])
    for person, screen in ((cast.helena, "phone"), (cast.jonas, "desk")):
        visitor = comes(person, screen)
        for address in ("suggestions", "suggestions/1", "templates", "templates/new", "mix", "tasks/BOOK-1"):
            visitor.go(f"/projects/BOOK/{address}")
            visitor.look()
