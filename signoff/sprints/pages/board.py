"""The board of a running sprint: where each task is, live for everybody who looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from signoff.backlog.words import Priority, Step
from signoff.charter.decisions import decision_named
from signoff.doors.not_done import sentence
from signoff.doors.pages import page, project_page
from signoff.people.circle import Circle, circle
from signoff.people.standing import Member
from signoff.sprints.models import Sprint, SprintTask
from signoff.sprints.pages.cards import Lane, Tile, lanes, tiles
from signoff.sprints.pages.chart import chart
from signoff.sprints.pages.frame import address_of, around, begun_sprint, state_of, today
from signoff.sprints.queries.running import cards, stays
from signoff.sprints.queries.running_news import cursor, news
from signoff.sprints.queries.running_progress import progress

BEFORE_HANDING_OVER = (Step.TESTING, Step.IN_REVIEW, Step.IN_PROGRESS)


@project_page
def board(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Six columns of cards, the burn-up, and what the sprint is held against (SP7)."""
    row, people = begun_sprint(number, member), circle(seen_by=member)
    seen, rows = cursor(seen_by=member), stays(row, seen_by=member, people=False)
    columns = lanes(cards(row, seen_by=member, rows=rows), people)
    context = {
        **around(row, member, "board"),
        **head(row, member, rows),
        "circle": people,
        "cursor": seen,
        "lanes": columns,
        "first_deed": first_deed(row, people, columns),
        "move_refusal": refusal_of("progress", people),
        "priorities": {level.value: level.label for level in Priority},
    }
    return page(request, "sprints/board.html", context, member=member, current="sprints")


@project_page
def board_news(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """The cards that changed since the reader looked; 204 when none did."""
    after = request.GET.get("after", "")
    if not (after.isascii() and after.isdecimal() and len(after) < 16):
        raise Http404
    return changed(request, begun_sprint(number, member), member, int(after))


def changed(
    request: HttpRequest, sprint: Sprint, member: Member, after: int, *, said: str = "", status: int = 200
) -> HttpResponse:
    """What changed after the entry, as a piece of the page, with what is to be said beside it."""
    found = news(after, seen_by=member)
    if found.cursor == after and not said:
        return HttpResponse(status=204)
    rows = cards(sprint, seen_by=member, numbers=found.numbers) if found.numbers is None or found.numbers else []
    shown = tiles(rows, circle(seen_by=member)) if rows else []
    here = {tile.key for tile in shown}
    named = [f"{member.project.key}-{number}" for number in found.numbers or ()]
    context = {
        "address": address_of(sprint),
        "tiles": shown,
        "gone": [key for key in named if key not in here],
        "all": found.numbers is None,
        "cursor": found.cursor,
        "said": said,
        "priorities": {level.value: level.label for level in Priority},
        "head": head(sprint, member) if found.head else None,
        "sprint": sprint,
    }
    return render(request, "sprints/board_news.html", context, using="jinja2", status=status)


def head(sprint: Sprint, member: Member, rows: Sequence[SprintTask] | None = None) -> dict[str, Any]:
    """The sentence of state and the small burn-up."""
    line = progress(sprint, seen_by=member, today=today(), rows=rows)
    return {"state": state_of(sprint, line), "line": line, "chart": chart(line, width=300, height=92)}


def refusal_of(decision: str, people: Circle) -> str:
    """What somebody reads who may not decide this, and who may; "" for who may."""
    if people.may(decision):
        return ""
    return sentence(decision_named(decision).refusal_to(people.who_may(decision)))


def first_deed(sprint: Sprint, people: Circle, columns: list[Lane]) -> tuple[str, str]:
    """(words, address) of what the reader can best do next: the one filled button."""
    by_step = {lane.step: lane.tiles for lane in columns}
    ended = sprint.completed_at is not None
    if not ended and people.may("acceptance") and by_step[Step.HANDED_OVER]:
        return _("Look at what was handed over"), task_at(by_step[Step.HANDED_OVER][0])
    if not ended and people.may("sprint-end") and today() >= sprint.last_working_day:
        return _("Complete the sprint…"), address_of(sprint, "complete")
    nearest = next((by_step[step][0] for step in BEFORE_HANDING_OVER if by_step[step]), None)
    if not ended and people.may("handover") and nearest:
        return _("Hand over a task"), f"{task_at(nearest)}/hand-over"
    return "", ""


def task_at(tile: Tile) -> str:
    return f"/projects/{tile.key.partition('-')[0]}/tasks/{tile.key}"
