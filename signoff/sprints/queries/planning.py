"""The plan of a sprint as a whole: its tasks, who has how much time for them, and what is open before signing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from signoff.backlog.models import Estimate, Mix, Task
from signoff.backlog.words import Priority, Work
from signoff.kernel.refusals import NotThere
from signoff.people.models import Membership, Person
from signoff.people.standing import Member
from signoff.sprints import capacity
from signoff.sprints.models import (
    Absence,
    Deadline,
    Overcommitment,
    Participant,
    PlanSignature,
    Sprint,
    Subtask,
    WorkingHours,
)
from signoff.sprints.rules.signing import PersonInPlan, Point, TaskInPlan, points


@dataclass
class PlannedTask:
    """A task in a plan with its subtasks (not the dropped ones), its deadlines, and its estimate by kind of work."""

    task: Task
    subtasks: list[Subtask] = field(default_factory=list)
    deadlines: dict[str, Deadline] = field(default_factory=dict)
    estimates: dict[str, list[int]] = field(default_factory=dict)

    @property
    def works(self) -> frozenset[str]:
        """Which kinds of work it is: by its subtasks, else by who estimated it, else development."""
        return frozenset({row.work for row in self.subtasks} or self.estimates or {Work.DEVELOPMENT.value})

    @property
    def undivided(self) -> int:
        """The minutes of the estimate for which no subtask stands."""
        return max(0, (self.task.estimate_minutes or 0) - sum(row.minutes for row in self.subtasks))

    @property
    def left(self) -> int:
        """The minutes that are still to do."""
        return self.undivided + sum(row.minutes for row in self.subtasks if row.done_at is None)

    def loads(self) -> dict[int | None, int]:
        """Whose minutes it takes, by person: each open subtask's on its assignee, what has none on the task's (SP4)."""
        found: dict[int | None, int] = defaultdict(int)
        found[self.task.assignee_id] += self.undivided
        for row in self.subtasks:
            if row.done_at is None:
                found[row.assignee_id or self.task.assignee_id] += row.minutes
        return {person: minutes for person, minutes in found.items() if minutes}

    def as_judged(self) -> TaskInPlan:
        task = self.task
        return TaskInPlan(
            key=task.key,
            title=task.title,
            is_open=task.is_open,
            criteria=bool(task.criteria),
            estimate=task.estimate_minutes is not None,
            priority=task.priority != Priority.UNSET,
            undivided=self.undivided,
            works=self.works,
            dates={kind: row.on.toordinal() for kind, row in self.deadlines.items()},
            unassigned=self.loads().get(None, 0),
        )


@dataclass(frozen=True)
class Times:
    """When the people of a project work: minutes by weekday and absences, by person."""

    weekdays: Mapping[int, list[int]]
    absences: Mapping[int, list[tuple[date, date]]]

    def weekdays_of(self, person: int) -> list[int]:
        return self.weekdays.get(person) or list(capacity.WORKING_WEEK)

    def absences_of(self, person: int) -> list[tuple[date, date]]:
        return self.absences.get(person, [])


@dataclass(frozen=True)
class Plan:
    """A sprint's plan as it is now; a dozen queries, however much is in it."""

    sprint: Sprint
    tasks: list[PlannedTask]
    participants: list[Participant]
    overcommitments: dict[int, Overcommitment]
    signatures: list[PlanSignature]
    mix: Mix | None
    times: Times
    people: dict[int, Person]

    @cached_property
    def loads(self) -> dict[int | None, int]:
        """The minutes of work by person; of None: what nobody has yet."""
        whole: dict[int | None, int] = defaultdict(int)
        for planned in self.tasks:
            for person, minutes in planned.loads().items():
                whole[person] += minutes
        return dict(whole)

    @cached_property
    def capacities(self) -> dict[int, int]:
        """The minutes that each participant has in the sprint."""
        return {
            row.person_id: capacity.minutes_in(
                self.sprint.starts_on,
                self.sprint.ends_on,
                weekdays=self.times.weekdays_of(row.person_id),
                allocation=row.allocation,
                absences=self.times.absences_of(row.person_id),
            )
            for row in self.participants
        }

    def allowed(self, person: int) -> int:
        """How many minutes over their hours somebody entitled has allowed."""
        return self.overcommitments[person].minutes if person in self.overcommitments else 0

    @cached_property
    def hours(self) -> list[PersonInPlan]:
        """Everybody who has hours in the sprint or work in it, those with hours first."""
        ids = [row.person_id for row in self.participants if row.allocation]
        ids += [each for each in self.loads if each is not None and each not in ids]
        return [self.person(each) for each in ids]

    def person(self, person_id: int, more: int = 0) -> PersonInPlan:
        """Somebody's load, with `more` minutes on top, against their hours."""
        known = self.people[person_id]
        load, has = self.loads.get(person_id, 0) + more, self.capacities.get(person_id, 0)
        return PersonInPlan(known.pid, known.name, load, has, self.allowed(person_id))

    @cached_property
    def points(self) -> list[Point]:
        """What must be settled before anybody signs."""
        return list(
            points(
                [each.as_judged() for each in self.tasks],
                self.hours,
                first=self.sprint.starts_on.toordinal(),
                last=self.sprint.ends_on.toordinal(),
                planned_by=frozenset(row.side for row in self.participants if row.planned_together),
            )
        )


