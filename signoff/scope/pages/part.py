"""One part of the scope: what stands in it, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from signoff.backlog.listing import TaskFilter, page_of_tasks
from signoff.backlog.words import Priority
from signoff.doors.pages import deed, not_done_of, page, project_deed, project_page
from signoff.kernel.refusals import NotThere
from signoff.people.circle import circle
from signoff.people.standing import Member
from signoff.scope import rules
from signoff.scope.models import Level, Part
from signoff.scope.pages.words import RANKS, around, refusal_of, scope_of
from signoff.scope.queries import part_named
from signoff.scope.tree import Node, Tree, Work, tree

ROWS = 50


@project_page
def part(request: HttpRequest, member: Member, part: int) -> HttpResponse:
    """A stage, an epic or a story, with what is below it and its tasks, fifty at a time."""
    row, people, whole = (
        part_named(f"{member.project.key}.{part}", seen_by=member),
        circle(seen_by=member),
        tree(seen_by=member),
    )
    node = whole.node(row.number) or Node(row, 0, Work(), [])
    wanted = TaskFilter(part=str(row.number))
    tasks = page_of_tasks(wanted, seen_by=member, limit=ROWS)
    context: dict[str, Any] = {
        **around(member, people),
        "part": row,
        "node": node,
        "above": ancestors(whole, row),
        "tasks": tasks,
        "refusal": refusal_of("scope", people),
        "priority_refusal": refusal_of("priority", people),
        "priority_options": [(level.name.lower(), level.label) for level in RANKS],
        "priority_word": Priority(row.priority).name.lower(),
        "against_retiring": [
            each.sentence
            for each in rules.against_retiring(
                open_tasks=node.own.tasks - node.own.finished, children=len(node.children)
            )
        ],
        "parents": parents_for(whole, row.level, row.number),
        "outside": unplaced(member) if people.may("scope") and row.retired_at is None else None,
    }
    return page(request, "scope/part.html", context, member=member, current="scope")


def unplaced(member: Member) -> Any:
    """The open tasks that stand nowhere in the scope, as many as fit."""
    wanted = TaskFilter(part="none", open=True)
    return page_of_tasks(wanted, seen_by=member, limit=ROWS)


def ancestors(whole: Tree, part: Part) -> list[Part]:
    """The parts above it, topmost first."""
    found: list[Part] = []
    above = part.parent_id
    nodes = {node.part.pk: node.part for node in whole.rows()}
    while above is not None and above in nodes:
        found.insert(0, nodes[above])
        above = nodes[above].parent_id
    return found


def parents_for(whole: Tree, level: str, itself: int = 0) -> list[tuple[str, str]]:
    """(key, words) of the parts below which a part of this level may stand."""
    return [
        (f"{node.part.project.key}.{node.part.number}", "\u2003" * node.depth + node.part.title)
        for node in whole.rows()
        if node.part.number != itself and not list(rules.against_parent(level=level, parent=node.part.level))
    ]


@project_page
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """The form for a new part, below another one or at the top."""
    people, whole, asked = circle(seen_by=member), tree(seen_by=member), not_done_of(request)
    below = request.GET.get("below", "")
    above = next((node.part for node in whole.rows() if str(node.part.number) == below), None)
    context = {
        **around(member, people),
        "above": above,
        "refusal": refusal_of("scope", people),
        "level": asked.value("level", next_level(above)),
        "levels": [(level.value, level.label.capitalize()) for level in Level],
        "parent": asked.value("parent", f"{member.project.key}.{above.number}" if above else ""),
        "parents": parents_for(whole, Level.STORY),
    }
    return page(request, "scope/new_part.html", context, member=member, current="scope")


def next_level(above: Part | None) -> str:
    """The level below this one."""
    if above is None:
        return str(Level.EPIC.value)
    return str((Level.EPIC if above.level == Level.STAGE else Level.STORY).value)


@project_deed
def add(request: HttpRequest, member: Member) -> HttpResponse:
    """The new part stands at the end."""
    form, scope = request.POST, scope_of(member)
    given = {
        "project": member.project.key,
        "level": form.get("level", ""),
        "title": form.get("title", ""),
        "text": form.get("text", ""),
        "parent": form.get("parent") or None,
    }
    return deed(
        request,
        "scope.add-part",
        given,
        page=f"{scope}/parts/new",
        said=_("Added."),
        then=lambda done: f"{scope}#part-{str(done.answer['part']).partition('.')[2]}",
    )


def _change(request: HttpRequest, member: Member, command: str, part: int, said: str, **given: Any) -> HttpResponse:
    """A change of the part at the revision that the form was made for; back to where the form stood."""
    here = f"{scope_of(member)}/parts/{part}"
    back = f"{scope_of(member)}#part-{part}" if request.POST.get("back") == "tree" else here
    whole = {"part": f"{member.project.key}.{part}", "revision": request.POST.get("revision", ""), **given}
    return deed(request, command, whole, page=here, said=said, then=lambda done: back)


@project_deed
def change(request: HttpRequest, member: Member, part: int) -> HttpResponse:
    """Title and text are as the form says."""
    form = request.POST
    words = {"title": form.get("title", ""), "text": form.get("text", "")}
    return _change(request, member, "scope.change-part", part, _("Changed."), **words)


@project_deed
def prioritise(request: HttpRequest, member: Member, part: int) -> HttpResponse:
    """The customer says how soon they need it (S2)."""
    priority = request.POST.get("priority", "")
    return _change(request, member, "scope.set-part-priority", part, _("The priority is set."), priority=priority)


@project_deed
def suggest_priority(request: HttpRequest, member: Member, part: int) -> HttpResponse:
    """The contractor suggests a priority, with a reason (S2)."""
    form = request.POST
    inner = {"part": f"{member.project.key}.{part}", "priority": form.get("priority", "")}
    revision = form.get("revision", "")
    inner_command = {
        "command": "scope.set-part-priority",
        "given": inner | {"revision": int(revision) if revision.isascii() and revision.isdecimal() else 0},
    }
    given = {"project": member.project.key, "commands": [inner_command], "reason": form.get("reason", "")}
    here = f"{scope_of(member)}/parts/{part}"
    return deed(request, "proposals.suggest", given, page=here, said=_("Suggested. The customer decides."))


@project_deed
def retire(request: HttpRequest, member: Member, part: int) -> HttpResponse:
    """It is no longer wanted."""
    return _change(request, member, "scope.retire-part", part, _("It is no longer in the scope."))


@project_deed
def move(request: HttpRequest, member: Member, part: int) -> HttpResponse:
    """One place up or down (`to` is up or down), or below another parent (`parent`)."""
    to = request.POST.get("to", "")
    row = part_named(f"{member.project.key}.{part}", seen_by=member)
    given: dict[str, Any] = {"parent": request.POST.get("parent") or None}
    if to in {"up", "down"}:
        given = {"parent": f"{member.project.key}.{row.parent.number}" if row.parent else None, **_step(row, to)}
    return _change(request, member, "scope.move-part", part, _("Moved."), **given)


def _step(part: Part, to: str) -> dict[str, Any]:
    """Above which part it comes, one place up or down."""
    rows = Part.objects.filter(project=part.project, parent=part.parent, retired_at=None)
    beside = list(rows.order_by("position", "number"))
    if part not in beside:
        raise NotThere(part.obj)
    place = beside.index(part)
    at = max(place - 1, 0) if to == "up" else place + 2
    return {"above": f"{part.project.key}.{beside[at].number}" if at < len(beside) else None}


@project_deed
def place(request: HttpRequest, member: Member, part: int) -> HttpResponse:
    """Tasks are put here: those that were ticked, or the one whose key was typed."""
    typed = [key.strip().upper() for key in request.POST.get("keys", "").replace(",", " ").split()]
    given = {"part": f"{member.project.key}.{part}", "tasks": [*request.POST.getlist("task"), *typed]}
    here = f"{scope_of(member)}/parts/{part}"
    return deed(request, "scope.place-tasks", given, page=here, said=_("They stand here now."))


@project_deed
def take_out(request: HttpRequest, member: Member, part: int, task: str) -> HttpResponse:
    """A task leaves the scope."""
    given = {"task": task, "revision": request.POST.get("revision", ""), "part": None}
    here = f"{scope_of(member)}/parts/{part}"
    return deed(request, "scope.place-task", given, page=here, said=_("It is no longer in the scope."))
