"""Where Django finds the tables of all areas."""

from signoff.acceptance.models import CriterionVerdict, Handover, Verdict
from signoff.backlog.models import (
    Concern,
    Estimate,
    ImportedRecord,
    Mix,
    PartTally,
    Task,
    TaskTally,
    TaskTemplate,
    TaskWords,
)
from signoff.charter.models import SecurityEvent
from signoff.discussions.models import Comment
from signoff.files.models import Attachment
from signoff.jobs.models import Job
from signoff.kernel.models import RememberedAnswer
from signoff.ledger.models import Entry, Log, Node, Opening
from signoff.mail.models import Letter, LetterChoice
from signoff.people.models import ApiToken, Invitation, Membership, Organisation, Person, Project
from signoff.proposals.models import Proposal
from signoff.scope.models import Baseline, Part, Requirement
from signoff.sprints.models import (
    Absence,
    Deadline,
    Overcommitment,
    Participant,
    PlanSignature,
    Sprint,
    SprintTask,
    Subtask,
    WorkingHours,
)

__all__ = [
    "Absence",
    "ApiToken",
    "Attachment",
    "Baseline",
    "Comment",
    "Concern",
    "CriterionVerdict",
    "Deadline",
    "Entry",
    "Estimate",
    "Handover",
    "ImportedRecord",
    "Invitation",
    "Job",
    "Letter",
    "LetterChoice",
    "Log",
    "Membership",
    "Mix",
    "Node",
    "Opening",
    "Organisation",
    "Overcommitment",
    "Part",
    "PartTally",
    "Participant",
    "Person",
    "PlanSignature",
    "Project",
    "Proposal",
    "RememberedAnswer",
    "Requirement",
    "SecurityEvent",
    "Sprint",
    "SprintTask",
    "Subtask",
    "Task",
    "TaskTally",
    "TaskTemplate",
    "TaskWords",
    "Verdict",
    "WorkingHours",
]
