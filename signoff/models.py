"""Where Django finds the tables of all areas."""

from signoff.acceptance.models import CriterionVerdict, Handover, Verdict
from signoff.backlog.models import ImportedRecord, Task, TaskTally, TaskWords
from signoff.charter.models import SecurityEvent
from signoff.discussions.models import Comment
from signoff.files.models import Attachment
from signoff.kernel.models import RememberedAnswer
from signoff.ledger.models import Entry, Log, Node, Opening
from signoff.people.models import ApiToken, Invitation, Membership, Organisation, Person, Project

__all__ = [
    "ApiToken",
    "Attachment",
    "Comment",
    "CriterionVerdict",
    "Entry",
    "Handover",
    "ImportedRecord",
    "Invitation",
    "Log",
    "Membership",
    "Node",
    "Opening",
    "Organisation",
    "Person",
    "Project",
    "RememberedAnswer",
    "SecurityEvent",
    "Task",
    "TaskTally",
    "TaskWords",
    "Verdict",
]
