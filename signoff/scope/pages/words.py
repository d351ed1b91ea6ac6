"""What several pages of the scope say alike."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from signoff.backlog.models import Task
from signoff.backlog.words import Priority
from signoff.charter.decisions import decision_named
from signoff.doors.not_done import sentence
from signoff.forecast.whole import Range
from signoff.people.circle import Circle
from signoff.people.standing import Member
from signoff.scope.tree import Work
from signoff.ui.format import duration, number

RANKS = [level for level in Priority if level is not Priority.UNSET]
HOUR = 60
FINE_BELOW = 10 * HOUR
"""Below this many minutes, hours are told with their minutes; above, a minute would pretend to be known."""


def scope_of(member: Member) -> str:
    """The address of the project's scope."""
    return f"/projects/{member.project.key}/scope"


def hours(minutes: int) -> str:
    """“1,240 h”; below ten hours with the minutes."""
    if minutes < FINE_BELOW:
        return duration(minutes) if minutes else _("0 h")
    return _("%(hours)s h") % {"hours": number(round(minutes / HOUR))}


def hours_range(whole: Range) -> str:
    """“1,100–1,400 h”; one figure where there is no range."""
    low, high = hours(whole.low), hours(whole.high)
    if low == high:
        return low
    if whole.low < FINE_BELOW:
        return _("%(low)s to %(high)s") % {"low": low, "high": high}
    return _("%(low)s–%(high)s h") % {"low": number(round(whole.low / HOUR)), "high": number(round(whole.high / HOUR))}


def more_hours(minutes: int) -> str:
    """“140 h more”, “20 h less”, “as many hours”."""
    if minutes == 0:
        return _("as many hours")
    return (_("%(hours)s more") if minutes > 0 else _("%(hours)s less")) % {"hours": hours(abs(minutes))}


def per_cent(work: Work) -> int:
    """How much of it is finished, in whole per cent; 100 only when all is."""
    done, whole = work.progress
    return done * 100 // whole if whole else 0


def refusal_of(decision: str, people: Circle) -> str:
    """What somebody reads who may not decide this; "" for whoever may."""
    if people.may(decision):
        return ""
    return sentence(decision_named(decision).refusal_to(people.who_may(decision)))


def around(member: Member, people: Circle) -> dict[str, Any]:
    """What every page of the scope has at hand."""
    return {
        "member": member,
        "circle": people,
        "key": member.project.key,
        "scope": scope_of(member),
        "hours": hours,
        "hours_range": hours_range,
        "more_hours": more_hours,
        "per_cent": per_cent,
        "points_range": points_range,
        "rank_word": rank_word,
    }


def points_range(task: Task) -> Range:
    """A task's three points, without any reckoning."""
    likely = task.estimate_minutes or 0
    return Range(task.estimate_low or likely, likely, task.estimate_high or likely)


def rank_word(priority: int) -> str:
    return str(Priority(priority).label)
