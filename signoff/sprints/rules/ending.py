"""When a task is carried over and a sprint completed: pure functions of values (AC1, AC3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _


def against_carrying_over(
    *, in_sprint: bool, finished: bool, last_day: bool, agreed: bool, to_next: bool, next_planned: bool
) -> Iterator[Refusal]:
    """Unfinished and returned work moves on at the end; before the last day only if both sides agree (AC3, SP5)."""
    if not in_sprint:
        yield Refusal("not-in-sprint", _("The task is not in the running sprint."), "AC3")
        return
    if finished:
        yield Refusal("already-accepted", _("The customer has accepted the task; it stays where it was done."), "AC1")
    elif not last_day and not agreed:
        yield Refusal(
            "not-the-last-day",
            _("Work is carried over from the sprint’s last working day on. Until then, suggest it to the other side."),
            "SP5",
        )
    if to_next and not next_planned:
        yield Refusal(
            "no-next-sprint",
            _("No other sprint is in planning yet. Plan the next one first, or carry it over to the backlog."),
            "AC3",
        )


def against_completing(*, runs: bool, left: Sequence[str]) -> Iterator[Refusal]:
    """Every task is accepted or has moved on; `left` are the keys of the others (AC1)."""
    if not runs:
        yield Refusal("not-running", _("The sprint does not run, so it cannot be completed."), "AC1")
    if left:
        yield Refusal(
            "tasks-left",
            _("Neither accepted nor carried over: %(tasks)s. Each needs the customer’s acceptance, or a place to go."),
            "AC1",
            {"tasks": ", ".join(left)},
        )
