"""Who decides what: the charter as both sides read it, with the people of this project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from signoff.charter.decisions import DECISIONS, PEOPLE, RECORD, WORK, Decision
from signoff.charter.sides import ROLES, Role, Side
from signoff.doors.pages import page, project_page
from signoff.people.circle import Circle, circle, short_name
from signoff.people.standing import Member

MANY = 5
"""From so many roles on, a side is said to decide as a whole."""


@dataclass(frozen=True)
class Row:
    """One decision as the page shows it. `people`: (name, side) of those who may."""

    title: str
    people: list[tuple[str, str]]
    who: str
    is_mine: bool
    other_side: str
    rule: str


@project_page
def decisions(request: HttpRequest, member: Member) -> HttpResponse:
    """Every decision of a project in its group: who, what the other side does meanwhile, by which rule."""
    people = circle(seen_by=member)
    groups: dict[str, list[Row]] = {gettext(group): [] for group in (WORK, PEOPLE, RECORD)}
    for decision in DECISIONS:
        if not decision.outside_projects:
            groups[gettext(decision.group)].append(row_of(decision, people))
    context = {
        "member": member,
        "groups": groups,
        "model": member.cooperation_model.label if member.cooperation_model else "",
        "sides": [(side.value, member.project.organisation_of(side).name) for side in Side],
    }
    return page(request, "charter/decisions.html", context, member=member, current="decisions")


def row_of(decision: Decision, people: Circle) -> Row:
    """The decision with those who hold it here."""
    member = people.member
    sides = [side for side in Side if decision.holders(side, member.cooperation_model)]
    holders = [
        (row.person.name, row.side)
        for side in sides
        for row in people.of_side(side)
        if decision.holders(side, member.cooperation_model) & set(row.roles)
    ]
    return Row(
        title=gettext(decision.title),
        people=holders,
        who=_capital("; ".join(_roles(decision, side, member) for side in sides)),
        is_mine=member.may(decision),
        other_side=_other_side(decision, sides, member),
        rule=decision.rule,
    )


def _roles(decision: Decision, side: Side, member: Member) -> str:
    """The roles in words: “product owner or delegate”."""
    held = decision.holders(side, member.cooperation_model)
    roles = list(_in_order(held, side))
    if len(roles) == len(ROLES[side]):
        return _("everybody at %(side)s") % {"side": short_name(member.project.organisation_of(side))}
    if len(roles) >= MANY:
        others = ", ".join(str(role.label) for role in ROLES[side] if role not in held)
        side_name = short_name(member.project.organisation_of(side))
        return _("everybody at %(side)s but %(others)s") % {"side": side_name, "others": others}
    words = [str(role.label) for role in roles]
    return (
        _("%(several)s or %(last)s") % {"several": ", ".join(words[:-1]), "last": words[-1]} if words[1:] else words[0]
    )


def _in_order(held: frozenset[Role], side: Side) -> Iterator[Role]:
    return (role for role in ROLES[side] if role in held)


def _other_side(decision: Decision, sides: list[Side], member: Member) -> str:
    """What the side does that does not decide; of what both decide, how they share it."""
    words = gettext(decision.other_side)
    if len(sides) != 1:
        return _capital(words)
    other = short_name(member.project.organisation_of(sides[0].other))
    return _("%(side)s %(does)s") % {"side": other, "does": words}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
