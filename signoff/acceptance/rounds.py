"""The rounds that a task has gone through between the two sides: handed over, judged, returned or accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from signoff.acceptance.models import CriterionVerdict, Handover, Verdict
from signoff.backlog.models import Task
from signoff.backlog.words import Priority, Value
from signoff.kernel.refusals import NotThere
from signoff.people.models import Person
from signoff.people.standing import Member

ONE_PRESS = frozenset({Priority.MEDIUM, Priority.LOW})


@dataclass(frozen=True)
class Happened:
    """One station of a task's way: "handed_over", "handed_over_again", "returned" or "accepted", by whom, when."""

    what: str
    by: Person
    at: datetime
    handover: Handover


@dataclass(frozen=True)
class Rounds:
    """All handovers, oldest first, all verdicts on criteria, and all acceptances and returns, oldest first."""

    task: Task
    handovers: tuple[Handover, ...]
    judged: tuple[CriterionVerdict, ...]
    settled: tuple[Verdict, ...]

    @property
    def latest(self) -> Handover | None:
        """What was handed over last; None before the first time."""
        return self.handovers[-1] if self.handovers else None

    @cached_property
    def current(self) -> dict[int, CriterionVerdict]:
        """The verdicts on the last handover, in the words that the task has now, by criterion."""
        latest, words = self.latest, self.task.content_revision
        return {
            row.criterion: row
            for row in self.judged
            if latest and row.handover_id == latest.pk and row.content_revision == words
        }

    def not_met_before(self, criterion: int) -> list[CriterionVerdict]:
        """The remarks of earlier rounds on a criterion, oldest first."""
        now = self.current.get(criterion)
        return [row for row in self.judged if row.criterion == criterion and not row.met and row != now]

    @cached_property
    def without_verdict(self) -> list[int]:
        """The ids of the criteria that nobody has judged in this round."""
        return [each["id"] for each in self.task.criteria if each["id"] not in self.current]

    @cached_property
    def not_met(self) -> list[int]:
        """The ids of the criteria that were found not met in this round."""
        ids = [each["id"] for each in self.task.criteria]
        return [each for each in ids if each in self.current and not self.current[each].met]

    @property
    def returned_before(self) -> bool:
        return any(verdict.outcome == Verdict.Outcome.RETURNED for verdict in self.settled)

    @property
    def acceptance(self) -> Verdict | None:
        """The newest acceptance, also of words that were changed since."""
        accepted = [verdict for verdict in self.settled if verdict.outcome == Verdict.Outcome.ACCEPTED]
        return accepted[-1] if accepted else None

    @property
    def may_be_accepted_at_once(self) -> bool:
        """One press may find all open criteria met: only where little hangs on it, and nobody returned it before."""
        little = self.task.priority in ONE_PRESS and self.task.value != Value.KILLER_FEATURE
        return little and not self.returned_before and not self.not_met

    def way(self) -> Iterator[Happened]:
        """What happened, newest first."""
        happened = [
            Happened("handed_over_again" if place else "handed_over", row.by, row.at, row)
            for place, row in enumerate(self.handovers)
        ]
        happened += [Happened(verdict.outcome, verdict.by, verdict.at, verdict.handover) for verdict in self.settled]
        return iter(sorted(happened, key=lambda each: each.at, reverse=True))


def rounds(task: Task, *, seen_by: Member) -> Rounds:
    """A task's rounds, in three queries, without the people in them. Both sides see all of them (A1)."""
    if task.project_id != seen_by.project.pk:
        raise NotThere(task.key)
    handovers = tuple(Handover.objects.raw(HANDOVERS, [task.pk]))
    if not handovers:
        return Rounds(task, (), (), ())
    judged = tuple(CriterionVerdict.objects.raw(JUDGED, [task.pk]))
    settled = tuple(Verdict.objects.raw(SETTLED, [task.pk]))
    by_pk = {handover.pk: handover for handover in handovers}
    for verdict in judged:
        verdict.handover = by_pk[verdict.handover_id]
    for settling in settled:
        settling.handover = by_pk[settling.handover_id]
    return Rounds(task, handovers, judged, settled)


HANDOVERS = "SELECT * FROM signoff_handover WHERE task_id = %s ORDER BY number"
JUDGED = """
    SELECT verdict.* FROM signoff_criterionverdict verdict
    JOIN signoff_handover handover ON handover.id = verdict.handover_id
    WHERE handover.task_id = %s ORDER BY handover.number, verdict.id
"""
SETTLED = """
    SELECT verdict.* FROM signoff_verdict verdict
    JOIN signoff_handover handover ON handover.id = verdict.handover_id
    WHERE handover.task_id = %s ORDER BY verdict.at, verdict.id
"""
"""In SQL, since the page that is looked at most asks all three: through the ORM they take four times as long."""
