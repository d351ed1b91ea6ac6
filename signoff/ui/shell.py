"""What stands around a page: the values that pages hand to `ui/base.html` as `shell`.

The shell knows no area. Whoever composes it (one function for the whole house) says which links there are.

    Shell(
        home=reverse("people:projects"),
        reader=Reader(name="Helena Brandt", role=_("product owner"), side="customer", account="/account/",
                      sign_out="/accounts/logout/"),
        project=Place(name="Patient booking", with_whom=_("with Northlight Software"), url="/projects/BOOK/",
                      links=(Link(_("Backlog"), "/projects/BOOK/backlog", "list", current=True), …)),
        others=(Place("Clinic website", "/projects/SITE/", _("with Ostra Studio")),),
        tabs=(Link(_("Projects"), "/projects/", "board", current=True), Link(_("You"), "/you/", "person")),
    )
"""

from dataclasses import dataclass
from typing import Literal

Side = Literal["customer", "contractor"]


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the navigation, or one tab on the phone."""

    label: str
    url: str
    icon: str
    current: bool = False
    count: int = 0
    """What waits there; a badge where it is above nought."""
    keys: str = ""
    """The keys that go there, such as "g b"."""


@dataclass(frozen=True, slots=True)
class Place:
    """A project in the sidebar: its name, whom it is with, and (for the one in hand) its pages."""

    name: str
    url: str
    with_whom: str
    links: tuple[Link, ...] = ()
    more: tuple[Link, ...] = ()
    """Pages that this reader seldom uses, folded under "More"."""


@dataclass(frozen=True, slots=True)
class Reader:
    """The person at the bottom of the sidebar."""

    name: str
    role: str
    """In words: "product owner"; with two roles "product owner, finance"; "" outside a project."""
    side: Side | None
    account: str
    """Where "Your account" leads."""
    sign_out: str
    """Where the form of "Sign out" posts to."""
    links: tuple[Link, ...] = ()
    """More lines in the person's menu, such as "Change places" in the demonstration."""


@dataclass(frozen=True, slots=True)
class Shell:
    """All that base.html shows around a page."""

    home: str
    reader: Reader | None = None
    search: str = ""
    """Where "Search or go to" looks (GET, `q`), and its `/lines` while one types; "" and the field is not there."""
    search_in: str = ""
    """The key of the project in hand, sent along as `in`: what is found there comes first."""
    desk: Link | None = None
    project: Place | None = None
    others: tuple[Place, ...] = ()
    tabs: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    """Lines above the projects that belong to no project."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something to say once, above the page: tone "plain", "ok", "wait" or "bad"."""

    text: str
    tone: Literal["plain", "ok", "wait", "bad"] = "plain"
    rest: str = ""
    seq: int | None = None
    """The number of the receipt, where something was decided."""
    href: str = ""
    """Where that receipt is told."""
