"""The deeds of the backlog."""

from signoff.backlog.commands.add import AddTask
from signoff.backlog.commands.assign import AssignTask
from signoff.backlog.commands.estimate import EstimateTask
from signoff.backlog.commands.move import MoveTask
from signoff.backlog.commands.past import PastComment, PastTask, RecordPastTasks
from signoff.backlog.commands.prioritise import SetPriority, SetValue
from signoff.backlog.commands.reword import RewordTask

__all__ = [
    "AddTask",
    "AssignTask",
    "EstimateTask",
    "MoveTask",
    "PastComment",
    "PastTask",
    "RecordPastTasks",
    "RewordTask",
    "SetPriority",
    "SetValue",
]
