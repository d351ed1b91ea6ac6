"""Sprints, what is in them, who has time for them, and who signed."""

from signoff.sprints.models.hours import Absence, WorkingHours
from signoff.sprints.models.plan import Overcommitment, Participant, PlanSignature, Sprint
from signoff.sprints.models.work import Deadline, SprintTask, Subtask

__all__ = [
    "Absence",
    "Deadline",
    "Overcommitment",
    "Participant",
    "PlanSignature",
    "Sprint",
    "SprintTask",
    "Subtask",
    "WorkingHours",
]
