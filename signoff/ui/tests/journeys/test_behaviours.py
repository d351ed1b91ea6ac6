"""The small behaviours in a real browser, on the page of components, under the strict policy: not one complaint."""

import re
import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Page, expect


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is the library's)
        """Says nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), Server, Silent) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(chromium: Browser, address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setenv("SIGNOFF_DEBUG", "1")
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(5_000)
    context.set_default_navigation_timeout(30_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{address}/ui")
    page.keyboard.press("Escape")  # out of the sample of a wrong field, which a page brings one into
    yield page
    context.close()
    assert complaints == []


def test_a_dialog_opens_takes_the_focus_and_gives_it_back(page: Page) -> None:
    opener = page.get_by_role("button", name="Return it…").first
    opener.focus()
    page.keyboard.press("Space")
    dialog = page.get_by_role("dialog", name="Return “Patient moves a visit to another free time”")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_appearance_changes_at_once_and_stays(page: Page) -> None:
    page.locator(".nav-person summary").click()
    page.get_by_role("button", name="Dark").click()
    root = page.locator("html")
    expect(root).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(root).to_have_attribute("data-theme", "dark")


def test_the_composers_button_repeats_the_room(page: Page) -> None:
    button = page.locator(".composer button")
    expect(button).to_have_accessible_name("Send to both sides")
    page.get_by_role("radio", name="Only Meridian").check(force=True)
    expect(button).to_have_accessible_name("Send to Meridian only")


def test_not_met_asks_what_was_expected(page: Page) -> None:
    criterion = page.locator("#criterion-1")
    expect(criterion.get_by_label("What did you expect?")).to_be_hidden()
    criterion.get_by_role("radio", name="Not met").check(force=True)
    expect(criterion.get_by_label("What did you expect?")).to_be_visible()


def test_keys_go_to_places_walk_through_rows_and_rest_while_one_writes(page: Page) -> None:
    page.keyboard.press("f")
    page.keyboard.type("jg?")
    expect(page.locator("#f-find")).to_have_value("jg?")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").nth(1)).to_be_focused()
    page.keyboard.press("g")
    page.keyboard.press("l")
    expect(page).to_have_url(re.compile(r"#ledger$"))


def test_the_keys_can_be_turned_off(page: Page) -> None:
    page.keyboard.press("?")
    page.get_by_label("Turn the keys off on this device").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#go-to")).not_to_be_focused()


def test_a_busy_button_says_so_and_is_not_pressed_twice(page: Page) -> None:
    page.evaluate(
        """() => {
          window.sent = 0;
          document.addEventListener("submit", (event) => { window.sent += 1; event.preventDefault(); });
        }"""
    )
    button = page.get_by_role("button", name="Agree to the change")
    button.dblclick()
    expect(page.get_by_role("button", name="Agreeing…")).to_have_attribute("aria-disabled", "true")
    assert page.evaluate("window.sent") == 1


def test_a_menu_folds_when_one_presses_elsewhere(page: Page) -> None:
    menu = page.locator("details.filter").first
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")


@pytest.mark.parametrize("width", [320, 390, 767, 768, 1151, 1152, 1920])
def test_no_width_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
