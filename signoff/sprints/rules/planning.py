"""When a sprint is planned and a task drawn into it: pure functions of values (SP1, SP2, SP4, S3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _


def hours(minutes: int) -> str:
    """Minutes as a sentence says them, in units that every language has: 6 h, 6 h 30 min, 45 min."""
    whole, rest = divmod(minutes, 60)
    return " ".join([*([f"{whole} h"] if whole or not rest else []), *([f"{rest} min"] if rest else [])])


def against_not_in_planning(*, started: bool, completed: bool) -> Iterator[Refusal]:
    """A plan changes until both sides have signed it, and not after (SP5)."""
    if completed:
        yield Refusal("sprint-completed", _("The sprint is completed. Plan the next one."), "SP5")
    elif started:
        yield Refusal(
            "sprint-runs",
            _("The sprint runs: what both sides have signed is frozen. Suggest a change to the other side."),
            "SP5",
        )


def against_days(*, overlapping: Iterable[int]) -> Iterator[Refusal]:
    """Sprints follow one another (SP1)."""
    for number in overlapping:
        yield Refusal(
            "days-taken",
            _("Some of these days belong to sprint %(sprint)d. Begin after it ends."),
            "SP1",
            {"sprint": number},
        )


def against_unready(*, criteria: bool, estimate: bool, priority: bool) -> Iterator[Refusal]:
    """Ready is: it is known when it is met, how long it takes, and how soon it is needed (S2, S3, SP4)."""
    if not criteria:
        yield Refusal("needs-criteria", _("The task has no criteria yet. Write when it is met; then plan it."), "S3")
    if not estimate:
        yield Refusal("needs-estimate", _("Nobody has estimated the task yet. Those who do the work do."), "SP4")
    if not priority:
        yield Refusal("needs-priority", _("The customer has not said yet how soon the task is needed."), "S2")


def against_drawing(*, is_open: bool, in_sprint: int | None) -> Iterator[Refusal]:
    """Open work is in one sprint at a time (SP4)."""
    if not is_open:
        yield Refusal("task-is-done", _("The task is finished. For anything more, ask for a new task."), "AC1")
    if in_sprint is not None:
        yield Refusal(
            "in-a-sprint",
            _("The task is in sprint %(sprint)d already. Take it out there first."),
            "SP4",
            {"sprint": in_sprint},
        )


def against_absence_from_plan(*, in_this: bool) -> Iterator[Refusal]:
    """Only what is in the plan can be taken out of it."""
    if not in_this:
        yield Refusal("not-in-a-plan", _("The task is in no plan. There is nothing to take it out of."), "SP4")


def against_overloading(people: Iterable[tuple[str, int, int, int]], *, who: tuple[str, ...] = ()) -> Iterator[Refusal]:
    """Nobody takes more than fits, unless somebody entitled says so with a reason (SP4).

    Of each person whose load grows: name, minutes in the sprint, minutes of work there would be, and how many over
    are allowed. `who` may allow more.
    """
    for name, capacity, load, allowed in people:
        if load > capacity + allowed:
            yield Refusal(
                "over-capacity",
                _(
                    "%(person)s has %(has)s in this sprint; with this there would be %(would)s of work, "
                    "%(over)s too much. Give it to somebody else, take something out, or allow it with a reason."
                ),
                "SP4",
                {"person": name, "has": hours(capacity), "would": hours(load), "over": hours(load - capacity)},
                who,
            )
