"""When a task may be written, moved or estimated: pure functions of values."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from signoff.backlog.words import Work
from signoff.charter.sides import Role
from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _

MOST_CRITERIA = 50
DOES = {
    Work.DEVELOPMENT: frozenset({Role.DEVELOPER, Role.TEAM_LEAD}),
    Work.TESTING: frozenset({Role.TESTER, Role.TEAM_LEAD}),
}
"""Who does which work, and so estimates it and says by when it is done (S6, SP3)."""


def against_no_change(changed: bool) -> Iterator[Refusal]:
    """A deed that changes nothing would only fill the ledger."""
    if not changed:
        yield Refusal("nothing-to-change", _("It is so already. Nothing has changed."), "SP7")


def against_estimating(*, work: str, roles: Collection[str]) -> Iterator[Refusal]:
    """Hours come from those who will work them: developers for development, testers for testing (S6)."""
    if DOES[Work(work)] & set(roles):
        return
    if work == Work.TESTING:
        yield Refusal("testers-estimate-testing", _("Testers and the team lead estimate the testing."), "S6")
    else:
        yield Refusal(
            "developers-estimate-development", _("Developers and the team lead estimate the development."), "S6"
        )


def against_moving(*, step: str, to: str) -> Iterator[Refusal]:
    """Steps up to testing are the contractor's own; the last two have deeds of their own (AC1, AC4)."""
    if to == "accepted":
        yield Refusal(
            "accepted-by-customer-only",
            _("A task is accepted only by the customer, after it was handed over."),
            "AC1",
        )
    elif to == "handed_over":
        yield Refusal(
            "hand-over-instead",
            _("To hand the task over, say the version, where to try it, and how."),
            "AC4",
        )
    elif step == "accepted":
        yield Refusal(
            "already-accepted",
            _("The customer has accepted this task. For anything more, ask for a new task."),
            "AC1",
        )
    elif step == "handed_over":
        yield Refusal(
            "customer-has-it",
            _("The task is with the customer, who accepts or returns it."),
            "AC1",
        )


def against_criteria(*, ids: list[int], known: set[int]) -> Iterator[Refusal]:
    """A criterion is named by the id that it has; each at most once."""
    unknown = [each for each in ids if each not in known]
    if unknown:
        yield Refusal(
            "no-such-criterion",
            _("The task has no criterion %(criterion)s."),
            "S3",
            {"criterion": unknown[0]},
        )
    if len(set(ids)) != len(ids):
        yield Refusal("criterion-twice", _("A criterion is named twice. Each has its own place."), "S3")
