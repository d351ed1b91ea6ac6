"""One task from the customer's wish to acceptance, and again after its words were changed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from signoff.backlog.models import Task
from signoff.ledger.models import Entry
from tests.cast import Cast, add_task, hand_over
from tests.journeys.conftest import Comes, Visitor


def press(page: Page, name: str) -> None:
    """Press the button or link of this name that is in sight."""
    found = page.get_by_role("button", name=name, exact=True).or_(page.get_by_role("link", name=name, exact=True))
    found.locator("visible=true").first.click()


def says(page: Page, words: str) -> None:
    """These words are in sight."""
    expect(page.get_by_text(words).locator("visible=true").first).to_be_visible()


def judge(page: Page, criterion: int, verdict: str) -> None:
    page.locator(f"#criterion-{criterion}").get_by_text(verdict, exact=True).click()


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_a_task_goes_from_wish_to_acceptance(cast: Cast, comes: Comes, screen: str) -> None:
    helena, priya, sofia = (comes(person, screen) for person in (cast.helena, cast.priya, cast.sofia))
    the_customer_asks(helena)
    the_analyst_writes_criteria(priya)
    the_developer_hands_over(sofia, "0.4.1")
    the_customer_returns_it(helena)
    the_developer_hands_over(sofia, "0.4.2")
    the_customer_accepts(helena)
    words_are_changed_afterwards(priya)
    the_customer_sees_what_changed(helena)


def the_customer_asks(helena: Visitor) -> None:
    page = helena.go("/projects/BOOK/backlog")
    helena.look()
    press(page, "Ask for something")
    page.get_by_label("What do you want?").fill("Patient moves a visit")
    page.get_by_label("Priority").select_option("critical")
    helena.look()
    press(page, "Ask for it")
    says(page, "Asked for.")
    says(page, "Northlight builds it")
    helena.look()


def the_analyst_writes_criteria(priya: Visitor) -> None:
    page = priya.go("/projects/BOOK/tasks/BOOK-1")
    press(page, "Write the criteria…")
    lines = page.get_by_role("textbox", name="One more criterion")
    lines.nth(0).fill("The old time is free again")
    lines.nth(1).fill("Both get a message")
    priya.look()
    press(page, "Save the words")
    says(page, "Both get a message")


def the_developer_hands_over(sofia: Visitor, version: str) -> None:
    page = sofia.go("/projects/BOOK/tasks/BOOK-1")
    sofia.look()
    press(page, "Hand it over…")
    page.get_by_label("Version").fill(version)
    page.get_by_label("Where it runs").fill("https://trial.example")
    page.get_by_label("How to try it").fill("1. Sign in\n2. Press Move")
    page.get_by_label("In words").first.fill("By Yuki, 14 cases")
    sofia.look()
    press(page, "Hand it over")
    says(page, "Handed over.")
    says(page, "Only the customer accepts or returns a task. Here: Helena Brandt or Tomás Rivera.")
    assert not page.get_by_role("button", name="Met", exact=True).count()
    sofia.look()


def the_customer_returns_it(helena: Visitor) -> None:
    page = helena.go("/projects/BOOK/tasks/BOOK-1")
    judge(page, 1, "Met")
    says(page, "1 of 2 have your verdict")
    judge(page, 2, "Not met")
    remark = page.locator("#criterion-2")
    remark.get_by_label("What did you expect?").fill("One message each")
    remark.get_by_label("What happened?").fill("Two messages came")
    press(page, "Save: not met")
    says(page, "2 of 2 have your verdict")
    helena.look()
    press(page, "Return it…")
    expect(page.get_by_label("Anything else?")).to_be_visible()
    helena.look()
    page.get_by_label("Anything else?").fill("Nearly there.")
    press(page, "Return the task")
    says(page, "Returned.")
    says(page, "In progress")


def the_customer_accepts(helena: Visitor) -> None:
    page = helena.go("/projects/BOOK/tasks/BOOK-1")
    says(page, "Not met in the first round")
    for criterion in (1, 2):
        judge(page, criterion, "Met")
        says(page, f"{criterion} of 2 have your verdict")
    helena.look()
    press(page, "Accept the task")
    says(page, "Accepted.")
    entry = Entry.objects.get(type="acceptance.accept-task")
    says(page, f"Receipt {entry.seq}")
    assert Task.objects.get().step == "accepted"
    helena.look()


def words_are_changed_afterwards(priya: Visitor) -> None:
    page = priya.go("/projects/BOOK/tasks/BOOK-1/words")
    says(page, "The customer has accepted these words.")
    page.get_by_role("textbox", name="Criterion 2").fill("Both get one message")
    press(page, "Save the words")
    says(page, "Changed since it was accepted.")


def the_customer_sees_what_changed(helena: Visitor) -> None:
    page = helena.go("/projects/BOOK/tasks/BOOK-1")
    expect(page.locator(".then del")).to_have_text("Both get a message")
    expect(page.locator(".now ins")).to_have_text("Both get one message")
    says(page, "waits for you")
    helena.look()
    helena.go("/projects/BOOK/")
    says(helena.page, "Waits for you")
    helena.look()


def test_all_of_it_works_without_script(cast: Cast, comes: Comes) -> None:
    task = add_task(cast.helena, priority="high")
    hand_over(cast.sofia, task)
    helena = comes(cast.helena, "phone", script=False)
    page = helena.go(f"/projects/BOOK/tasks/{task}")
    judge(page, 1, "Met")
    says(page, "1 of 2 have your verdict")
    judge(page, 2, "Not met")
    page.locator("#criterion-2").get_by_label("What did you expect?").fill("One message")
    page.locator("#criterion-2").get_by_label("What happened?").fill("Two came")
    press(page, "Save: not met")
    says(page, "2 of 2 have your verdict")
    press(page, "Return it…")
    press(page, "Return the task")
    says(page, "Returned.")
    assert Task.objects.get().step == "in_progress"


def test_what_is_typed_survives_a_stale_form(cast: Cast, comes: Comes) -> None:
    add_task(cast.helena)
    tomas, priya = comes(cast.tomas, "desk"), comes(cast.priya, "desk")
    for visitor, title in ((tomas, "The words of Tomás"), (priya, "The words of Priya")):
        visitor.go("/projects/BOOK/tasks/BOOK-1/words").get_by_label("Title").fill(title)
    press(tomas.page, "Save the words")
    says(tomas.page, "The words are changed.")
    press(priya.page, "Save the words")
    says(priya.page, "Not saved. Somebody changed this in the meantime.")
    says(priya.page, "The words of Tomás")
    expect(priya.page.get_by_label("Title")).to_have_value("The words of Priya")
    priya.look()


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_fifty_more_come_without_losing_the_place(cast: Cast, comes: Comes, screen: str) -> None:
    for number in range(53):
        add_task(cast.helena, title=f"Task number {number}", priority="high", criteria=[])
    helena = comes(cast.helena, screen)
    page = helena.go("/projects/BOOK/backlog")
    expect(page.locator("tr[id^=BOOK-]")).to_have_count(50)
    press(page, "50 more")
    expect(page.locator("tr[id^=BOOK-]")).to_have_count(53)
    expect(page.locator(".group-row")).to_have_count(1)
    helena.look()


def test_the_priority_is_set_from_the_list(cast: Cast, comes: Comes) -> None:
    add_task(cast.helena, title="Print a list", priority="low")
    helena = comes(cast.helena, "desk")
    page = helena.go("/projects/BOOK/backlog?kind=feature")
    page.get_by_role("link", name="Value: not said").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    helena.look()
    page.get_by_role("dialog").get_by_role("button", name="Critical").click()
    says(page, "The priority is set.")
    expect(page).to_have_url(re.compile(r"\?kind=feature"))
    assert Task.objects.get().priority == 1


@pytest.mark.parametrize(("screen", "theme"), [("desk", "light"), ("phone", "dark")])
def test_every_page_of_the_work_can_be_read_by_both_sides(cast: Cast, comes: Comes, screen: str, theme: str) -> None:
    task = add_task(cast.helena, story="A story with [a link](https://example.com)\n\n1. one\n2. two")
    hand_over(cast.sofia, task)
    add_task(cast.sofia, title="Not begun", kind="bug")
    here = f"/projects/BOOK/tasks/{task}"
    addresses = ("/projects/BOOK/", "/projects/BOOK/backlog", "/projects/BOOK/backlog?sort=title", here)
    forms = (f"{here}/words", f"{here}/return", f"{here}/rank", "/projects/BOOK/tasks/BOOK-2/hand-over")
    for person in (cast.helena, cast.sofia):
        visitor = comes(person, screen)
        visitor.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        for address in (*addresses, *forms, "/projects/BOOK/tasks/BOOK-2", "/projects/BOOK/tasks/new"):
            visitor.go(address)
            visitor.look()
