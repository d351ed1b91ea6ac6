"""The plan as it is signed: a snapshot of plain values, and the digest by which a signature names it."""

from __future__ import annotations

import hashlib
from typing import Any

from signoff.kernel.canonical import canonical
from signoff.kernel.decided import plain
from signoff.sprints.queries.planning import Plan, PlannedTask


def snapshot(plan: Plan) -> dict[str, Any]:
    """What both sides sign: goal, days, tasks with their subtasks and deadlines, hours, mix, who planned (SP2).

    When the sprint starts this is its commitment, which the result is held against (SP7). Minutes throughout; people by
    their pseudonymous ids; `mix` in per cent by kind, as both sides agreed.
    """
    sprint, pids = plan.sprint, {key: person.pid for key, person in plan.people.items()}
    state: dict[str, Any] = plain(
        {
            "goal": sprint.goal,
            "starts_on": sprint.starts_on,
            "weeks": sprint.weeks,
            "tasks": [_task(each, pids) for each in sorted(plan.tasks, key=lambda each: each.task.number)],
            "minutes": sum(each.left for each in plan.tasks),
            "people": [
                {"person": row.pid, "capacity": row.capacity, "load": row.load, "allowed_over": row.allowed}
                for row in sorted(plan.hours, key=lambda row: row.pid)
            ],
            "overcommitments": [
                {"person": pids[key], "minutes": row.minutes, "reason": row.reason}
                for key, row in sorted(plan.overcommitments.items())
            ],
            "planned_by": [
                {"person": row.person.pid, "side": row.side} for row in plan.participants if row.planned_together
            ],
            "mix": plan.mix.shares if plan.mix else None,
        }
    )
    return state


def _task(planned: PlannedTask, pids: dict[int, str]) -> dict[str, Any]:
    task = planned.task
    return {
        "key": task.key,
        "title": task.title,
        "kind": task.kind,
        "priority": task.priority,
        "minutes": task.estimate_minutes,
        "content_revision": task.content_revision,
        "assignee": pids[task.assignee_id] if task.assignee_id else None,
        "subtasks": [
            [row.number, row.title, row.work, row.minutes, pids[row.assignee_id] if row.assignee_id else None]
            for row in planned.subtasks
        ],
        "deadlines": {kind: row.on for kind, row in sorted(planned.deadlines.items())},
    }


def digest_of(plan: Plan) -> str:
    """SHA-256 of the snapshot as canonical JSON, in lower-case hex: what a signature signs."""
    return hashlib.sha256(canonical(snapshot(plan))).hexdigest()
