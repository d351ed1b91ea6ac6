"""When a day can be promised: pure functions of values; days are ordinal numbers (SP3)."""

from __future__ import annotations

from collections.abc import Iterator

from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _


def against_deadline(*, is_open: bool, on: int, today: int, built: int | None) -> Iterator[Refusal]:
    """A deadline lies ahead, and nothing is tested or shown before it is built (SP3). `built` of its own day: None."""
    if not is_open:
        yield Refusal("task-is-done", _("The task is finished. For anything more, ask for a new task."), "AC1")
    if on < today:
        yield Refusal("day-is-past", _("That day is over. A deadline lies ahead."), "SP3")
    if built is not None and on < built:
        yield Refusal(
            "before-it-is-built",
            _("On that day the task is not built yet. Choose a later one, or ask a developer for an earlier one."),
            "SP3",
        )
