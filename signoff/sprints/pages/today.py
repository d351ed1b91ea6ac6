"""Today in the sprint: how far it is, what ages, what holds up, what was exchanged (SP7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.backlog.models import Task
from signoff.backlog.words import Priority, Step
from signoff.doors.pages import page, project_page
from signoff.people.circle import circle
from signoff.people.standing import Member
from signoff.sprints.burnup import BurnUp
from signoff.sprints.pages.cards import blocked_words, days_between
from signoff.sprints.pages.chart import chart
from signoff.sprints.pages.frame import around, begun_sprint, state_of
from signoff.sprints.pages.frame import today as todays_date
from signoff.sprints.queries.planning import plan_of
from signoff.sprints.queries.running import READY, stability, stays
from signoff.sprints.queries.running_progress import progress
from signoff.sprints.queries.running_today import Exchange, exchanges, overdue, shares, work_left
from signoff.sprints.stability import Stability
from signoff.ui.format import duration

GOING_ON = (Step.IN_PROGRESS, Step.IN_REVIEW, Step.TESTING)


@project_page
def today(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """What both sides look at every morning."""
    sprint, people, day = begun_sprint(number, member), circle(seen_by=member), todays_date()
    rows = stays(sprint, seen_by=member)
    line = progress(sprint, seen_by=member, today=day, rows=rows)
    plan = plan_of(sprint, seen_by=member)
    inside = [row.task for row in rows if row.left_at is None and row.task.done_before is None]
    people.introduce(inside, "assignee")
    now, figure = timezone.now(), stability(rows)
    context = {
        **around(sprint, member, "today"),
        "state": state_of(sprint, line),
        "line": line,
        "chart": chart(line, width=720, height=240),
        "chart_label": chart_label(line),
        "circle": people,
        "ageing": ageing(inside, now),
        "in_progress": sum(task.step in GOING_ON for task in inside),
        "blocked": [(task, blocked_words(task.blocked_since, now)) for task in blocked_first(inside)],
        "overdue": overdue(sprint, seen_by=member, today=day),
        "left": work_left(plan, today=day),
        "shares": shares(rows, plan.mix),
        "exchanges": [(each, exchange_said(each)) for each in exchanges(sprint, rows, seen_by=member)],
        "stability": figure,
        "stability_said": stability_said(figure),
        "steps": {step.value: (place, step.label) for place, step in enumerate(Step, 1)},
        "priorities": {level.value: level.label for level in Priority},
    }
    return page(request, "sprints/today.html", context, member=member, current="sprints")


def chart_label(line: BurnUp) -> str:
    """The chart in a sentence, for who does not see it."""
    return _("%(ready)s of %(all)s are ready; at the end %(low)s to %(high)s are likely.") % {
        "ready": duration(line.ready[-1]),
        "all": duration(line.scope[-1]),
        "low": duration(line.minutes.low),
        "high": duration(line.minutes.high),
    }


def ageing(tasks: Iterable[Task], now: datetime) -> list[tuple[Task, str, int]]:
    """Tasks that somebody works on or that wait for the customer, the longest at the same step first."""
    going = [task for task in tasks if task.step in (*GOING_ON, Step.HANDED_OVER)]
    found = []
    for task in sorted(going, key=lambda task: (task.step_since, task.number)):
        days = days_between(task.step_since, now)
        words = ngettext("%(days)d day", "%(days)d days", days) % {"days": days} if days else _("since today")
        found.append((task, words, days))
    return found


def blocked_first(tasks: Iterable[Task]) -> list[Any]:
    """The blocked ones, the longest blocked first."""
    held = [task for task in tasks if task.blocked_since and task.step not in READY]
    return sorted(held, key=lambda task: (task.blocked_since, task.number))


def exchange_said(each: Exchange) -> str:
    """What happened, in a few words."""
    words = {"delay": duration(each.delay), "hours": duration(each.minutes), "person": each.person}
    return {
        "critical_bug": _("Critical bug let in"),
        "agreed": _("Taken in: both sides agreed"),
        "emergency": _("Emergency work, written down %(delay)s after it began") % words,
        "taken_out": _("Taken out: both sides agreed"),
        "made_way": _("Made way for a critical bug"),
        "overcommitment": _("%(person)s may take %(hours)s more than fits") % words,
    }[each.sort]


def stability_said(figure: Stability) -> str:
    """What the figure is held against."""
    if figure.percent is None:
        return _("Nothing had been committed in hours.")
    return _("%(all)s were committed at the start; %(came)s came in and %(went)s went out.") % {
        "all": duration(figure.committed),
        "came": duration(figure.came_in),
        "went": duration(figure.went_out),
    }
