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


def against_withdrawn(state: str) -> Iterator[Refusal]:
    """What the customer withdrew is over; they may write it down anew."""
    if state == "withdrawn":
        yield Refusal(
            "requirement-withdrawn",
            _("The customer has withdrawn this requirement. If it is needed again, write it down anew."),
            "S6",
        )


def against_ending(state: str) -> Iterator[Refusal]:
    """It is settled once."""
    yield from against_withdrawn(state)
    if state == "settled":
        yield Refusal("requirement-settled", _("This requirement is settled already."), "S6")


def against_taking_up(*, state: str, own: bool) -> Iterator[Refusal]:
    """It waits for an analyst, or is with another one."""
    yield from against_ending(state)
    if state == "in_analysis" and own:
        yield Refusal("in-analysis-already", _("You have taken it up already."), "S6")


def against_offering(*, waiting: int | None, tasks: int, without: list[str], same: bool) -> Iterator[Refusal]:
    """A baseline has scope and estimate, both whole, and one at a time waits for the customer (S6)."""
    if waiting is not None:
        yield Refusal(
            "baseline-waits",
            _("Baseline %(number)d waits for the customer’s answer. Take it back first."),
            "S6",
            {"number": waiting},
        )
    if not tasks:
        yield Refusal(
            "empty-scope", _("No task stands in the scope. Put tasks into its parts, and then offer it."), "S6"
        )
    if without:
        yield Refusal(
            "without-estimate",
            _("Tasks of the scope without an estimate: %(count)d, for example %(task)s. Estimate them first."),
            "S6",
            {"count": len(without), "task": without[0]},
        )
    if same:
        yield Refusal(
            "as-approved", _("Scope and estimate are as they were approved. There is nothing to offer."), "S6"
        )


def against_approving(*, approved: bool, newer: int | None, answered: bool = False) -> Iterator[Refusal]:
    """A baseline is approved once, while it is offered, and not behind a newer one (S6, R2)."""
    if approved:
        yield Refusal("approved-already", _("This baseline has been approved already."), "S6")
    elif newer is not None:
        yield Refusal(
            "newer-approved",
            _("Baseline %(number)d, a newer one, is approved already."),
            "S6",
            {"number": newer},
        )
    elif answered:
        yield Refusal("not-offered", _("This baseline is no longer offered. The contractor may offer it anew."), "S6")
