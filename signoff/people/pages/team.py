"""Who takes part in a project: both sides, and what each side may change on its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from signoff.charter.decisions import decision_named
from signoff.charter.sides import ROLES, Side
from signoff.doors.not_done import sentence
from signoff.doors.pages import deed, page
from signoff.kernel import clock
from signoff.kernel.refusals import NotThere
from signoff.people.access import member_or_404, signed_in
from signoff.people.models import Invitation, Membership, Organisation
from signoff.people.queries import open_invitations, place_of, team
from signoff.people.standing import Member

WITHDRAW, RENEW = "people.withdraw-invitation", "people.renew-invitation"
CHANGE, END = "people.change-roles", "people.end-membership"


@dataclass(frozen=True)
class SideOfTeam:
    """One side on the page; `reason` says why the reader may not change it, "" where they may."""

    side: Side
    organisation: Organisation
    places: list[tuple[Membership, Invitation | None]]
    is_own: bool
    reason: str


@require_safe
@signed_in
def people(request: HttpRequest, key: str) -> HttpResponse:
    """Both sides with their people, roles and since when; who is invited and has not come yet."""
    member = member_or_404(request, key)
    rows, letters = team(seen_by=member), open_invitations(seen_by=member)
    sides = [
        SideOfTeam(
            side,
            member.project.organisation_of(side),
            [(row, letters.get(row.pk)) for row in rows if row.side == side],
            member.membership.side == side,
            reason_against(member, side, rows),
        )
        for side in Side
    ]
    context = {"member": member, "sides": sides, "now": clock.now()}
    return page(request, "people/people.html", context, member=member, current="people")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invite(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody is invited to the reader's own side."""
    member = member_or_404(request, key)
    side = Side(member.membership.side)
    if request.method == "POST":
        given = {
            "project": key,
            "side": side,
            "name": request.POST.get("name", ""),
            "email": request.POST.get("email", ""),
            "roles": request.POST.getlist("roles"),
        }
        return deed(
            request,
            "people.invite-person",
            given,
            page=reverse("invite", args=[key]),
            said=_("Invited. The letter is on its way."),
            then=lambda _done: reverse("people", args=[key]),
        )
    context = {
        "member": member,
        "organisation": member.organisation,
        "roles": _roles_of(side),
        "reason": reason_against(member, side, team(seen_by=member)),
    }
    return page(request, "people/invite.html", context, member=member, current="people")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def place(request: HttpRequest, key: str, membership: str) -> HttpResponse:
    """One person's place: their roles, and the end of their part."""
    member = member_or_404(request, key)
    if request.method == "POST":
        return _change(request, key, membership)
    try:
        row = place_of(membership, seen_by=member)
    except NotThere:
        raise Http404 from None
    side = Side(row.side)
    context = {
        "member": member,
        "place": row,
        "letter": open_invitations(seen_by=member).get(row.pk),
        "organisation": member.project.organisation_of(side),
        "roles": _roles_of(side),
        "reason": reason_against(member, side, team(seen_by=member)),
        "now": clock.now(),
    }
    return page(request, "people/place.html", context, member=member, current="people")


def _change(request: HttpRequest, key: str, membership: str) -> HttpResponse:
    """Whichever deed the pressed button names."""
    here, back = reverse("place", args=[key, membership]), reverse("people", args=[key])
    command = request.POST.get("deed", "")
    given: dict[str, object] = {"project": key}
    if command in (CHANGE, END):
        given |= {"membership": membership, "revision": request.POST.get("revision", "")}
    if command == CHANGE:
        given["roles"] = request.POST.getlist("roles")
    if command in (WITHDRAW, RENEW):
        given["invitation"] = request.POST.get("invitation", "")
    said = {
        CHANGE: _("Changed."),
        END: _("Their part in the project has ended."),
        WITHDRAW: _("The invitation is withdrawn."),
        RENEW: _("A new letter is on its way."),
    }
    if command not in said:
        raise Http404
    return deed(request, command, given, page=here, said=said[command], then=lambda _done: back)


def reason_against(member: Member, side: Side, rows: list[Membership]) -> str:
    """Why the reader may not change this side, with who may; "" where they may."""
    decision = decision_named("team")
    if member.may(decision) and member.membership.side == side:
        return ""
    holders = decision.holders(side, member.cooperation_model)
    who = [
        row.person.name for row in rows if row.side == side and row.joined_at is not None and holders & set(row.roles)
    ]
    return sentence(decision.refusal_to(who))


def _roles_of(side: Side) -> list[tuple[str, str]]:
    return [(role.value, str(role.label).capitalize()) for role in ROLES[side]]
