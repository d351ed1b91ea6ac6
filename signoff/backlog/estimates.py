"""What those who do the work think that a task takes, side by side."""

from __future__ import annotations

from dataclasses import dataclass

from signoff.backlog.models import Estimate, Task
from signoff.backlog.rules import DOES
from signoff.backlog.words import Work
from signoff.forecast.points import Points, mean
from signoff.kernel.refusals import NotThere
from signoff.people.standing import Member


@dataclass(frozen=True)
class WorkEstimates:
    """The estimates of one kind of work: each person's, and what they come to together."""

    work: Work
    rows: tuple[Estimate, ...]

    @property
    def whole(self) -> Points:
        return mean(points_of(row) for row in self.rows)

    @property
    def differ(self) -> bool:
        """Several people said several things: they may know something of each other's work (S6)."""
        return len({points_of(row) for row in self.rows}) > 1


def estimates_of(task: Task, *, seen_by: Member) -> list[Estimate]:
    """Every person's estimate of the task, development first, in the order in which they were written."""
    if task.project_id != seen_by.project.pk:
        raise NotThere(task.key)
    if task.estimate_minutes is None:
        return []
    rows = list(Estimate.objects.filter(task=task).order_by("work", "pk"))
    for row in rows:
        row.task = task
    return rows


def side_by_side(rows: list[Estimate]) -> list[WorkEstimates]:
    """The estimates by kind of work."""
    found = [WorkEstimates(work, tuple(row for row in rows if row.work == work)) for work in Work]
    return [each for each in found if each.rows]


def points_of(row: Estimate) -> Points:
    return Points(row.optimistic, row.likely, row.pessimistic)


def own_works(member: Member) -> list[Work]:
    """The kinds of work that the person does here, and so estimates."""
    return [work for work in Work if DOES[work] & member.roles]


def own_work(member: Member) -> Work:
    """The one that their form begins with."""
    return (own_works(member) or [Work.DEVELOPMENT])[0]
