"""What stands around every page: the reader, their projects, and the pages of the one in hand.

One query a page, however many projects there are.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from signoff.charter.decisions import decision_named
from signoff.charter.sides import Side
from signoff.people.access import reader
from signoff.people.models import Person
from signoff.people.standing import Member
from signoff.people.waiting import WaitingPlace, places_with_waiting
from signoff.ui.shell import Link, Place, Reader, Shell

HOME, ACCOUNT, SIGN_OUT, SEARCH = "/projects/", "/account", "/accounts/logout/", "/find"
PROMISES = "/promises"
OTHERS = 8
"""So many other projects stand in the sidebar; the rest are on the page of all projects."""


def shell_for(request: HttpRequest, member: Member | None = None, current: str = "") -> Shell:
    """The shell for the reader of this request.

    `member` is where they stand in the project in hand, None outside any. `current` is the page's own line:
    overview, backlog, sprints, people, decisions, ledger, import; or projects, account, promises.
    """
    person = reader(request)
    if person is None:
        return Shell(home="/")
    mine = places_with_waiting(person)
    in_hand = member.project.pk if member else None
    waiting = sum(place.waiting for place in mine if place.project.pk == in_hand)
    return Shell(
        home=HOME,
        reader=_reader(person, member),
        search=SEARCH,
        search_in=member.project.key if member else "",
        project=_place_in_hand(member, waiting, current) if member else None,
        others=tuple(_other(place) for place in mine if place.project.pk != in_hand)[:OTHERS],
        links=(Link(_("Projects"), HOME, "board", current == "projects", keys="g d"),),
        tabs=_tabs(member, waiting, current),
    )


def address_of(project_key: str, page: str = "") -> str:
    """The address of a project, or of one of its pages."""
    return f"/projects/{project_key}/{page}"


def with_whom(place: Member) -> str:
    """The other side, as the reader sees it."""
    other = place.project.organisation_of(Side(place.membership.side).other)
    return _("with %(organisation)s") % {"organisation": other.name}


def _reader(person: Person, member: Member | None) -> Reader:
    return Reader(
        name=person.name,
        role=", ".join(member.membership.role_labels) if member else "",
        side=member.membership.side if member else None,  # type: ignore[arg-type]  # a text that Side allows
        account=ACCOUNT,
        sign_out=SIGN_OUT,
        links=(Link(_("Change places"), "/demonstration", "swap"),) if settings.SIGNOFF_DEMO else (),
    )


def links_of(member: Member, waiting: int = 0, current: str = "") -> tuple[Link, ...]:
    """Every page of a project that stands in the navigation, in its order."""
    place = _place_in_hand(member, waiting, current)
    return place.links + place.more


def links_outside() -> tuple[Link, ...]:
    """The pages that belong to no project."""
    return (
        Link(_("Projects"), HOME, "board"),
        Link(_("Your account"), ACCOUNT, "person"),
        Link(_("What we promise"), PROMISES, "shield"),
    )


def _place_in_hand(member: Member, waiting: int, current: str) -> Place:
    """`links` are what everybody uses. `rest` stands in sight for the contractor, and under "More" for the customer, as
    does for anybody what they may not do themselves."""
    key = member.project.key
    links = (
        Link(_("Overview"), address_of(key), "home", current == "overview", keys="g o"),
        Link(_("Scope"), address_of(key, "scope"), "roadmap", current == "scope", keys="g c"),
        Link(_("Backlog"), address_of(key, "backlog"), "list", current == "backlog", count=waiting, keys="g b"),
        Link(_("Sprints"), address_of(key, "sprints"), "board", current == "sprints", keys="g s"),
    )
    rest: tuple[Link, ...] = (
        Link(_("People"), address_of(key, "people"), "people", current == "people", keys="g p"),
        Link(_("Who decides"), address_of(key, "decisions"), "scales", current == "decisions"),
        Link(_("Ledger"), address_of(key, "ledger"), "book", current == "ledger", keys="g l"),
    )
    bring_in = Link(_("Import"), address_of(key, "import"), "import", current == "import")
    rest += (bring_in,) if member.may(decision_named("import")) else ()
    seldom = () if bring_in in rest else (bring_in,)
    builds = member.membership.side == Side.CONTRACTOR
    return Place(
        name=member.project.name,
        url=address_of(member.project.key),
        with_whom=with_whom(member),
        links=links + rest if builds else links,
        more=seldom if builds else rest + seldom,
    )


def _other(place: WaitingPlace) -> Place:
    return Place(place.project.name, address_of(place.project.key), with_whom(place.member))


def _tabs(member: Member | None, waiting: int, current: str) -> tuple[Link, ...]:
    """The phone has no sidebar: tabs, and in a project a last one, "More", behind which all its pages are."""
    mine = Link(_("Projects"), HOME, "board", current == "projects")
    if member is None:
        return mine, Link(_("You"), ACCOUNT, "person", current == "account")
    key = member.project.key
    return (
        mine,
        Link(_("Overview"), address_of(key), "home", current == "overview"),
        Link(_("Backlog"), address_of(key, "backlog"), "list", current == "backlog", count=waiting),
    )
