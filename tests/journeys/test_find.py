"""One key, a few letters, and one is there."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.cast import Cast, add_task
from tests.journeys.conftest import Comes


def test_from_anywhere_to_a_task_without_the_mouse(cast: Cast, comes: Comes) -> None:
    add_task(cast.helena, title="Autotests for reminders")
    add_task(cast.helena, title="Reminder in the patient's language")
    helena = comes(cast.helena, "desk")
    page = helena.go("/projects/BOOK/people")
    page.keyboard.press("/")
    expect(page.get_by_role("option", name="Who decides")).to_be_visible()
    page.keyboard.type("remind")
    expect(page.get_by_role("option", name="Reminder in the patient's language")).to_have_attribute(
        "aria-selected", "true"
    )
    helena.look()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tasks/BOOK-1")


def test_escape_leads_back_to_where_one_was(cast: Cast, comes: Comes) -> None:
    page = comes(cast.helena, "desk").go("/projects/BOOK/backlog")
    link = page.get_by_role("link", name="Projects").first
    link.focus()
    page.keyboard.press("/")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.parametrize("script", [True, False])
def test_on_the_phone_it_is_a_page(cast: Cast, comes: Comes, script: bool) -> None:
    add_task(cast.helena)
    helena = comes(cast.helena, "phone", script=script)
    page = helena.go("/projects/BOOK/")
    page.get_by_role("link", name="Search or go to").click()
    page.get_by_role("searchbox", name="What you look for").fill("moves")
    if not script:
        page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Patient moves a visit")).to_be_visible()
    if script:
        helena.look()


def test_on_the_phone_every_page_of_the_project_is_two_presses_away(cast: Cast, comes: Comes) -> None:
    helena = comes(cast.helena, "phone")
    page = helena.go("/projects/BOOK/backlog")
    page.get_by_text("More", exact=True).last.click()
    helena.look()
    page.locator(".tab-more").get_by_role("link", name="Who decides").click()
    page.wait_for_url("**/decisions")
