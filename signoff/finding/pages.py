"""Search or go to: a page, and the lines that it shows while one types."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from signoff.doors.pages import page
from signoff.finding.lines import groups
from signoff.finding.queries import found
from signoff.people.access import person_of, signed_in
from signoff.people.standing import Member

LONGEST = 200
ON_PAGE = 30
"""So many tasks stand on the page; who looks for more says more words, or searches the project's backlog."""


@require_safe
@signed_in
def find(request: HttpRequest) -> HttpResponse:
    """What the words or the key lead to, in all of the reader's projects."""
    context, here = _found(request, most_tasks=ON_PAGE, most_people=ON_PAGE)
    return page(request, "finding/find.html", context, member=here, current="find")


@require_safe
@signed_in
def lines(request: HttpRequest) -> HttpResponse:
    """The same in short, beneath the field in which one types."""
    context, _here = _found(request)
    return render(request, "finding/lines.html", context, using="jinja2")


def _found(request: HttpRequest, **most: int) -> tuple[dict[str, Any], Member | None]:
    said, in_hand = (_line(request.GET.get(name, "")) for name in ("q", "in"))
    result = found(said, seen_by=person_of(request), in_hand=in_hand, **most)
    here = next((place.member for place in result.mine if place.project.key == in_hand), None)
    context = {
        "said": said,
        "here": here,
        "groups": groups(said, result, in_hand),
        "more": result.more,
        "takes_part": bool(result.mine),
    }
    return context, here


def _line(text: str) -> str:
    """One line without what no text may hold."""
    return " ".join("".join(each if each.isprintable() else " " for each in text[:LONGEST]).split())
