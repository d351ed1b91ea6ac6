"""What is done with suggestions."""

from signoff.proposals.commands.agree import Agree
from signoff.proposals.commands.decline import Decline
from signoff.proposals.commands.suggest import Suggest
from signoff.proposals.commands.withdraw import Withdraw

__all__ = ["Agree", "Decline", "Suggest", "Withdraw"]
