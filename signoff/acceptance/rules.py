"""When a task may be handed over, judged, accepted or returned: pure functions of values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _


def against_handing_over(*, step: str, done_before: bool, criteria: int) -> Iterator[Refusal]:
    """Work is handed over once it is finished and there is something to judge it by (AC4, S3)."""
    if step == "accepted":
        yield Refusal("already-accepted", _("The customer has accepted this task already."), "AC1")
    elif step == "handed_over":
        yield Refusal("customer-has-it", _("The task is with the customer, who accepts or returns it."), "AC1")
    elif done_before:
        yield Refusal(
            "done-before",
            _("This was done before Signoff kept the record. Move it to “To do” to take it up again."),
            "AC1",
        )
    if not criteria:
        yield Refusal(
            "no-criteria",
            _("There are no criteria yet by which the customer could judge it. Write them first."),
            "S3",
        )


def against_judging(*, step: str, known: bool, met: bool, expected: str, happened: str) -> Iterator[Refusal]:
    """A criterion is judged while its task is handed over, and "not met" says why (AC4, D3)."""
    yield from _against_deciding(step)
    if not known:
        yield Refusal("no-such-criterion", _("The task has no such criterion. Look at it again."), "AC4")
    if not met:
        yield from _against_silence(expected, happened)


def _against_silence(expected: str, happened: str) -> Iterator[Refusal]:
    if not expected.strip() or not happened.strip():
        yield Refusal(
            "say-what-happened",
            _("Say what you expected and what happened, so that it can be mended."),
            "D3",
        )


def _against_deciding(step: str) -> Iterator[Refusal]:
    if step == "accepted":
        yield Refusal("already-accepted", _("This task has been accepted already."), "AC1")
    elif step != "handed_over":
        yield Refusal(
            "not-handed-over",
            _("The task has not been handed over yet, so there is nothing to decide."),
            "AC1",
        )


def against_accepting(*, step: str, criteria: Collection[int], met: Mapping[int, bool]) -> Iterator[Refusal]:
    """Only handed-over work is accepted, and only when each criterion was found to be met (AC1, AC4)."""
    yield from _against_deciding(step)
    unknown = set(met) - set(criteria)
    if unknown:
        yield Refusal("no-such-criterion", _("The task has no such criterion. Look at it again."), "AC4")
    not_met = [each for each in criteria if met.get(each) is False]
    not_judged = [each for each in criteria if each not in met]
    if not_met:
        yield Refusal(
            "criterion-not-met",
            _("Not every criterion is met: %(count)d of %(all)d are not. Return the task instead."),
            "AC4",
            {"count": len(not_met), "all": len(criteria)},
        )
    if not_judged:
        yield Refusal(
            "criterion-not-judged",
            _("Each criterion needs its own verdict: %(count)d of %(all)d have none yet."),
            "AC4",
            {"count": len(not_judged), "all": len(criteria)},
        )


def against_returning(
    *,
    step: str,
    criteria: Collection[int],
    met: Mapping[int, bool],
    reasons: Collection[tuple[str, str]],
    note: str,
) -> Iterator[Refusal]:
    """Returned work comes with what is missing: a criterion that is not met, or a note (AC1, D3)."""
    yield from _against_deciding(step)
    if set(met) - set(criteria):
        yield Refusal("no-such-criterion", _("The task has no such criterion. Look at it again."), "AC4")
    for expected, happened in reasons:
        yield from _against_silence(expected, happened)
    if not note.strip() and False not in met.values():
        yield Refusal(
            "say-what-is-missing",
            _("Say what is missing: mark a criterion as not met, or write a note."),
            "D3",
        )
