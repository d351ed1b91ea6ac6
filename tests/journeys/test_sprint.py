"""Two sides plan a sprint in two browsers, sign it, and see it run."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from signoff.backlog.models import Task
from tests.cast import Cast, do, planned_sprint, ready_task, running_sprint
from tests.journeys.conftest import Comes

PLAN = "/projects/BOOK/sprints/1"


def test_a_plan_is_signed_in_two_browsers_and_the_sprint_starts(cast: Cast, comes: Comes) -> None:
    planned_sprint(cast)
    ready_task(cast, title="Print a list of tomorrow’s visits")
    jonas, helena = comes(cast.jonas, "desk"), comes(cast.helena, "phone")
    jonas.go(PLAN)
    jonas.look()
    read_before = helena.go(PLAN)
    helena.look()

    jonas.page.get_by_role("button", name="Sign for Northlight").click()
    expect(jonas.page.get_by_text("Signed").first).to_be_visible()
    read_before.get_by_role("button", name="Sign for Meridian").first.click()
    expect(read_before.get_by_role("heading", name="To do")).to_be_visible()
    helena.look()


def test_a_card_that_one_moves_by_keyboard_moves_before_the_eyes_of_the_other(cast: Cast, comes: Comes) -> None:
    running_sprint(cast)
    sofia, helena = comes(cast.sofia, "desk"), comes(cast.helena, "desk")
    watching = helena.go(f"{PLAN}/board")
    expect(watching.locator("#BOOK-1")).to_have_attribute("data-step", "to_do")
    board = sofia.go(f"{PLAN}/board")
    board.keyboard.press("j")
    board.keyboard.press("m")
    expect(board.locator("#BOOK-1")).to_have_attribute("data-step", "in_progress")
    expect(watching.locator("#BOOK-1")).to_have_attribute("data-step", "in_progress")
    assert Task.objects.get().step == "in_progress"
    sofia.look()
    helena.look()


def test_without_a_script_a_card_is_moved_by_its_form(cast: Cast, comes: Comes) -> None:
    running_sprint(cast)
    board = comes(cast.sofia, "phone", script=False).go(f"{PLAN}/board")
    board.locator("#BOOK-1 .tile-move").click()
    board.get_by_role("button", name="In progress").click()
    expect(board.locator("#BOOK-1")).to_have_attribute("data-step", "in_progress")


PAGES = (
    *("scope", "scope/parts/1", "scope/requirements", "scope/requirements/1", "scope/baselines", "scope/baselines/1"),
    *("scope/baselines/offer", "suggestions", "suggestions/1", "templates", "templates/1", "mix", "hours", "sprints"),
    *("sprints/new", "sprints/1/board", "sprints/1/today", "sprints/1/report", "sprints/1/complete"),
    *("tasks/BOOK-1", "tasks/BOOK-1/subtasks"),
)


@pytest.mark.parametrize(("screen", "theme"), [("desk", "dark"), ("phone", "light")])
def test_every_page_of_scope_and_sprints_can_be_read_by_both_sides(
    cast: Cast, comes: Comes, screen: str, theme: str
) -> None:
    running_sprint(cast)
    do("scope.add-part", cast.priya, project="BOOK", level="stage", title="The first release")
    do("scope.place-task", cast.priya, task="BOOK-1", revision=Task.objects.get().revision, part="BOOK.1")
    do("scope.record-requirement", cast.helena, project="BOOK", title="Fewer calls", text="Four of ten calls.")
    do("scope.offer-baseline", cast.jonas, project="BOOK", reason="As we understood it.")
    do("backlog.write-template", cast.priya, project="BOOK", name="A message", sort="case")
    do("backlog.block-task", cast.sofia, task="BOOK-1", revision=Task.objects.get().revision, reason="Waits.")
    for person in (cast.helena, cast.jonas):
        visitor = comes(person, screen)
        visitor.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        for address in PAGES:
            answer = visitor.page.goto(f"{visitor.house}/projects/BOOK/{address}")
            assert answer is not None
            assert answer.ok, address
            visitor.look()
