"""What the customer's deeds on handed-over work share."""

from __future__ import annotations

from dataclasses import dataclass

from signoff.acceptance.models import CriterionVerdict, Handover
from signoff.acceptance.queries import criterion_verdicts, latest_handover
from signoff.backlog.models import Task
from signoff.people.standing import Member


@dataclass
class HandedOver:
    """A task with what was last handed over of it and the verdicts so far; without handover before the first."""

    task: Task
    handover: Handover | None
    verdicts: dict[int, CriterionVerdict]

    @property
    def criteria(self) -> list[int]:
        """The ids of the task's criteria."""
        return [each["id"] for each in self.task.criteria]

    @property
    def current(self) -> Handover:
        """The handover that is judged; the rules have made sure that there is one."""
        if self.handover is None:
            raise ValueError(f"{self.task.key} has no handover")
        return self.handover


def handed_over(task: Task, *, seen_by: Member) -> HandedOver:
    """The task as the customer's deeds need it."""
    handover = latest_handover(task, seen_by=seen_by)
    verdicts = criterion_verdicts(handover, seen_by=seen_by) if handover else {}
    return HandedOver(task, handover, verdicts)
