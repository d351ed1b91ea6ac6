"""What the pages of a running sprint share: its head, its tabs, its addresses, and what a reader may do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.kernel.refusals import NotThere
from signoff.people.circle import short_name
from signoff.people.standing import Member
from signoff.sprints.burnup import BurnUp
from signoff.sprints.models import Sprint
from signoff.sprints.queries.sprints import sprint_named
from signoff.ui.format import day, duration


def sprint_at(number: str, member: Member) -> Sprint:
    """The sprint that an address names. Raises NotThere."""
    return sprint_named(f"{member.project.key}.{number}", seen_by=member)


def begun_sprint(number: str, member: Member) -> Sprint:
    """The sprint that an address names, once it has begun. Raises NotThere."""
    sprint = sprint_at(number, member)
    if sprint.started_at is None:
        raise NotThere(number)
    return sprint


def address_of(sprint: Sprint, page: str = "") -> str:
    """The address of a sprint, or of one of its pages."""
    whole = f"/projects/{sprint.project.key}/sprints/{sprint.number}"
    return f"{whole}/{page}" if page else whole


def around(sprint: Sprint, member: Member, tab: str) -> dict[str, Any]:
    """What each page of the sprint shows around its own matter."""
    return {
        "sprint": sprint,
        "member": member,
        "address": address_of(sprint),
        "days_said": days_said(sprint.starts_on, sprint.ends_on),
        "tabs": tabs(sprint, tab),
        "customer": short_name(member.project.customer),
        "contractor": short_name(member.project.contractor),
    }


def tabs(sprint: Sprint, current: str) -> list[tuple[str, str, bool, None]]:
    """The pages of a sprint that has begun."""
    named = (("board", _("Board")), ("today", _("Today")), ("report", _("Report")))
    return [(words, address_of(sprint, name), name == current, None) for name, words in named]


def days_said(first: date, last: date) -> str:
    """From when to when, in words."""
    return _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}


def today() -> date:
    """The reader's day."""
    return timezone.localdate()


def state_of(sprint: Sprint, line: BurnUp) -> str:
    """“Day 7 of 10. 120 h of 236 h are handed over or accepted. 12 to 14 of 15 tasks are likely to be ready.”"""
    ready = _("%(ready)s of %(all)s are handed over or accepted.") % {
        "ready": duration(line.ready[-1]),
        "all": duration(line.scope[-1]),
    }
    if sprint.completed_at is not None:
        return " ".join((_("Completed."), ready))
    return " ".join((day_said(line), ready, likely_said(line)))


def day_said(line: BurnUp) -> str:
    if not line.day:
        return _("Not begun yet.")
    if today() > line.days[-1]:
        return _("Its last day has passed.")
    return _("Day %(day)d of %(days)d.") % {"day": line.day, "days": len(line.days)}


def likely_said(line: BurnUp) -> str:
    """How many tasks are likely to be ready at the end: a range, unless it has shrunk to one number."""
    low, high = line.tasks.low, line.tasks.high
    words = {"low": low, "high": high, "all": line.tasks_in}
    if low == high:
        return (
            ngettext(
                "%(high)d of %(all)d task is likely to be ready.",
                "%(high)d of %(all)d tasks are likely to be ready.",
                high,
            )
            % words
        )
    return _("%(low)d to %(high)d of %(all)d tasks are likely to be ready.") % words
