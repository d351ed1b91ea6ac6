"""The deeds of planning, running and ending a sprint."""

from signoff.sprints.commands.emergency import RecordEmergencyWork
from signoff.sprints.commands.ending import CarryOver, CompleteSprint
from signoff.sprints.commands.running import LetInCriticalBug, TakeIntoRunningSprint, TakeOutOfRunningSprint

__all__ = [
    "CarryOver",
    "CompleteSprint",
    "LetInCriticalBug",
    "RecordEmergencyWork",
    "TakeIntoRunningSprint",
    "TakeOutOfRunningSprint",
]
