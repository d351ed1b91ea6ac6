"""What must be settled before a plan is signed: pure functions of values (SP2, SP3, SP4, S3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from signoff.backlog.words import Work
from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _

DEVELOPMENT, TESTING, DEPLOYMENT = "development", "testing", "deployment"


@dataclass(frozen=True)
class TaskInPlan:
    """A task as its readiness is judged. `undivided`: minutes that no subtask stands for; `works`: development,
    testing; `dates`: kind of deadline → ordinal day."""

    key: str
    title: str
    is_open: bool
    criteria: bool
    estimate: bool
    priority: bool
    undivided: int
    works: frozenset[str]
    dates: Mapping[str, int]
    unassigned: int = 0


@dataclass(frozen=True)
class PersonInPlan:
    """A person's minutes in a sprint: of work, at hand, and how many over are allowed."""

    pid: str
    name: str
    load: int
    capacity: int
    allowed: int = 0

    @property
    def over(self) -> int:
        return self.load - self.capacity

    @property
    def too_much(self) -> bool:
        return self.over > self.allowed


@dataclass(frozen=True)
class Point:
    """Something to settle before signing: what is so, and about which task or whom."""

    refusal: Refusal
    task: str = ""
    person: str = ""

    @property
    def code(self) -> str:
        return self.refusal.code


def points(
    tasks: Sequence[TaskInPlan],
    people: Sequence[PersonInPlan],
    *,
    first: int,
    last: int,
    planned_by: frozenset[str],
) -> Iterator[Point]:
    """Everything that is open in the plan. `first` and `last` are ordinal days; `planned_by` the sides that took part
    in the planning."""
    if not tasks:
        yield Point(Refusal("plan-is-empty", _("No task is in the plan yet."), "SP2"))
    for person in people:
        if person.too_much:
            yield Point(_over(person), person=person.pid)
    for task in tasks:
        yield from (Point(each, task=task.key) for each in _of_task(task, first, last))
    missing = [side for side in NOT_PLANNED_BY if side not in planned_by]
    if len(missing) > 1:
        yield Point(Refusal("nobody-planned", _("Who planned this sprint together is not written down yet."), "SP2"))
    else:
        yield from (Point(Refusal(f"{side}-did-not-plan", NOT_PLANNED_BY[side], "SP2")) for side in missing)


NOT_PLANNED_BY = {
    "customer": _("Nobody of the customer is written down as having planned. A sprint is planned together."),
    "contractor": _("Nobody of the contractor is written down as having planned. A sprint is planned together."),
}


def _over(person: PersonInPlan) -> Refusal:
    told = {"person": person.name, "over": _hours(person.over)}
    return Refusal("over-capacity", _("%(person)s has %(over)s too many."), "SP4", told)


def _of_task(task: TaskInPlan, first: int, last: int) -> Iterator[Refusal]:
    about: dict[str, object] = {"task": task.key, "title": task.title}
    if not task.is_open:
        yield Refusal("task-is-done", _("%(task)s is finished. Take it out of the plan."), "AC1", about)
        return
    if not task.criteria:
        yield Refusal("needs-criteria", _("“%(title)s” has no criteria."), "S3", about)
    if not task.estimate:
        yield Refusal("needs-estimate", _("“%(title)s” is not estimated."), "SP4", about)
    if not task.priority:
        yield Refusal("needs-priority", _("“%(title)s” has no priority."), "S2", about)
    if task.undivided:
        left = {**about, "left": _hours(task.undivided)}
        yield Refusal("not-divided", _("%(left)s of %(task)s are not divided into subtasks."), "SP4", left)
    elif task.unassigned:
        left = {**about, "left": _hours(task.unassigned)}
        yield Refusal("nobody-has-it", _("Nobody has %(left)s of %(task)s."), "SP4", left)
    yield from _dates(task, first, last, about)


def _dates(task: TaskInPlan, first: int, last: int, about: dict[str, object]) -> Iterator[Refusal]:
    missing = [kind for kind in dates_wanted(task.works) if not first <= task.dates.get(kind, 0) <= last]
    for kind in missing:
        yield Refusal(f"no-{kind}-date", NO_DATE[kind], "SP3", about)
    built = task.dates.get(DEVELOPMENT)
    if missing or built is None:
        return
    if any(task.dates.get(kind, built) < built for kind in (TESTING, DEPLOYMENT)):
        message = _("%(task)s would be tested or on trial before it is built.")
        yield Refusal("dates-out-of-order", message, "SP3", about)


NO_DATE = {
    DEVELOPMENT: _("%(task)s has no day in this sprint by which it is built."),
    TESTING: _("%(task)s has no day in this sprint by which it is tested."),
    DEPLOYMENT: _("%(task)s has no day in this sprint by which it is on trial."),
}


def dates_wanted(works: frozenset[str]) -> list[str]:
    """The kinds of deadline that work of these kinds needs (SP3)."""
    wanted = [DEVELOPMENT] if Work.DEVELOPMENT in works else []
    wanted += [TESTING] if Work.TESTING in works else []
    return wanted + ([DEPLOYMENT] if Work.DEVELOPMENT in works else [])


def against_signing(
    *, signed: bool, starts: bool, running: int | None, open_points: Sequence[Point]
) -> Iterator[Refusal]:
    """Each side signs once, what is settled; with the second signature the sprint starts, if no other runs (SP2)."""
    yield from (point.refusal for point in open_points)
    if signed:
        yield Refusal("signed-already", _("Your side has signed this plan. It waits for the other side."), "SP2")
    if starts and running is not None:
        yield Refusal(
            "another-sprint-runs",
            _("Sprint %(sprint)d still runs. Complete it first; with your signature this one would start."),
            "SP2",
            {"sprint": running},
        )


def _hours(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    return " ".join([*([f"{whole} h"] if whole or not rest else []), *([f"{rest} min"] if rest else [])])
