"""From an empty installation to two people in a project: first account, invitation, authenticator app, passkey."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import signal
import socket
import struct
import subprocess
import threading
import time
from base64 import b32decode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "a long walk in the rain"


@dataclass
class House:
    """An installation that serves, and all that it says in its terminal."""

    address: str
    said: list[str] = field(default_factory=list)

    def link_to(self, path: str) -> str:
        """The newest link beginning with this path in the letters of the terminal; waits for it."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            links = re.findall(rf"http://[^\s/]+({path}[\w/-]+)", "".join(self.said))
            if links:
                return f"{self.address}{links[-1]}"
            threading.Event().wait(0.05)
        raise AssertionError(f"no letter with {path}: {self.said}")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """bin/run --empty, as a newcomer starts it; passkeys want the name localhost."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = ("DJANGO_SETTINGS_MODULE", "SIGNOFF_DEMO")
    surroundings = {name: value for name, value in os.environ.items() if name not in own}
    process = subprocess.Popen(
        [ROOT / "bin" / "run", "--empty", "--port", str(port)],
        env={**surroundings, "SIGNOFF_VAR": str(tmp_path / "var"), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    house = House(f"http://localhost:{port}")
    serves = threading.Event()

    def listen() -> None:
        assert process.stdout
        for line in process.stdout:
            house.said.append(line)
            if "is at http" in line:
                serves.set()

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        assert serves.wait(120), house.said
        yield house
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        listener.join()
        assert process.stdout
        process.stdout.close()


def page_of(chromium: Browser) -> tuple[Page, list[str]]:
    """A browser of its own, and what its console complains of: a strict policy would be heard there."""
    page = chromium.new_context(locale="en-GB", timezone_id="Europe/Oslo").new_page()
    complaints: list[str] = []
    page.on(
        "console",
        lambda said: complaints.append(f"{said.location['url']}: {said.text}") if said.type == "error" else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def code_of(secret: str) -> str:
    """What an authenticator app shows now for this secret (RFC 6238)."""
    key = b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_two_people_come_into_a_new_installation(house: House, chromium: Browser) -> None:
    helena, complaints = page_of(chromium)
    open_the_first_project(helena, house)

    jonas, complaints_of_jonas = page_of(chromium)
    take_a_place(jonas, house)
    secret, recovery = set_up_the_app(jonas, house)
    add_a_passkey(jonas, house)

    # Out, and in again with the passkey alone.
    sign_out(jonas, house)
    jonas.get_by_role("button", name="Sign in with a passkey").click()
    expect(heading(jonas, "Projects")).to_be_visible()

    # Out, and in again with the password and a recovery code.
    sign_out(jonas, house)
    sign_in(jonas, recovery)
    expect(heading(jonas, "Projects")).to_be_visible()

    # From another browser he ends this session: it is over at once.
    other, complaints_of_other = page_of(chromium)
    other.goto(house.address)
    sign_in(other, code_of(secret))
    expect(heading(other, "Projects")).to_be_visible()
    other.goto(f"{house.address}/account")
    other.locator("#sessions").get_by_role("button", name="End it").first.click()
    expect(other.locator("#sessions").get_by_role("button", name="End it")).to_have_count(0)
    jonas.goto(f"{house.address}/projects/")
    expect(heading(jonas, "Sign in")).to_be_visible()

    # A link that has done its work answers 410, of which the browser tells; nothing else has been complained of.
    heard = [each for each in complaints + complaints_of_jonas + complaints_of_other if "410" not in each]
    assert heard == []


def heading(page: Page, words: str) -> Locator:
    return page.get_by_role("heading", name=words, exact=True)


def open_the_first_project(page: Page, house: House) -> None:
    """Nobody is here yet: the front door asks for the first account, and leads on to the first project."""
    page.goto(house.address)
    expect(heading(page, "The first account is yours")).to_be_visible()
    page.get_by_label("Your name").fill("Helena Brandt")
    page.get_by_label("Your e-mail address").fill("helena@signoff.example")
    page.get_by_label("A password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    expect(heading(page, "Open a project")).to_be_visible()
    page.get_by_label("Name of the project").fill("Patient booking")
    page.get_by_role("textbox", name="Key").fill("BOOK")
    page.get_by_label("Customer, who").fill("Meridian Clinics")
    page.get_by_label("Contractor, who").fill("Northlight Software")
    names, addresses = page.get_by_label("Name", exact=True), page.get_by_label("E-mail address")
    for at, name in enumerate(("Helena", "Jonas")):
        names.nth(at).fill({"Helena": "Helena Brandt", "Jonas": "Jonas Keller"}[name])
        addresses.nth(at).fill(f"{name.lower()}@signoff.example")
    page.get_by_label("time and materials").check()
    page.get_by_role("button", name="Open the project").click()
    page.wait_for_url("**/projects/BOOK/")
    page.goto(f"{house.address}/account")
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Oslo")


def take_a_place(page: Page, house: House) -> None:
    """The letter's link leads into the project, once."""
    link = house.link_to("/invitations/")
    page.goto(link)
    expect(page.get_by_text("Helena Brandt invites you to the side of Northlight Software")).to_be_visible()
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Take your place").click()
    page.wait_for_url("**/projects/BOOK/")
    page.goto(f"{house.address}/projects/BOOK/people")
    expect(page.get_by_role("link", name="Helena Brandt")).to_be_visible()
    page.goto(link)
    expect(page.get_by_text("accepted already")).to_be_visible()


def set_up_the_app(page: Page, house: House) -> tuple[str, str]:
    """An authenticator app is set up: its secret, and one of the recovery codes."""
    page.goto(f"{house.address}/account")
    page.get_by_role("link", name="Set it up").click()
    expect(heading(page, "Is it you?")).to_be_visible()
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    secret = page.get_by_label("Secret of the authenticator app").inner_text().strip()
    page.get_by_label("The code that it shows").fill(code_of(secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(heading(page, "Recovery codes")).to_be_visible()
    return secret, page.locator(".recovery li").first.inner_text()


def add_a_passkey(page: Page, house: House) -> None:
    """The device, here a virtual one, keeps a passkey."""
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")
    virtual = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": virtual})
    page.goto(f"{house.address}/account")
    page.get_by_role("link", name="Add one").click()
    page.get_by_label("What is it called?").fill("My laptop")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_text("My laptop")).to_be_visible()


def sign_out(page: Page, house: House) -> None:
    page.goto(f"{house.address}/account")
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(heading(page, "Sign in")).to_be_visible()


def sign_in(page: Page, code: str) -> None:
    """With the password, and then the code."""
    page.get_by_label("E-mail address").fill("jonas@signoff.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(heading(page, "One more step")).to_be_visible()
    page.get_by_label("The code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
