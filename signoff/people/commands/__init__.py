"""The deeds of people: accounts, projects, places in them, invitations and tokens."""

from signoff.people.commands.account import ChangeAccount, CreateFirstAccount
from signoff.people.commands.first_letters import RenewFirstInvitations
from signoff.people.commands.invite import AcceptInvitation, InvitePerson, RenewInvitation, WithdrawInvitation
from signoff.people.commands.project import ChangeCooperationModel, CreateProject
from signoff.people.commands.team import ChangeRoles, EndMembership
from signoff.people.commands.tokens import CreateApiToken, RevokeApiToken

__all__ = [
    "AcceptInvitation",
    "ChangeAccount",
    "ChangeCooperationModel",
    "ChangeRoles",
    "CreateApiToken",
    "CreateFirstAccount",
    "CreateProject",
    "EndMembership",
    "InvitePerson",
    "RenewFirstInvitations",
    "RenewInvitation",
    "RevokeApiToken",
    "WithdrawInvitation",
]
