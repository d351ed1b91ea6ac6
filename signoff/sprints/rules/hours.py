"""Whose hours somebody may write down: pure functions of values (SP4)."""

from __future__ import annotations

from collections.abc import Iterator

from signoff.charter.sides import Side
from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _


def against_hours_of(*, own: bool, leads: bool, side: str, of_side: str) -> Iterator[Refusal]:
    """Everybody writes down their own hours; the project manager or product owner those of their side's people."""
    if own or (leads and side == of_side):
        return
    if of_side == Side.CONTRACTOR:
        yield Refusal(
            "hours-of-others",
            _("Everybody writes down their own hours, or the project manager does for the contractor’s people."),
            "SP4",
        )
    else:
        yield Refusal(
            "hours-of-others",
            _("Everybody writes down their own hours, or the product owner does for the customer’s people."),
            "SP4",
        )


def against_days_in_order(*, in_order: bool, withdrawn: bool = False) -> Iterator[Refusal]:
    """An absence begins before it ends, and is taken back once."""
    if not in_order:
        yield Refusal("ends-before-it-begins", _("The last day is before the first. Turn them around."), "SP4")
    if withdrawn:
        yield Refusal("absence-withdrawn", _("The absence has been taken back already."), "SP4")


def against_choosing_for(*, side: str, of_side: str) -> Iterator[Refusal]:
    """Each side says how much of its own people's time a sprint gets (SP2)."""
    if side != of_side:
        yield Refusal("other-sides-people", _("Each side says who of its own people takes part."), "SP2")
