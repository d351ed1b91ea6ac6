"""Stories in a real browser: the whole house serves from a copy of the test database, and every page is looked at
for accessibility (axe) and for what a strict policy of content would forbid."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page

from signoff.people.models import Person
from tests import cast as stage

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = {"desk": (1440, 900), "phone": (390, 844)}

# Playwright's own loop runs in the thread of the test; the ORM is used there between its steps, never within one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


class QuietHandler(WSGIRequestHandler):
    """Serves without writing a line for each request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return


class Server(ThreadedWSGIServer):
    """One thread a request; each closes its own connection to the database when it ends."""

    daemon_threads = False
    block_on_close = True

    def close_request(self, request: object) -> None:
        super().close_request(request)  # type: ignore[arg-type]
        connections.close_all()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is no fault of ours."""


@pytest.fixture
def house(own_database: None) -> Iterator[str]:
    """The address at which the house with the cast in it serves."""
    server = Server(("127.0.0.1", 0), QuietHandler)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        connections.close_all()


@dataclass
class Visitor:
    """Somebody of the cast with a browser of their own. Whatever the console complains of is kept."""

    person: Person
    page: Page
    house: str
    complaints: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        """Open the page at this address of the house."""
        self.page.goto(self.house + address)
        return self.page

    def look(self) -> None:
        """Nothing that axe finds, nothing that runs over the edge, nothing that the console complains of."""
        assert not self.complaints
        assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), self.page.url
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
        problems = [
            f"{each['id']}: {each['help']}: {[node['html'][:160] for node in each['nodes']][:3]}"
            for each in found["violations"]
        ]
        assert not problems, f"{self.page.url}\n" + "\n".join(problems)


Comes = Callable[..., Visitor]


@pytest.fixture
def cast(own_database: None) -> stage.Cast:
    """The cast in the database that the house serves from."""
    return stage.cast()


@pytest.fixture
def comes(house: str, chromium: Browser) -> Iterator[Comes]:
    """`comes(cast.helena, "phone", script=True)`: she is signed in on a screen of that width."""
    visitors: list[Visitor] = []

    def come(person: Person, screen: str, *, script: bool = True) -> Visitor:
        client = Client()
        client.force_login(person)
        width, height = WIDTHS[screen]
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale="en-GB",
            java_script_enabled=script,
            # A button on its way from refused to possible has the colours of neither: nothing moves here.
            reduced_motion="reduce",
        )
        context.add_cookies([{"name": "signoff", "value": client.cookies["signoff"].value, "url": house}])
        visitor = Visitor(person, context.new_page(), house)
        visitor.page.on("console", lambda said: _complain(visitor, said.type, said.text))
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        visitors.append(visitor)
        return visitor

    yield come
    for visitor in visitors:
        visitor.page.context.close()


def _complain(visitor: Visitor, kind: str, text: str) -> None:
    # A refused form is a page with a status of its own; the browser calls that an error, and it is none.
    if kind in {"error", "warning"} and "the server responded with a status of 4" not in text:
        visitor.complaints.append(text)
