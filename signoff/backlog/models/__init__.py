"""Tasks and what belongs to them: their estimates, concerns about their priority, what an import brought."""

from signoff.backlog.models.concerns import Concern
from signoff.backlog.models.estimates import Estimate
from signoff.backlog.models.imported import ImportedRecord
from signoff.backlog.models.mix import Mix
from signoff.backlog.models.tasks import PartTally, Task, TaskTally, TaskWords
from signoff.backlog.models.templates import TaskTemplate

__all__ = [
    "Concern",
    "Estimate",
    "ImportedRecord",
    "Mix",
    "PartTally",
    "Task",
    "TaskTally",
    "TaskTemplate",
    "TaskWords",
]
