"""The deeds of the backlog."""

from signoff.backlog.commands.add import AddTask
from signoff.backlog.commands.answer_concern import AnswerConcern
from signoff.backlog.commands.assign import AssignTask
from signoff.backlog.commands.block import BlockTask, UnblockTask
from signoff.backlog.commands.estimate import EstimateTask
from signoff.backlog.commands.mix import AgreeMix
from signoff.backlog.commands.move import MoveTask
from signoff.backlog.commands.past import PastComment, PastTask, RecordPastTasks
from signoff.backlog.commands.prioritise import SetPriority, SetValue
from signoff.backlog.commands.raise_concern import RaiseConcern
from signoff.backlog.commands.rank import RankTask
from signoff.backlog.commands.reword import RewordTask
from signoff.backlog.commands.settle_concern import RepeatConcern, SettleConcern
from signoff.backlog.commands.write_template import ChangeTemplate, RetireTemplate, WriteTemplate

__all__ = [
    "AddTask",
    "AgreeMix",
    "AnswerConcern",
    "AssignTask",
    "BlockTask",
    "ChangeTemplate",
    "EstimateTask",
    "MoveTask",
    "PastComment",
    "PastTask",
    "RaiseConcern",
    "RankTask",
    "RecordPastTasks",
    "RepeatConcern",
    "RetireTemplate",
    "RewordTask",
    "SetPriority",
    "SetValue",
    "SettleConcern",
    "UnblockTask",
    "WriteTemplate",
]
