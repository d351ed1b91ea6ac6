"""The page of one task: what it is, how to try it, what was decided, and what is to be decided now."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from signoff.acceptance.models import CriterionVerdict
from signoff.acceptance.rounds import Rounds, rounds
from signoff.backlog.around import counts_about
from signoff.backlog.changes import changed_words
from signoff.backlog.models import Task
from signoff.backlog.pages.addresses import address_of, backlog_of
from signoff.backlog.pages.concerns import concerns_context
from signoff.backlog.pages.deciding import deciding
from signoff.backlog.pages.estimating import estimating
from signoff.backlog.pages.suggested import suggestions_about
from signoff.backlog.pages.talk import own_room, rooms
from signoff.backlog.queries import imported_record, task_named
from signoff.backlog.words import Step
from signoff.charter.sides import Side
from signoff.discussions.models import Comment
from signoff.discussions.queries import comments
from signoff.doors.pages import page, project_page
from signoff.files.queries import attachments_of
from signoff.people.circle import Circle, circle
from signoff.people.standing import Member
from signoff.sprints.pages.planning_task import pieces_of

STEPS = list(Step)


@project_page
def task(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """A task, as its reader can decide on it."""
    row = task_named(task, seen_by=member, with_people=False)
    return page(request, "backlog/task.html", task_context(row, member), member=member, current="backlog")


def task_context(task: Task, member: Member) -> dict[str, Any]:
    """All that the page shows, in at most ten queries."""
    people, past = circle(seen_by=member), rounds(task, seen_by=member)
    concerns, suggested = counts_about(task)
    said = list(comments(task, seen_by=member).select_related(None))
    files = list(attachments_of(task, seen_by=member).select_related(None))
    people.introduce([task], "assignee")
    people.introduce([task], "created_by")
    people.introduce(said, "author")
    people.introduce((*past.handovers, *past.judged, *past.settled, *files), "by")
    return {
        "task": task,
        "member": member,
        "circle": people,
        "rounds": past,
        "way": list(past.way()),
        "address": address_of(task),
        "backlog": backlog_of(member.project.key),
        "step_number": STEPS.index(Step(task.step)) + 1,
        "changed": changed_words(task, seen_by=member) if task.changed_since_accepted else None,
        "remarks": remarks(task, past),
        "conversation": [(room, list(those)) for room, those in groupby(said, key=lambda each: each.room)],
        "rooms": rooms(people),
        "own_room": own_room(member),
        "remarks_key": tuple(_shown(remark, people) for remark in said),
        "handover_key": (past.latest.obj, past.latest.revision, past.latest.by.name) if past.latest else None,
        "files": files,
        "suggestions": suggestions_about(task.obj, people) if suggested else [],
        "suggests": people.may("suggestion") and member.membership.side == Side.CONTRACTOR,
        **concerns_context(task, people, any_=concerns > 0),
        **estimating(task, member, people),
        "imported": imported_record(task, seen_by=member) if task.external_key else None,
        "pieces": pieces_of(task),
        **deciding(task, past, people),
    }


def _shown(remark: Comment, people: Circle) -> tuple[str, int, str, str]:
    """What a remark on the page is made of: as long as it is the same, the conversation is remembered."""
    name = remark.author.name if remark.author else remark.author_name
    return remark.public_id, remark.revision, name, people.side_of(remark.author_id)


def remarks(task: Task, past: Rounds) -> dict[int, list[tuple[str, CriterionVerdict]]]:
    """By criterion: the round in which it was found not met, and that verdict."""
    found = {each["id"]: past.not_met_before(each["id"]) for each in task.criteria}
    return {
        criterion: [(round_named(row.handover.number), row) for row in rows]
        for criterion, rows in found.items()
        if rows
    }


def round_named(number: int) -> str:
    """“in the first round”."""
    early = {1: _("in the first round"), 2: _("in the second round"), 3: _("in the third round")}
    return early.get(number) or _("in round %(number)s") % {"number": number}