def plan_of(sprint: Sprint, *, seen_by: Member) -> Plan:
    """The sprint's plan. Raises NotThere for another project's."""
    if sprint.project_id != seen_by.project.pk:
        raise NotThere(str(sprint.number))
    sprint.project = seen_by.project
    people = {row.person_id: row.person for row in _memberships(sprint)}
    participants = list(Participant.objects.filter(sprint=sprint, left_at=None).order_by("-side", "pk"))
    signatures = list(PlanSignature.objects.filter(sprint=sprint, voided_at=None).select_related("by"))
    for signature in signatures:
        signature.sprint = sprint
    for participant in participants:
        participant.sprint, participant.person = sprint, people[participant.person_id]
    return Plan(
        sprint=sprint,
        tasks=planned_tasks(sprint, people),
        participants=participants,
        overcommitments={row.person_id: row for row in Overcommitment.objects.filter(sprint=sprint)},
        signatures=signatures,
        mix=Mix.objects.filter(project_id=sprint.project_id).first(),
        times=times(sprint.project_id, sprint.starts_on, sprint.ends_on),
        people=people,
    )


def planned_tasks(sprint: Sprint, people: Mapping[int, Person]) -> list[PlannedTask]:
    """The tasks of a sprint in the customer's order, with all that belongs to them: four queries."""
    rows = Task.objects.filter(sprint=sprint).defer("story").order_by("priority", "position", "number")
    found = {row.pk: PlannedTask(row) for row in rows}
    for planned in found.values():
        planned.task.project, planned.task.sprint = sprint.project, sprint
        if planned.task.assignee_id:
            planned.task.assignee = people[planned.task.assignee_id]
    _fill(found)
    return list(found.values())


def planned_task(task: Task) -> PlannedTask:
    """One task as a plan has it."""
    planned = PlannedTask(task)
    _fill({task.pk: planned})
    return planned


def _fill(found: dict[int, PlannedTask]) -> None:
    ids = list(found)
    if not ids:
        return
    for subtask in Subtask.objects.filter(task__in=ids, dropped_at=None).order_by("task_id", "number"):
        subtask.task = found[subtask.task_id].task
        found[subtask.task_id].subtasks.append(subtask)
    for deadline in Deadline.objects.filter(task__in=ids):
        deadline.task = found[deadline.task_id].task
        found[deadline.task_id].deadlines[deadline.kind] = deadline
    for task, work, likely in Estimate.objects.filter(task__in=ids).values_list("task_id", "work", "likely"):
        found[task].estimates.setdefault(work, []).append(likely)


def times(project_id: int, first: date, last: date) -> Times:
    """When everybody of the project works on these days: two queries."""
    within = {"membership__project_id": project_id, "membership__ended_at": None}
    hours = WorkingHours.objects.filter(**within).values_list("membership__person_id", "weekdays")
    away: dict[int, list[tuple[date, date]]] = defaultdict(list)
    absences = Absence.objects.filter(**within, withdrawn_at=None, first_on__lte=last, last_on__gte=first)
    for person, begins, ends in absences.values_list("membership__person_id", "first_on", "last_on"):
        away[person].append((begins, ends))
    return Times(dict(hours), away)


def _memberships(sprint: Sprint) -> list[Membership]:
    return list(Membership.objects.filter(project_id=sprint.project_id).select_related("person"))
