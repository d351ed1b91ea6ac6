"""What the page of components shows: the people and figures of the demonstration, fixed in time."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from signoff.ui.icons import NAMES
from signoff.ui.shell import Link, Place, Reader, Shell

ZONE = ZoneInfo("Europe/Oslo")
NOW = dt.datetime(2026, 11, 20, 9, 14, tzinfo=ZONE)


def shell() -> Shell:
    """A sidebar as Helena sees it."""
    links = (
        Link(_("Overview"), "#overview", "home", keys="g o"),
        Link(_("Roadmap"), "#roadmap", "roadmap", keys="g r"),
        Link(_("Backlog"), "#backlog", "list", current=True, keys="g b"),
        Link(_("People"), "#people", "people", keys="g p"),
        Link(_("Who decides"), "#decides", "scales"),
        Link(_("Ledger"), "#ledger", "book", keys="g l"),
    )
    return Shell(
        home="#",
        search="#search",
        reader=Reader("Helena Brandt", "product owner", "customer", "#account", "#sign-out"),
        desk=Link(_("Desk"), "#desk", "inbox", count=7, keys="g d"),
        project=Place("Patient booking", "#", "with Northlight Software", links),
        others=(Place("Clinic website", "#", "with Ostra Studio"),),
        tabs=(
            Link(_("Desk"), "#desk", "inbox", count=7),
            Link(_("Projects"), "#projects", "board", current=True),
            Link(_("Report"), "#report", "plus"),
            Link(_("You"), "#you", "person"),
        ),
    )


def context() -> dict[str, Any]:
    """Everything that `ui/components.html` reads."""
    at = [NOW - dt.timedelta(days=days, minutes=minutes) for days, minutes in ((2, 40), (3, -31), (1, -356), (0, 9))]
    return {"shell": shell(), "now": NOW, "moments": at, "icon_names": sorted(NAMES)}
