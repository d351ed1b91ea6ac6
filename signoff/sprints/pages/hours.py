"""When people work: hours by weekday, and days of absence."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from signoff.backlog.pages.deeds import minutes_of
from signoff.charter.sides import Role
from signoff.doors.pages import deed, page, project_deed, project_page
from signoff.people.circle import Circle, circle
from signoff.people.models import Membership
from signoff.people.standing import Member
from signoff.sprints.capacity import WORKING_WEEK
from signoff.sprints.models import Absence, WorkingHours


@project_page
def hours(request: HttpRequest, member: Member) -> HttpResponse:
    """Everybody's hours; one's own, and those of one's people, can be changed."""
    people = circle(seen_by=member)
    context = {
        "member": member,
        "circle": people,
        "address": f"/projects/{member.project.key}/hours",
        "days": [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")],
        "rows": rows(people, member),
    }
    return page(request, "sprints/hours.html", context, member=member, current="sprints")


def rows(people: Circle, member: Member) -> list[dict[str, Any]]:
    """A row for each person who works here: their week, and the absences that are not over."""
    within = {"membership__project_id": member.project.pk}
    weeks = dict(WorkingHours.objects.filter(**within).values_list("membership_id", "weekdays"))
    away: dict[int, list[Absence]] = {}
    coming = Absence.objects.filter(**within, withdrawn_at=None, last_on__gte=timezone.localdate())
    for absence in coming.order_by("first_on"):
        away.setdefault(absence.membership_id, []).append(absence)
    return [
        {
            "place": row,
            "week": weeks.get(row.pk) or WORKING_WEEK,
            "away": away.get(row.pk, []),
            "may": may_change(row, member),
        }
        for row in people.present
        if row.joined_at is not None and set(row.roles) != {Role.OBSERVER.value}
    ]


def may_change(place: Membership, member: Member) -> bool:
    """Whether the reader writes down this person's hours (the command decides)."""
    if place.person_id == member.person.pk:
        return Role.OBSERVER not in member.roles
    leads = bool(member.roles & {Role.PROJECT_MANAGER, Role.PRODUCT_OWNER})
    return leads and place.side == member.membership.side


@project_deed
def change(request: HttpRequest, member: Member, name: str) -> HttpResponse:
    """What the page's forms are sent to: a week, an absence, one taken back."""
    form, here = request.POST, f"/projects/{member.project.key}/hours"
    given: dict[str, Any] = {"project": member.project.key}
    if name == "week":
        typed = [minutes_of(each) if each.strip() else 0 for each in form.getlist("hours")]
        given |= {"person": form.get("person", ""), "weekdays": typed}
        return deed(request, "sprints.set-working-hours", given, page=here, said=_("The hours are written down."))
    if name == "away":
        first = form.get("first_on", "")
        given |= {"person": form.get("person", ""), "first_on": first, "last_on": form.get("last_on") or first}
        return deed(request, "sprints.record-absence", given, page=here, said=_("The absence is written down."))
    given["absence"] = form.get("absence", "")
    return deed(request, "sprints.withdraw-absence", given, page=here, said=_("The absence is taken back."))
