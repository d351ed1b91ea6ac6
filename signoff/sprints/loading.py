"""Whether somebody would get more work in a plan than they have hours: what all deeds that give work ask (SP4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from signoff.backlog.models import Task
from signoff.charter.decisions import decision_named
from signoff.kernel.refusals import Refusal
from signoff.people.deeds import ProjectScene
from signoff.people.models import Person
from signoff.sprints.models import Sprint
from signoff.sprints.queries.planning import Plan, plan_of, planned_task
from signoff.sprints.rules import planning


def against_overloading(plan: Plan, more: Mapping[int | None, int], scene: ProjectScene) -> Iterator[Refusal]:
    """Everybody for whom `more` minutes of work, by person, would be too many, in the plan as it is."""
    growing = [plan.person(person, minutes) for person, minutes in more.items() if person is not None and minutes > 0]
    crowded = [(each.name, each.capacity, each.load, each.allowed) for each in growing if each.too_much]
    if crowded:
        yield from planning.against_overloading(crowded, who=scene.who_may(decision_named("overcommitment")))


def against_more_load(task: Task, loads: Mapping[int | None, int], scene: ProjectScene) -> Iterator[Refusal]:
    """Nobody gets more than fits, while the task's sprint is planned: `loads` by person, as they would be.

    In a running sprint what turns out to be more work is written down, not refused.
    """
    sprint = Sprint.objects.filter(pk=task.sprint_id, started_at=None).first() if task.sprint_id else None
    if sprint is None:
        return
    before = planned_task(task).loads()
    more = {person: minutes - before.get(person, 0) for person, minutes in loads.items()}
    yield from against_overloading(plan_of(sprint, seen_by=scene.member), more, scene)


def against_giving(task: Task, to: Person | None, scene: ProjectScene) -> Iterator[Refusal]:
    """The task's work would go to this person."""
    if task.sprint_id is None:
        return
    planned, had = planned_task(task), task.assignee
    task.assignee = to
    loads = planned.loads()
    task.assignee = had
    yield from against_more_load(task, loads, scene)
