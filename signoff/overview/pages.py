"""How the project stands: what is done, what waits, what was decided, and who takes part."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.backlog.counting import Tally, tally
from signoff.backlog.models import Task
from signoff.backlog.words import Step
from signoff.charter.sides import Side
from signoff.doors.pages import page, project_page
from signoff.ledger.queries import recent_decisions
from signoff.overview.queries import sprints_now, suggestions_of_the_others, waiting_for_acceptance
from signoff.people.circle import Circle, circle, short_name
from signoff.people.standing import Member
from signoff.ui.format import clock, near_day, number, since

WEEK = timedelta(days=7)
DECIDED = 5
DECISIONS = (
    "acceptance.accept-task",
    "acceptance.return-task",
    "acceptance.hand-over-task",
    "backlog.set-priority",
    "backlog.set-value",
    "backlog.reword-task",
    "backlog.record-past-tasks",
    "people.change-roles",
    "people.end-membership",
    "people.change-cooperation-model",
)
"""What stands under "Decided this week": what both sides should know of, not every hour that was estimated."""
TONES = {
    Step.ACCEPTED: "ok",
    Step.HANDED_OVER: "act",
    Step.TESTING: "act-2",
    Step.IN_REVIEW: "act-3",
    Step.IN_PROGRESS: "act-4",
    Step.TO_DO: "rest",
}


@project_page
def overview(request: HttpRequest, member: Member) -> HttpResponse:
    """One page for both sides; each reads the same of it."""
    people, counted = circle(seen_by=member), tally(seen_by=member)
    waiting = waiting_for_acceptance(seen_by=member)
    waits = counted.of(step=[Step.HANDED_OVER])
    context = {
        "member": member,
        "circle": people,
        "tally": counted,
        "shares": shares(counted),
        "waiting": waiting,
        "more_waiting": waits - len(waiting),
        "suggested": suggestions_of_the_others(seen_by=member),
        "sprints": sprints_now(seen_by=member),
        "decided": recent_decisions(member, since=timezone.now() - WEEK, types=DECISIONS, limit=DECIDED),
        "sides": {row.person.pid: row.side for row in people.rows},
        "state": state(counted, waiting, waits, people),
        "at_table": [(side, member.project.organisation_of(side), people.of_side(side)) for side in Side],
        "backlog": f"/projects/{member.project.key}/backlog",
        "ledger": f"/projects/{member.project.key}/ledger",
        "moment_of": moment_of,
        "short_moment": short_moment,
    }
    return page(request, "overview/overview.html", context, member=member, current="overview")


def shares(counted: Tally) -> list[tuple[str, int, str, str]]:
    """The tasks by step, as `ui.shares` takes them; those done before Signoff are not among them."""
    counts = [(step, counted.of(step=[step])) for step in TONES]
    return [(str(step.label), count, number(count), TONES[step]) for step, count in counts]


def state(counted: Tally, waiting: list[Task], waits: int, people: Circle) -> str:
    """One sentence of how it stands, made from nothing but facts."""
    if not counted.all:
        return _("Nothing has been asked for yet.")
    whole, accepted = counted.all - counted.done_before, counted.of(step=[Step.ACCEPTED])
    so_far = ngettext(
        "Accepted so far: %(accepted)s of %(count)s task.", "Accepted so far: %(accepted)s of %(count)s tasks.", whole
    ) % {"accepted": number(accepted), "count": number(whole)}
    return f"{so_far} {_waits(waiting, waits, people)}" if whole else _past(counted)


def _waits(waiting: list[Task], waits: int, people: Circle) -> str:
    if not waiting:
        return _("Nothing waits for acceptance.")
    customer = people.member.project.customer
    values = {"count": number(waits), "since": since(waiting[0].step_since), "customer": short_name(customer)}
    if people.may("acceptance"):
        words = ngettext("%(count)s waits for you, %(since)s.", "%(count)s wait for you, the oldest %(since)s.", waits)
    else:
        words = ngettext(
            "%(count)s waits for %(customer)s, %(since)s.",
            "%(count)s wait for %(customer)s, the oldest %(since)s.",
            waits,
        )
    return words % values


def _past(counted: Tally) -> str:
    return ngettext(
        "%(count)s task was done before Signoff kept the record.",
        "%(count)s tasks were done before Signoff kept the record.",
        counted.done_before,
    ) % {"count": number(counted.done_before)}


def short_moment(at: datetime) -> str:
    """“9:14” for what happened today, else the day."""
    today = timezone.localdate(at) == timezone.localdate()
    return clock(at) if today else near_day(at)


def moment_of(entry: Any) -> datetime:
    """When an entry of the ledger was written."""
    at: datetime = entry.entry.at
    return at
