"""What may be suggested, and when a suggestion may be answered: pure functions of values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _


def against_suggesting(*, proposable: bool, others_decide: bool, who: Sequence[str]) -> Iterator[Refusal]:
    """Only what is made for it is suggested, and to the side that decides it; `who` may decide it on one's own."""
    if not proposable:
        yield Refusal("not-proposable", _("This cannot be suggested. Ask those who may do it."), "R2", who=tuple(who))
    elif not others_decide:
        yield Refusal("own-side-decides", _("Your own side decides this. Ask those who may."), "R2", who=tuple(who))


def against_answering(*, outcome: str, by: str, own_side: bool) -> Iterator[Refusal]:
    """A suggestion is answered once, by the other side. `outcome` is "" while it is open; `by` gave the answer."""
    if outcome:
        yield _answered(outcome, by)
    elif own_side:
        yield Refusal(
            "own-suggestion",
            _("Your own side suggested this. The other side agrees or declines."),
            "R2",
        )


def against_withdrawing(*, outcome: str, by: str, may: bool) -> Iterator[Refusal]:
    """A suggestion is taken back by who made it, or by who decides for their side, while it is open."""
    if outcome:
        yield _answered(outcome, by)
    elif not may:
        yield Refusal(
            "not-your-suggestion",
            _("A suggestion is taken back by who made it, or by who decides for their side."),
            "R2",
        )


def against_changed(same: bool) -> Iterator[Refusal]:
    """Agreeing is to what was suggested: a change from what was so then."""
    if not same:
        yield Refusal(
            "changed-since-suggested",
            _("What it would change is no longer as it was when this was suggested. Decline it, or ask for a new one."),
            "R2",
        )


def _answered(outcome: str, by: str) -> Refusal:
    said = {
        "agreed": _("%(person)s has agreed to this suggestion already."),
        "declined": _("%(person)s has declined this suggestion already."),
        "withdrawn": _("%(person)s has taken this suggestion back."),
    }
    return Refusal("already-answered", said[outcome], "R2", {"person": by})
