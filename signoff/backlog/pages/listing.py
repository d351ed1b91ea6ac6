"""The backlog: what to build next, in the customer's order, fifty rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.backlog.counting import Tally, tally
from signoff.backlog.listing import TaskPage, TaskSort, page_of_tasks
from signoff.backlog.pages.addresses import address_of, backlog_of
from signoff.backlog.pages.choices import choices
from signoff.backlog.pages.deciding import RANKS, builders, refusal_of
from signoff.backlog.pages.wanted import Wanted, wanted_by
from signoff.backlog.queries import task_named
from signoff.backlog.words import Kind, Priority, Step, Value
from signoff.doors.pages import page, project_page
from signoff.kernel.refusals import Unreadable
from signoff.people.circle import Circle, circle, short_name
from signoff.people.standing import Member
from signoff.ui.format import number

ROWS = 50
COLUMNS = (
    *("number", "title", "kind", "priority", "value", "step", "position"),
    *("step_since", "done_before", "estimate_minutes", "assignee", "is_open"),
)
"""What a row shows, and what the next page's cursor is made of."""


@project_page
def backlog(request: HttpRequest, member: Member) -> HttpResponse:
    """The tasks that the filters let through, and the way to the next fifty."""
    wanted, people, counted = wanted_by(request.GET), circle(seen_by=member), tally(seen_by=member)
    found = _page(wanted, member)
    names = {row.person_id: row.person.name for row in people.rows}
    counts, chosen = _group_counts(wanted, counted), tuple(wanted.chosen.items())
    before = request.GET.get("in", "") if wanted.after else ""
    context = {
        "member": member,
        "circle": people,
        "address": backlog_of(member.project.key),
        "wanted": wanted,
        "rows": found.rows,
        "next": found.next_cursor,
        "ranked": wanted.filter.sort is TaskSort.ORDER,
        "group_counts": counts,
        "before": before,
        "filters": lambda: choices(wanted, counted, people),
        "tally": counted,
        "said": (said_words := said(wanted, counted, found)),
        "filters_key": (member.project.key, chosen, counted.sums, said_words, *builders(people)),
        "state": state(people),
        "row_words": words,
        "names": names,
        "rows_key": (member.project.key, chosen, before, found.next_cursor, *counts.items(), *_shown(found, names)),
    }
    return page(request, "backlog/backlog.html", context, member=member, current="backlog")


def _shown(found: TaskPage, names: dict[int, str]) -> Iterator[tuple[object, ...]]:
    """All that each row shows: as long as it is the same, the rows are remembered."""
    for task in found.rows:
        name = names[task.assignee_id] if task.assignee_id else ""
        past = task.done_before is not None
        yield (
            *(task.number, task.title, task.kind, task.priority, task.value, task.step, past, task.is_open, name),
            *(task.estimate_minutes, task.no_criteria),  # type: ignore[attr-defined]  # annotated by the listing
        )


def _page(wanted: Wanted, member: Member) -> TaskPage:
    """The page after the cursor; the first one where the cursor is of another order."""
    try:
        return page_of_tasks(wanted.filter, seen_by=member, after=wanted.after or None, limit=ROWS, columns=COLUMNS)
    except Unreadable:
        return page_of_tasks(wanted.filter, seen_by=member, limit=ROWS, columns=COLUMNS)


def _group_counts(wanted: Wanted, counted: Tally) -> dict[int, int]:
    """How many tasks each priority holds under these filters; nothing where only the tasks would tell."""
    counts = {
        level.value: counted.count(wanted.filter.model_copy(update={"priority": (level.name.lower(),)}))
        for level in Priority
    }
    return {level: count for level, count in counts.items() if count is not None}


def said(wanted: Wanted, counted: Tally, found: TaskPage) -> str:
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
        return _("You set the order and the priority. %(contractor)s builds from the top.") % names
    return _("%(customer)s sets the order and the priority. %(contractor)s builds from the top.") % names


def words() -> dict[str, Any]:
    """The words of steps, values, priorities and kinds, translated once a page."""
    return {
        "steps": {step.value: (place, step.label) for place, step in enumerate(Step, 1)},
        "values": {"": _("Not said"), **{value.value: value.label for value in Value}},
        "ranks": {level.value: (level.name.lower(), level.label) for level in Priority},
        "kinds": {kind.value: kind.label for kind in Kind},
        "ready": (_("Needs criteria"), _("Needs an estimate"), _("Ready")),
        "done_before": _("Done before"),
    }


@project_page
def rank(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """Priority and value of one task: on a page of its own, and in a dialog on the backlog."""
    row, people = task_named(task, seen_by=member), circle(seen_by=member)
    context = {
        "task": row,
        "member": member,
        "address": address_of(row),
        "backlog": backlog_of(member.project.key),
        "refusal": "" if people.may("priority") else refusal_of("priority", people),
        "priority_word": Priority(row.priority).name.lower(),
        "priority_options": [(level.name.lower(), level.label) for level in RANKS],
        "value_options": Value.choices,
        "back": request.GET.get("back", ""),
    }
    return page(request, "backlog/rank.html", context, member=member, current="backlog")
