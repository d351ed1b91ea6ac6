"""What is wrong with a form is in sight when its page is shown again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.cast import Cast, add_task, hand_over
from tests.journeys.conftest import Comes


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_a_reason_far_down_the_page_comes_into_sight(cast: Cast, comes: Comes, screen: str) -> None:
    task = add_task(cast.helena, story="A long story.\n\n" * 60)
    hand_over(cast.sofia, task)
    page = comes(cast.helena, screen).go(f"/projects/BOOK/tasks/{task}")
    page.get_by_role("textbox").last.fill("x" * 20_001)
    page.get_by_role("button", name="Send to both sides").click()
    expect(page.get_by_text("This is too long: 20000 characters are allowed.")).to_be_in_viewport()
    expect(page.get_by_role("textbox").last).to_be_focused()
