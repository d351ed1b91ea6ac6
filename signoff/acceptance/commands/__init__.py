"""The deeds of acceptance."""

from signoff.acceptance.commands.accept import AcceptTask
from signoff.acceptance.commands.hand_over import Evidence, HandOverTask
from signoff.acceptance.commands.judge import JudgeCriterion
from signoff.acceptance.commands.return_task import ReturnTask
from signoff.acceptance.commands.verdicts import GivenVerdict

__all__ = ["AcceptTask", "Evidence", "GivenVerdict", "HandOverTask", "JudgeCriterion", "ReturnTask"]
