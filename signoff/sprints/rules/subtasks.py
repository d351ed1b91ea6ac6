"""When a task is divided: pure functions of values (SP4)."""

from __future__ import annotations

from collections.abc import Iterator

from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _

LONGEST = 120
"""A subtask takes at most two hours (SP4)."""
MOST = 500


def pieces(minutes: int) -> list[int]:
    """The minutes in pieces of at most two hours; the last one is what is left."""
    full, rest = divmod(minutes, LONGEST)
    return [LONGEST] * full + ([rest] if rest else [])


def against_dividing(*, is_open: bool, existing: int, more: int = 1) -> Iterator[Refusal]:
    """Open work is divided, within measure (SP4)."""
    if not is_open:
        yield Refusal("task-is-done", _("The task is finished. For anything more, ask for a new task."), "AC1")
    if existing + more > MOST:
        yield Refusal(
            "too-many-subtasks",
            _("A task has at most %(most)d subtasks. Split it into several tasks."),
            "SP4",
            {"most": MOST},
        )


def against_dividing_nothing(*, estimated: bool, left: int) -> Iterator[Refusal]:
    """Pieces are made of an estimate, of what of it has none yet (SP4)."""
    if not estimated:
        yield Refusal("needs-estimate", _("Nobody has estimated the task yet. Those who do the work do."), "SP4")
    elif left <= 0:
        yield Refusal("divided-already", _("The whole estimate is divided into subtasks already."), "SP4")


def against_changing(*, done: bool) -> Iterator[Refusal]:
    """What has been done is not written anew (SP6)."""
    if done:
        yield Refusal("subtask-is-done", _("The subtask is done. Add another one for what is left."), "SP6")
