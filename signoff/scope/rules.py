"""When the scope may be changed: pure functions of values."""

from __future__ import annotations

from collections.abc import Iterator

from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _

LEVELS = ("stage", "epic", "story")


def against_parent(*, level: str, parent: str, retired: bool = False) -> Iterator[Refusal]:
    """Stages are made of epics, epics of stories (S1). `parent` is the level above, "" for the project itself."""
    if parent and LEVELS.index(parent) >= LEVELS.index(level):
        yield Refusal(
            "not-above",
            _("Stages are made of epics, and epics of stories: this cannot stand below that."),
            "S1",
        )
    if retired:
        yield from against_retired(retired)


def against_retired(retired: bool) -> Iterator[Refusal]:
    """What is no longer wanted holds nothing new."""
    if retired:
        yield Refusal("part-retired", _("This part is no longer wanted. Nothing is added to it or changed."), "S1")


def against_retiring(*, open_tasks: int, children: int) -> Iterator[Refusal]:
    """A part goes when nothing in it is still wanted."""
    if children:
        yield Refusal("parts-below", _("There are parts below this one. Retire or move them first."), "S1")
    if open_tasks:
        yield Refusal(
            "open-tasks-below",
            _("Open tasks stand in this part: %(count)d. Put them elsewhere first."),
            "S1",
            {"count": open_tasks},
        )
