"""What stands around tasks: stages and epics, sprints, what is suggested, what troubles the customer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from signoff.backlog.models import Task
from signoff.people.standing import Member

AROUND = """
    SELECT 'part', id, parent_id, number, title, position FROM signoff_part
    WHERE project_id = %s AND retired_at IS NULL AND level <> 'story'
    UNION ALL SELECT 'sprint', id, NULL, number, '', number FROM signoff_sprint
    WHERE project_id = %s AND completed_at IS NULL
    UNION ALL SELECT 'concern', 0, NULL, count(*), '', 0 FROM signoff_concern concern
    WHERE concern.settled_at IS NULL
    AND (SELECT task.project_id FROM signoff_task task WHERE task.id = concern.task_id) = %s
    UNION ALL SELECT 'suggestion', 0, NULL, count(*), '', 0 FROM signoff_proposal
    WHERE project_id = %s AND outcome = ''
"""
ABOUT = """
    SELECT (SELECT count(*) FROM signoff_concern WHERE task_id = %s),
        (SELECT count(*) FROM signoff_proposal WHERE project_id = %s AND about = %s AND outcome = '')
"""
"""In one query each, since they are asked each time the backlog or a task is shown. A subquery instead of a join: both
databases then begin with the few open concerns, and not with all tasks of the project."""


@dataclass(frozen=True)
class PartLine:
    """A part of the scope in a list of them; `depth` says how far below the top it stands."""

    number: int
    title: str
    depth: int


@dataclass(frozen=True)
class Around:
    """Parts in the order of the tree, and the numbers of the sprints that are planned or run."""

    parts: tuple[PartLine, ...]
    sprints: tuple[int, ...]
    concerns: int
    suggestions: int


def around(*, seen_by: Member) -> Around:
    """Both sides see it all (A1)."""
    with connection.cursor() as cursor:
        cursor.execute(AROUND, [seen_by.project.pk] * 4)
        rows = cursor.fetchall()
    below: dict[int | None, list[tuple[int, int, int, str]]] = defaultdict(list)
    for what, key, parent, number, title, position in rows:
        if what == "part":
            below[parent].append((position, key, number, title))
    sprints = tuple(sorted(row[3] for row in rows if row[0] == "sprint"))
    counts = {row[0]: row[3] for row in rows}
    parts = tuple(_lines(below, None, 0)) if below else ()
    return Around(parts, sprints, counts["concern"], counts["suggestion"])


def counts_about(task: Task) -> tuple[int, int]:
    """(concerns about the task, settled ones too; suggestions about it that wait for an answer)."""
    with connection.cursor() as cursor:
        cursor.execute(ABOUT, [task.pk, task.project_id, task.obj])
        concerns, suggestions = cursor.fetchone()
    return concerns, suggestions


def _lines(below: dict[int | None, list[tuple[int, int, int, str]]], parent: int | None, depth: int) -> list[PartLine]:
    found = []
    for _position, key, number, title in sorted(below.get(parent, ())):
        found += [PartLine(number, title, depth), *_lines(below, key, depth + 1)]
    return found
