"""How the work of a sprint became ready, day by day, and what is likely by its end (SP7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from signoff.acceptance.models import Handover, Verdict
from signoff.backlog.words import Step
from signoff.people.standing import Member
from signoff.sprints.burnup import BurnUp, Change, Unfinished, burn_up, working_days
from signoff.sprints.models import Sprint, SprintTask, Subtask
from signoff.sprints.queries.running import CAME_IN, READY, WENT_OUT, check, inside, minutes_of, stays

Event = tuple[date, int, bool]
"""A day, a task by its primary key, and whether it became ready then, or is not any more."""


def progress(sprint: Sprint, *, seen_by: Member, today: date, rows: Sequence[SprintTask] | None = None) -> BurnUp:
    """The burn-up up to today, in the reader's days. `rows` are the sprint's stays, for who has them already."""
    check(sprint, seen_by)
    known = stays(sprint, seen_by=seen_by, people=False) if rows is None else rows
    here = [row for row in known if row.left_at is None]
    minutes = {row.task_id: minutes_of(row) for row in here}
    events, pieces = _events(sprint), _pieces(sprint, minutes)
    return burn_up(
        working_days(sprint.starts_on, sprint.ends_on),
        _scope(sprint, known),
        [Change(day, minutes[task] if ready else -minutes[task], 1 if ready else -1) for day, task, ready in events],
        today,
        done=_done(here, events, pieces),
        unfinished=_unfinished(here, pieces),
    )


def _scope(sprint: Sprint, rows: Iterable[SprintTask]) -> list[Change]:
    """What came in and what was exchanged; work that is carried over stays in what was to be done."""
    before, changes = sprint.starts_on - timedelta(days=1), []
    for row in rows:
        changes.append(Change(before if row.entry not in CAME_IN else _day(row.at), minutes_of(row)))
        if row.left_at and row.left_how in WENT_OUT:
            changes.append(Change(_day(row.left_at), -minutes_of(row), -1))
    return changes


def _events(sprint: Sprint) -> list[Event]:
    """Handed over: ready. Returned: not any more. In the order in which it happened."""
    handed = Handover.objects.filter(task_id__in=inside(sprint)).values_list("at", "task_id")
    returned = Verdict.objects.filter(handover__task_id__in=inside(sprint), outcome=Verdict.Outcome.RETURNED)
    both = [(at, task, True) for at, task in handed]
    both += [(at, task, False) for at, task in returned.values_list("at", "handover__task_id")]
    found: list[Event] = []
    ready: set[int] = set()
    for at, task, is_ready in sorted(both):
        if is_ready != (task in ready):
            ready ^= {task}
            found.append((_day(at), task, is_ready))
    return found


def _pieces(sprint: Sprint, tasks: dict[int, int]) -> dict[int, list[Change]]:
    """The finished subtasks of each task, together never more than the task counts for."""
    rows = Subtask.objects.filter(task_id__in=inside(sprint), dropped_at=None, done_at__isnull=False)
    found: dict[int, list[Change]] = defaultdict(list)
    left = dict(tasks)
    for task, minutes, at in rows.order_by("done_at").values_list("task_id", "minutes", "done_at"):
        assert at is not None
        counted = min(minutes, left[task])
        left[task] -= counted
        found[task].append(Change(_day(at), counted, 0))
    return found


def _done(rows: Iterable[SprintTask], events: Iterable[Event], pieces: dict[int, list[Change]]) -> list[Change]:
    """Work that stays done: finished subtasks, and the rest of a task on the day on which it became ready."""
    ready_on = {task: day for day, task, is_ready in events if is_ready}
    changes = []
    for row in rows:
        finished = pieces.get(row.task_id, [])
        changes += finished
        rest = minutes_of(row) - sum(change.minutes for change in finished)
        if rest and row.task.step in READY and row.task_id in ready_on:
            changes.append(Change(ready_on[row.task_id], rest, 0))
    return changes


def _unfinished(rows: Iterable[SprintTask], pieces: dict[int, list[Change]]) -> list[Unfinished]:
    """What is not ready, that which has come farthest first."""
    steps, found = list(Step.values), []
    for row in rows:
        if row.task.step not in READY and row.task.done_before is None:
            left = minutes_of(row) - sum(change.minutes for change in pieces.get(row.task_id, []))
            found.append((-steps.index(row.task.step), left, minutes_of(row)))
    return [Unfinished(minutes, left) for _place, left, minutes in sorted(found)]


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
