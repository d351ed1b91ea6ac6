"""The deeds of the scope."""

from signoff.scope.commands.add_part import AddPart
from signoff.scope.commands.approve_baseline import ApproveBaseline
from signoff.scope.commands.change_part import ChangePart
from signoff.scope.commands.link_requirement import LinkRequirement
from signoff.scope.commands.make_task import MakeTask
from signoff.scope.commands.move_part import MovePart
from signoff.scope.commands.offer_baseline import OfferBaseline
from signoff.scope.commands.place import PlaceTask
from signoff.scope.commands.place_many import PlaceTasks
from signoff.scope.commands.prioritise_part import SetPartPriority
from signoff.scope.commands.record_requirement import ChangeRequirement, RecordRequirement
from signoff.scope.commands.retire_part import RetirePart
from signoff.scope.commands.settle_requirement import SettleRequirement, TakeUpRequirement, WithdrawRequirement

__all__ = [
    "AddPart",
    "ApproveBaseline",
    "ChangePart",
    "ChangeRequirement",
    "LinkRequirement",
    "MakeTask",
    "MovePart",
    "OfferBaseline",
    "PlaceTask",
    "PlaceTasks",
    "RecordRequirement",
    "RetirePart",
    "SetPartPriority",
    "SettleRequirement",
    "TakeUpRequirement",
    "WithdrawRequirement",
]
