"""The words of a task: kinds, priorities, values and steps."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What sort of work a task is; together they make the mix of a plan (P2)."""

    FEATURE = "feature", _("Feature")
    BUG = "bug", _("Bug")
    AUTOTEST = "autotest", _("Autotests")
    TECHNICAL_DEBT = "technical_debt", _("Technical debt")
    DOCUMENTATION = "documentation", _("Documentation")


class Priority(IntegerChoices):
    """How soon the customer needs it (P1). UNSET: the customer has not said."""

    CRITICAL = 1, _("Critical")
    HIGH = 2, _("High")
    MEDIUM = 3, _("Medium")
    LOW = 4, _("Low")
    UNSET = 9, _("No priority yet")


class Value(TextChoices):
    """What a feature is worth to its users (P1)."""

    KILLER_FEATURE = "killer_feature", _("Killer feature")
    MUST_HAVE = "must_have", _("Must have")
    USEFUL_TO_MANY = "useful_to_many", _("Useful to many")
    USEFUL_TO_SOME = "useful_to_some", _("Useful to some")
    NICE_TO_HAVE = "nice_to_have", _("Nice to have")
    UNCLEAR = "unclear", _("Unclear who needs it")


class Step(TextChoices):
    """How far a task is. Only the customer's acceptance leads to the last one (AC1)."""

    TO_DO = "to_do", _("To do")
    IN_PROGRESS = "in_progress", _("In progress")
    IN_REVIEW = "in_review", _("In review")
    TESTING = "testing", _("Testing")
    HANDED_OVER = "handed_over", _("Handed over")
    ACCEPTED = "accepted", _("Accepted")


WORKING_STEPS = (Step.TO_DO, Step.IN_PROGRESS, Step.IN_REVIEW, Step.TESTING)


class Work(TextChoices):
    """What sort of hours are estimated and planned: each by those who do them (S6, SP3)."""

    DEVELOPMENT = "development", _("development")
    TESTING = "testing", _("testing")
