"""What may change while a sprint runs: pure functions of values. Its tasks are frozen (SP5)."""

from __future__ import annotations

from collections.abc import Iterator

from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _


def against_changing_frozen(*, agreed: bool) -> Iterator[Refusal]:
    """Nothing comes in or goes out by one side's word (SP5)."""
    if not agreed:
        yield Refusal(
            "sprint-frozen",
            _("The tasks of a running sprint are frozen. Suggest the change; it is made when the other side agrees."),
            "SP5",
        )


def against_coming_in(*, runs: bool, already: bool, finished: bool, criteria: int) -> Iterator[Refusal]:
    """What comes into the sprint that runs is not in it yet, has criteria, and leaves something to do (SP5, S3)."""
    if not runs:
        yield Refusal("no-sprint-runs", _("No sprint runs now. Plan the task into the next one."), "SP5")
    elif already:
        yield Refusal("already-in-sprint", _("The task is in the running sprint already."), "SP5")
    if finished:
        yield Refusal("already-finished", _("The task is finished already. Ask for a new one."), "SP5")
    elif not criteria:
        yield Refusal(
            "no-criteria",
            _("There are no criteria yet by which the customer could judge it. Write them first."),
            "S3",
        )


def against_letting_in(*, kind: str, critical: bool) -> Iterator[Refusal]:
    """Only a critical bug is an exception (SP5)."""
    if kind != "bug":
        yield Refusal(
            "not-a-bug",
            _("Only a critical bug may come into a running sprint, and this is none. Plan it into the next sprint."),
            "SP5",
        )
    elif not critical:
        yield Refusal(
            "not-critical",
            _("Only a critical bug may come into a running sprint. Set its priority to critical first, if it is."),
            "SP5",
        )


def against_making_way(*, in_sprint: bool, finished: bool, same: bool) -> Iterator[Refusal]:
    """What makes way for a critical bug is in the sprint, and not finished (SP5)."""
    if same or not in_sprint:
        yield Refusal("not-in-sprint", _("Only a task of the running sprint can make way."), "SP5")
    elif finished:
        yield Refusal("already-finished", _("What is finished makes no room. Choose another task."), "SP5")


def against_going_out(*, in_sprint: bool, finished: bool) -> Iterator[Refusal]:
    """A task leaves a sprint that runs and that it is in, unless it is accepted (SP5, AC1)."""
    if not in_sprint:
        yield Refusal("not-in-sprint", _("The task is not in the running sprint."), "SP5")
    elif finished:
        yield Refusal("already-accepted", _("The customer has accepted the task; it stays where it was done."), "AC1")


def against_beginning(*, in_future: bool) -> Iterator[Refusal]:
    """Emergency work that is written down afterwards began before that (SP6)."""
    if in_future:
        yield Refusal(
            "not-begun-yet",
            _("This work has not begun yet. Report it as a critical bug instead."),
            "SP6",
        )
