"""The planning page of a sprint: who has how much time, what is in it, what is open before signing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.backlog.pages.deciding import RANKS, builders, refusal_of
from signoff.backlog.words import Kind
from signoff.charter.sides import Side
from signoff.doors.pages import page, project_page
from signoff.people.circle import Circle, circle, short_name
from signoff.people.standing import Member
from signoff.sprints.models import PlanSignature, Sprint
from signoff.sprints.pages.frame import address_of, days_said, sprint_at
from signoff.sprints.pages.planning_bars import hours_bars, mix_bars
from signoff.sprints.pages.planning_points import IN_SIGHT, open_points, said_short
from signoff.sprints.plan_digest import digest_of
from signoff.sprints.queries.planning import Plan, plan_of
from signoff.sprints.queries.planning_choice import choice, missing_of
from signoff.sprints.queries.sprints import running_sprint
from signoff.sprints.rules.signing import dates_wanted

DATES = (
    ("development", "development-deadline"),
    ("testing", "testing-deadline"),
    ("deployment", "delivery-deadline"),
)


@project_page
def sprint(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """A sprint is shown by the page that fits its time: its plan, its board, its report."""
    row = sprint_at(number, member)
    fitting = "plan" if row.is_planned else "board" if row.is_running else "report"
    return HttpResponseRedirect(address_of(row, fitting))


@project_page
def plan(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """The plan of a sprint; once it has started, what fits its time instead."""
    row = sprint_at(number, member)
    if not row.is_planned:
        return HttpResponseRedirect(address_of(row))
    return page(request, "sprints/plan.html", plan_context(request, row, member), member=member, current="sprints")


def plan_context(request: HttpRequest, row: Sprint, member: Member) -> dict[str, Any]:
    """All that the page shows."""
    whole, people = plan_of(row, seen_by=member), circle(seen_by=member)
    digest, words = digest_of(whole), request.GET.get("q", "")[:200]
    points = open_points(whole, people)
    return {
        "sprint": row,
        "key": f"{member.project.key}.{row.number}",
        "member": member,
        "circle": people,
        "plan": whole,
        "digest": digest,
        "address": address_of(row, "plan"),
        "days_said": days_said(row.starts_on, row.ends_on),
        "state": state(row, whole, member),
        "hours": hours_bars(whole, people),
        "mix": mix_bars(whole),
        "points": points[:IN_SIGHT],
        "more_points": points[IN_SIGHT:],
        "points_by_task": by_task(points),
        "said_short": said_short,
        "count": ngettext("%(count)d thing before signing", "%(count)d things before signing", len(points))
        % {"count": len(points)},
        "signatures": signatures(whole, digest, people, member),
        "dates": [(kind, people.may(decision)) for kind, decision in DATES],
        "dates_wanted": dates_wanted,
        "kinds": {kind.value: str(kind.label).lower() for kind in Kind},
        "words": words,
        "choice": choice(words, seen_by=member),
        "missing_of": missing_of,
        "builders": builders(people),
        "priorities": [(level.name.lower(), level.label) for level in RANKS],
        "refusal_of": lambda decision: refusal_of(decision, people),
        "taking_part": [row for row in whole.participants if row.planned_together],
        "own_people": [row for row in people.present if row.side == member.membership.side],
        "shares": {row.person_id: row.allocation for row in whole.participants},
        "names": {row.person_id: row.person.name for row in people.rows},
    }


def state(row: Sprint, whole: Plan, member: Member) -> str:
    """“A draft. It starts when both sides have signed.”"""
    running = running_sprint(seen_by=member)
    if running is not None:
        words = _(
            "A draft. Sprint %(number)d still runs; when it is completed, and both sides have signed, this starts."
        )
        return words % {"number": running.number}
    return _("A draft. It starts when both sides have signed.")


def by_task(points: list[Any]) -> dict[str, Any]:
    """The first open point of each task, for its row."""
    first: dict[str, Any] = {}
    for point in points:
        first.setdefault(point.point.task, point)
    return first


def signatures(whole: Plan, digest: str, people: Circle, member: Member) -> list[dict[str, Any]]:
    """Of each side, the reader's first: who signs, the signature that holds, the one that the plan has outgrown."""
    own = Side(member.membership.side)
    given = {row.side: row for row in whole.signatures}
    return [_signature(side, given.get(side), digest, people, member) for side in (own, own.other)]


def _signature(side: Side, given: PlanSignature | None, digest: str, people: Circle, member: Member) -> dict[str, Any]:
    organisation = member.project.organisation_of(side)
    holds = given is not None and given.plan_digest == digest
    who = [name for name in people.who_may("signature") if name in {row.person.name for row in people.of_side(side)}]
    return {
        "side": side.value,
        "organisation": organisation.name,
        "short": short_name(organisation),
        "own": side == member.membership.side,
        "holds": given if holds else None,
        "outgrown": given if given and not holds else None,
        "who": who,
    }
