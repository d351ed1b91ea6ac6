"""The backlog: what to build next, in the customer's order, fifty rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.backlog.around import around
from signoff.backlog.counting import Tally, tally
from signoff.backlog.listing import RowPage, TaskSort, page_of_rows
from signoff.backlog.pages.addresses import backlog_of
from signoff.backlog.pages.choices import choices
from signoff.backlog.pages.deciding import builders
from signoff.backlog.pages.suggested import Suggestion, by_task, open_suggestions
from signoff.backlog.pages.wanted import Wanted, wanted_by
from signoff.backlog.words import Kind, Priority, Step, Value
from signoff.doors.pages import page, project_page
from signoff.kernel.refusals import Unreadable
from signoff.people.circle import Circle, circle, short_name
from signoff.people.standing import Member
from signoff.ui.format import duration, number

ROWS = 50
COLUMNS = (
    *("number", "title", "kind", "priority", "value", "step", "position", "revision", "is_open"),
    *("step_since", "done_before", "estimate_low", "estimate_minutes", "estimate_high"),
)
"""What a row shows, and what the next page's cursor is made of."""


@project_page
def backlog(request: HttpRequest, member: Member) -> HttpResponse:
    """The tasks that the filters let through, and the way to the next fifty."""
    wanted, people, counted = wanted_by(request.GET), circle(seen_by=member), tally(seen_by=member)
    found, places = _page(wanted, member), around(seen_by=member)
    suggestions = by_task(open_suggestions(people)) if places.suggestions else {}
    counts, chosen = _group_counts(wanted, counted), tuple(wanted.chosen.items())
    before = request.GET.get("in", "") if wanted.after else ""
    first = _first_rank(wanted, counted, request.GET.get("n", "") if wanted.after else "0")
    ranked, ranks = wanted.filter.sort is TaskSort.ORDER, people.may("priority")
    context = {
        "member": member,
        "circle": people,
        "address": backlog_of(member.project.key),
        "wanted": wanted,
        "rows": found.rows,
        "next": found.next_cursor,
        "ranked": ranked,
        "ranks": ranks and ranked,
        "first": first,
        "group_counts": counts,
        "before": before,
        "filters": lambda: choices(wanted, counted, people, places),
        "tally": counted,
        "said": (said_words := said(wanted, counted, found)),
        "counts": {"suggestions": places.suggestions, "concerns": places.concerns},
        "filters_key": (member.project.key, chosen, counted.sums, said_words, places, *builders(people)),
        "state": state(people),
        "row_words": words,
        "span": span,
        "suggestions": suggestions,
        "rows_key": (
            *(member.project.key, chosen, before, first, ranks, found.next_cursor, *counts.items()),
            *_shown(found, suggestions, member.project.key),
        ),
    }
    return page(request, "backlog/backlog.html", context, member=member, current="backlog")


def _shown(
    found: RowPage, suggestions: dict[str, tuple[Suggestion, ...]], project: str
) -> Iterator[tuple[object, ...]]:
    """All that each row shows: as long as it is the same, the rows are remembered.

    A task's revision stands for all that it says of itself.
    """
    for task in found.rows:
        about = suggestions.get(f"{project}-{task.number}", ()) if suggestions else ()
        yield task.number, task.revision, task.part_title, task.sprint_number, about


def _first_rank(wanted: Wanted, counted: Tally, so_far: str) -> int | None:
    """How many tasks come before the first row in the customer's order; None where only the tasks would tell."""
    if wanted.filter.sort is not TaskSort.ORDER or set(wanted.chosen) - {"priority"}:
        return None
    if not so_far.isascii() or not so_far.isdecimal() or len(so_far) > 9:
        return None
    higher = [level for level in RANKED if level < Priority[(wanted.get("priority") or "critical").upper()]]
    return int(so_far) + sum(counted.of(open=True, priority=(level.name.lower(),)) for level in higher)


RANKED = tuple(Priority)
LEAST_IN_WHOLE_HOURS = 180
"""Minutes from which on a range is told in whole hours, rounded outwards: more would claim to know more."""


def span(low: int | None, likely: int | None, high: int | None) -> str:
    """What a task takes, as a range: “18–24 h”; one figure where those who estimated it gave one."""
    if likely is None:
        return ""
    if low is None or high is None or low == high:
        return duration(likely)
    if high < LEAST_IN_WHOLE_HOURS:
        return f"{duration(low)} – {duration(high)}"
    return _("%(low)s–%(high)s h") % {"low": number(low // 60), "high": number(-(-high // 60))}


def _page(wanted: Wanted, member: Member) -> RowPage:
    """The page after the cursor; the first one where the cursor is of another order."""
    try:
        return page_of_rows(wanted.filter, COLUMNS, seen_by=member, after=wanted.after or None, limit=ROWS)
    except Unreadable:
        return page_of_rows(wanted.filter, COLUMNS, seen_by=member, limit=ROWS)


def _group_counts(wanted: Wanted, counted: Tally) -> dict[int, int]:
    """How many tasks each priority holds under these filters; nothing where only the tasks would tell."""
    counts = {
        level.value: counted.count(wanted.filter.model_copy(update={"priority": (level.name.lower(),)}))
        for level in Priority
    }
    return {level: count for level, count in counts.items() if count is not None}


def said(wanted: Wanted, counted: Tally, found: RowPage) -> str:
    """How many there are, where the tally knows; else only what is so: how many are shown."""
    count = counted.count(wanted.filter)
    if count is not None:
        return ngettext("%(count)s task", "%(count)s tasks", count) % {"count": number(count)}
    if found.next_cursor:
        return _("%(count)s shown, more follow") % {"count": number(len(found.rows))}
    return ngettext("%(count)s found", "%(count)s found", len(found.rows)) % {"count": number(len(found.rows))}


def state(people: Circle) -> str:
    """Who sets the order, and who builds from it."""
    project = people.member.project
    names = {"customer": short_name(project.customer), "contractor": short_name(project.contractor)}
    if people.may("priority"):
        return (
            _("You set the order and the priority. %(contractor)s builds from the top, and may suggest a change.")
            % names
        )
    return _("%(customer)s sets the order and the priority; you may suggest a change, with a reason.") % names


def words() -> dict[str, Any]:
    """The words of steps, values, priorities and kinds, translated once a page."""
    return {
        "steps": {step.value: (place, step.label) for place, step in enumerate(Step, 1)},
        "values": {"": "–", **{value.value: value.label for value in Value}},
        "ranks": {level.value: (level.name.lower(), level.label) for level in Priority},
        "kinds": {kind.value: kind.label for kind in Kind},
        "ready": (_("Needs criteria"), _("Needs an estimate"), _("Ready")),
        "done_before": _("Done before"),
        "unsaid": _("Value: not said"),
        "sprint": _("Sprint %d"),
    }
