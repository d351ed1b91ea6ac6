"""The hours on a task's page: the range, each person's estimate, and the form of whoever may write one."""

from __future__ import annotations

from typing import Any

from signoff.backlog.estimates import estimates_of, own_works, side_by_side
from signoff.backlog.models import Estimate, Task
from signoff.people.circle import Circle
from signoff.people.standing import Member


def estimating(task: Task, member: Member, people: Circle) -> dict[str, Any]:
    """What the estimate's part of the page shows, in one query."""
    rows = estimates_of(task, seen_by=member)
    people.introduce(rows, "person")
    works = own_works(member)
    mine = {str(row.work): row for row in rows if row.person_id == member.person.pk}
    return {
        "estimates": side_by_side(rows),
        "own_works": [(work.value, work.label, _hours(mine.get(work.value))) for work in works],
    }


def _hours(row: Estimate | None) -> tuple[str, str, str]:
    """Optimistic, likely and pessimistic hours as a field holds them."""
    if row is None:
        return "", "", ""
    alike = row.optimistic == row.likely == row.pessimistic
    low, high = ("", "") if alike else (hours_of(row.optimistic), hours_of(row.pessimistic))
    return low, hours_of(row.likely), high


def hours_of(minutes: int) -> str:
    """Minutes as a person types them: 6, 6:30."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}" if rest else str(hours)
