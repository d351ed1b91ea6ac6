"""All suggestions of a project: those that wait first, then those that were answered; and each by itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from signoff.backlog.concerns import open_concerns
from signoff.backlog.models import Concern
from signoff.charter.decisions import decision_named
from signoff.charter.sides import DECIDING_ROLE, Side
from signoff.doors.not_done import sentence
from signoff.doors.pages import page, project_page
from signoff.people.circle import Circle, circle
from signoff.people.standing import Member
from signoff.proposals.models import Proposal
from signoff.proposals.queries import proposal_named, proposals
from signoff.proposals.telling import Shown, asked_of, others_of, shown

MOST_ANSWERED = 50
MOST_OPEN = 100


@project_page
def listing(request: HttpRequest, member: Member) -> HttpResponse:
    """What waits for an answer, with the answer beside it; then what was answered (R2, S2)."""
    people = circle(seen_by=member)
    rows = proposals(seen_by=member)
    waiting = list(rows.filter(outcome="").order_by("number")[:MOST_OPEN])
    answered = list(rows.exclude(outcome="").order_by("-answered_at", "-number")[:MOST_ANSWERED])
    people.introduce([*waiting, *answered], "by")
    people.introduce([row for row in answered if row.answered_by_id], "answered_by")
    told = shown([*waiting, *answered], seen_by=member)
    concerns = _concerns(member, people)
    context = {
        "member": member,
        "circle": people,
        "waiting": sorted((each for each in told if each.is_open), key=lambda each: not each.answers),
        "answered": [each for each in told if not each.is_open],
        "concerns": concerns,
        "counts": {"suggestions": len(waiting), "concerns": len(concerns)},
        "reason_of": lambda each: reason_of(each, people),
        "may_withdraw": lambda each: may_withdraw(each.row, member),
    }
    return page(request, "proposals/listing.html", context, member=member, current="backlog")


@project_page
def one(request: HttpRequest, member: Member, number: int) -> HttpResponse:
    """One suggestion: before and after side by side, its reason, what it costs, and the decision (R2)."""
    row, people = proposal_named(f"{member.project.key}.{number}", seen_by=member), circle(seen_by=member)
    told = shown([row], seen_by=member)[0]
    context: dict[str, Any] = {
        "member": member,
        "circle": people,
        "each": told,
        "reason": reason_of(told, people),
        "withdraws": may_withdraw(row, member),
        "back": request.GET.get("back", ""),
    }
    return page(request, "proposals/one.html", context, member=member, current="backlog")


def reason_of(each: Shown, people: Circle) -> str:
    """Why its reader may not answer it, and who may; "" for whoever may."""
    if each.answers:
        return ""
    if each.own_side:
        names = _who_answers(each.row, people)
        return _("Your own side suggested this. %(names)s answers it.") % {"names": names} if names else ""
    barred = [decision for decision in asked_of(each.row) if not decision.allows(people.member)]
    who = people.who_may(barred[0].name) if barred else []
    return sentence(barred[0].refusal_to(who)) if barred else ""


def may_withdraw(row: Proposal, member: Member) -> bool:
    """Whether the reader may take it back: whoever made it, or who decides for their side."""
    if row.outcome or row.side != member.membership.side or not member.may(decision_named("suggestion")):
        return False
    return row.by_id == member.person.pk or DECIDING_ROLE[Side(row.side)] in member.roles


def _who_answers(row: Proposal, people: Circle) -> str:
    """The names on the other side of those who decide it all."""
    decisions = asked_of(row)
    side, model = others_of(row), people.member.cooperation_model
    names = [
        each.person.name
        for each in people.of_side(side)
        if all(decision.holders(side, model) & set(each.roles) for decision in decisions)
    ]
    return _(" or ").join(names)


def _concerns(member: Member, people: Circle) -> list[Concern]:
    """The concerns that are not settled, oldest first."""
    rows = list(open_concerns(seen_by=member).select_related("task").order_by("at")[:MOST_OPEN])
    people.introduce(rows, "by")
    for row in rows:
        row.task.project = member.project
    return rows
