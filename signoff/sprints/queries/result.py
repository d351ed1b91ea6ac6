"""What came of a sprint, held against what both sides signed: kept at its end, shown as a draft until then (SP7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from signoff.acceptance.models import Verdict
from signoff.backlog.words import Step
from signoff.kernel.decided import moment
from signoff.people.standing import Member
from signoff.sprints.models import Overcommitment, Participant, Sprint, SprintTask
from signoff.sprints.queries.running import CAME_IN, WENT_OUT, minutes_of, stability, stays


def result_of(sprint: Sprint, *, seen_by: Member) -> dict[str, Any]:
    """Plain values, people by their pseudonymous ids; minutes are those of the estimates on coming in.

    `tasks` tells of each stay in the sprint how it came in and how it ended: accepted, carried_over, agreed, made_way,
    or open while the sprint runs.
    """
    rows = stays(sprint, seen_by=seen_by)
    accepted, returned = _verdicts(rows)
    figure = stability(rows)
    return {
        "committed": _sum(row for row in rows if row.entry not in CAME_IN),
        "accepted": _sum(row for row in rows if _end(row) == "accepted"),
        "carried_over": _sum(row for row in rows if _end(row) == "carried_over"),
        "open": _sum(row for row in rows if _end(row) == "open"),
        "came_in": _sum(row for row in rows if row.entry in CAME_IN),
        "went_out": _sum(row for row in rows if row.left_how in WENT_OUT),
        "stability": figure.percent,
        "returned": sum(returned.values()),
        "tasks": [_told(row, accepted, returned) for row in rows],
        "overcommitments": _overcommitments(sprint),
        "people": _people(sprint),
    }


def _sum(rows: Iterable[SprintTask]) -> dict[str, int]:
    known = list(rows)
    return {"tasks": len(known), "minutes": sum(minutes_of(row) for row in known)}


def _end(row: SprintTask) -> str:
    """How the stay ended."""
    if row.left_at is not None:
        return str(row.left_how) or "carried_over"
    return "accepted" if row.task.step == Step.ACCEPTED or row.task.done_before else "open"


def _told(row: SprintTask, accepted: dict[int, str], returned: Counter[int]) -> dict[str, Any]:
    task = row.task
    return {
        "task": task.key,
        "title": task.title,
        "kind": str(task.kind),
        "entry": str(row.entry),
        "by": row.by.pid,
        "at": moment(row.at),
        "reason": row.reason,
        "minutes": row.minutes,
        "estimate_now": task.estimate_minutes,
        "end": _end(row),
        "end_by": row.left_by.pid if row.left_by else accepted.get(task.pk),
        "end_at": moment(row.left_at) if row.left_at else None,
        "end_reason": row.left_reason,
        "to": row.left_for.number if row.left_for else None,
        "returned": returned[task.pk],
        "began_at": moment(task.began_at) if task.began_at else None,
        "written_at": moment(task.created_at),
    }


def _verdicts(rows: list[SprintTask]) -> tuple[dict[int, str], Counter[int]]:
    """By task: who accepted it, and how often it was returned while it was in the sprint."""
    stay = {row.task_id: row for row in rows}
    accepted, returned = {}, Counter[int]()
    verdicts = Verdict.objects.filter(handover__task_id__in=stay).order_by("at")
    for task, outcome, by, at in verdicts.values_list("handover__task_id", "outcome", "by__pid", "at"):
        if outcome == Verdict.Outcome.ACCEPTED:
            accepted[task] = by
        elif _within(stay[task], at):
            returned[task] += 1
    return accepted, returned


def _within(row: SprintTask, at: Any) -> bool:
    began = row.sprint.started_at or row.at
    return max(row.at, began) <= at and (row.left_at is None or at <= row.left_at)


def _overcommitments(sprint: Sprint) -> list[dict[str, Any]]:
    rows = Overcommitment.objects.filter(sprint=sprint).select_related("person", "by").order_by("at")
    return [
        {"person": row.person.pid, "minutes": row.minutes, "reason": row.reason, "by": row.by.pid, "at": moment(row.at)}
        for row in rows
    ]


def _people(sprint: Sprint) -> list[dict[str, Any]]:
    rows = Participant.objects.filter(sprint=sprint, left_at=None).select_related("person").order_by("pk")
    return [
        {
            "person": row.person.pid,
            "side": str(row.side),
            "allocation": row.allocation,
            "planned_together": row.planned_together,
        }
        for row in rows
    ]
