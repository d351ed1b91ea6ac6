"""Priority, value and place of one task: for whoever decides them to set, for the others to suggest."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from signoff.backlog.commands.prioritise import word_of
from signoff.backlog.models import Task
from signoff.backlog.order import following, group_of, preceding
from signoff.backlog.pages.addresses import address_of, backlog_of, task_at
from signoff.backlog.pages.deciding import RANKS, refusal_of
from signoff.backlog.queries import task_named
from signoff.backlog.words import Priority, Value
from signoff.doors.pages import deed, page, project_deed, project_page
from signoff.people.circle import circle
from signoff.people.standing import Member


@project_page
def rank(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """On a page of its own, and in a dialog on the backlog."""
    row, people = task_named(task, seen_by=member), circle(seen_by=member)
    may = people.may("priority")
    context = {
        "task": row,
        "member": member,
        "circle": people,
        "address": address_of(row),
        "backlog": backlog_of(member.project.key),
        "refusal": "" if may else refusal_of("priority", people),
        "suggests": people.may("suggestion") and member.membership.side == "contractor",
        "priority_word": Priority(row.priority).name.lower(),
        "priority_options": [(level.name.lower(), level.label) for level in RANKS],
        "value_options": Value.choices,
        "moves": _moves(row) if row.is_open else [],
        "back": request.GET.get("back", ""),
    }
    return page(request, "backlog/rank.html", context, member=member, current="backlog")


def _moves(task: Task) -> list[tuple[str, str]]:
    """(where to, in words) for each way that the task can be moved among those of its priority."""
    rows = group_of(task, without=task)
    group = {"group": Priority(task.priority).label}
    ways = []
    if preceding(rows, task).exists():
        ways = [("up", _("One up")), ("top", _("To the top of %(group)s") % group)]
    return [*ways, ("down", _("One down"))] if following(rows, task).exists() else ways


@project_deed
def place(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """One up, one down, or to the top of its priority, without script (S2)."""
    row, to = task_named(task, seen_by=member), request.POST.get("to", "")
    given = {"task": task, "revision": request.POST.get("revision", ""), **_beside(row, to)}
    return deed(request, "backlog.rank-task", given, **_back(request, task, _("Moved.")))


def _beside(task: Task, to: str) -> dict[str, str]:
    """The neighbour next to which it would stand there; nothing where there is none."""
    rows = group_of(task, without=task)
    found = {
        "up": ("above", preceding(rows, task)),
        "down": ("below", following(rows, task)),
        "top": ("above", rows.order_by("position", "number")),
    }.get(to)
    neighbour = found[1].first() if found else None
    return {found[0]: f"{task.project.key}-{neighbour.number}"} if found and neighbour else {}


@project_deed
def suggest(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """What may not be set is suggested, with a reason: another priority, value or place (S2)."""
    row, form = task_named(task, seen_by=member), request.POST
    fixed: dict[str, Any] = {"task": task, "revision": row.revision}
    now = {"priority": word_of(row.priority) or "", "value": row.value}
    wanted = {name: form[name] for name in now if form.get(name) and form[name] != now[name]}
    deeds = [(f"backlog.set-{name}", fixed | {name: value}) for name, value in wanted.items()]
    if "priority" not in wanted and (beside := _beside(row, form.get("place", ""))):
        deeds.append(("backlog.rank-task", fixed | beside))
    if not deeds:
        deeds = [("backlog.set-priority", fixed | {"priority": now["priority"]})]
    commands = [{"command": command, "given": inner} for command, inner in deeds]
    given = {"project": member.project.key, "commands": commands, "reason": form.get("reason", "")}
    said = _("Suggested. The customer agrees to it or declines.")
    return deed(request, "proposals.suggest", given, **_back(request, task, said))


def _back(request: HttpRequest, task: str, said: str) -> dict[str, Any]:
    """Where it is shown again when it was not done, and where it goes on: to the list it came from, or to the task."""
    back = request.POST.get("back", "")
    there = f"{backlog_of(task.partition('-')[0])}{back}#{task}" if back.startswith("?") else task_at(task)
    here = f"{task_at(task)}/rank" + (f"?{urlencode({'back': back})}" if back.startswith("?") else "")
    return {"page": here, "said": said, "then": lambda done: there}
