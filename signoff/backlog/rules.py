"""When a task may be written, moved or estimated: pure functions of values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

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


def against_ranking(*, open_: bool, itself: bool, takes_priority_away: bool) -> Iterator[Refusal]:
    """The order is one of open tasks. `open_`: both are; `itself`: they are the same task."""
    if itself:
        yield Refusal("beside-itself", _("A task stands above or below another one."), "S2")
    elif not open_:
        yield Refusal("not-open", _("Only open tasks stand in the order."), "S2")
    elif takes_priority_away:
        yield Refusal(
            "priority-stays",
            _("A priority that was given is not taken away. Move the task under another priority."),
            "P1",
        )


def against_mix(*, shares: Sequence[int], agreed: bool) -> Iterator[Refusal]:
    """The shares make a whole, and no side sets them alone (P2)."""
    if sum(shares) != 100:
        yield Refusal(
            "shares-make-100", _("The shares together are %(sum)s %%. They must be 100 %%."), "P2", {"sum": sum(shares)}
        )
    if not agreed:
        yield Refusal("both-sides-agree", _("The mix holds when both sides agree: suggest it to the other side."), "P2")


def against_answering_concern(*, answered: bool, settled: bool) -> Iterator[Refusal]:
    """A concern is answered once, until it is asked again (P3)."""
    if settled:
        yield Refusal("concern-settled", _("This concern is settled."), "P3")
    elif answered:
        yield Refusal("concern-answered", _("This concern is answered already. Whoever raised it may ask again."), "P3")


def against_settling_concern(*, own: bool, settled: bool) -> Iterator[Refusal]:
    """Whoever raised it says whether the answer is enough; the product owner may too (P3)."""
    if settled:
        yield Refusal("concern-settled", _("This concern is settled."), "P3")
    elif not own:
        yield Refusal("not-your-concern", _("A concern is settled by who raised it, or by the product owner."), "P3")


def against_asking_again(*, answered: bool) -> Iterator[Refusal]:
    """Only an answer can leave a question open (P3)."""
    if not answered:
        yield Refusal("not-answered-yet", _("It waits for its answer. There is nothing to ask again yet."), "P3")


def against_retired(retired: bool) -> Iterator[Refusal]:
    """What is no longer offered is not changed any more (S4, S5)."""
    if retired:
        yield Refusal("template-retired", _("This is no longer offered for new tasks."), "S5")


def against_blocking(*, step: str, done_before: bool) -> Iterator[Refusal]:
    """Only work that goes on can be held up (SP7)."""
    if step == "accepted" or done_before:
        yield Refusal("already-finished", _("The task is finished: nothing can hold it up any more."), "SP7")


def against_unblocking(*, blocked: bool) -> Iterator[Refusal]:
    if not blocked:
        yield Refusal("not-blocked", _("Nothing is said to hold this task up."), "SP7")


def against_frozen_criteria(*, frozen: bool, agreed: bool) -> Iterator[Refusal]:
    """What both sides signed is judged by what stood there then (SP5)."""
    if frozen and not agreed:
        yield Refusal(
            "criteria-frozen",
            _("The sprint runs: the criteria are frozen. Suggest the change; it is made when the other side agrees."),
            "SP5",
        )
