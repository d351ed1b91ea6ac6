"""The deeds of planning, running and ending a sprint."""

from signoff.sprints.commands.deadlines import SetDeliveryDeadline, SetDevelopmentDeadline, SetTestingDeadline
from signoff.sprints.commands.emergency import RecordEmergencyWork
from signoff.sprints.commands.ending import CarryOver, CompleteSprint
from signoff.sprints.commands.hours import RecordAbsence, SetWorkingHours, WithdrawAbsence
from signoff.sprints.commands.plan_people import AllowOvercommitment, RecordPlanning, RemoveParticipant, SetParticipant
from signoff.sprints.commands.plan_sprint import ChangeSprint, PlanSprint
from signoff.sprints.commands.plan_tasks import PlanTask, TakeOut
from signoff.sprints.commands.running import LetInCriticalBug, TakeIntoRunningSprint, TakeOutOfRunningSprint
from signoff.sprints.commands.signing import SignPlan
from signoff.sprints.commands.subtasks import AddSubtask, AssignSubtask, ChangeSubtask, DropSubtask, FinishSubtask
from signoff.sprints.commands.subtasks_divide import DivideTask

__all__ = [
    "AddSubtask",
    "AllowOvercommitment",
    "AssignSubtask",
    "CarryOver",
    "ChangeSprint",
    "ChangeSubtask",
    "CompleteSprint",
    "DivideTask",
    "DropSubtask",
    "FinishSubtask",
    "LetInCriticalBug",
    "PlanSprint",
    "PlanTask",
    "RecordAbsence",
    "RecordEmergencyWork",
    "RecordPlanning",
    "RemoveParticipant",
    "SetDeliveryDeadline",
    "SetDevelopmentDeadline",
    "SetParticipant",
    "SetTestingDeadline",
    "SetWorkingHours",
    "SignPlan",
    "TakeIntoRunningSprint",
    "TakeOut",
    "TakeOutOfRunningSprint",
    "WithdrawAbsence",
]
