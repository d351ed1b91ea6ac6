"""Inviting people, and taking the place that one was invited to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _

from signoff.charter.sides import Role, Side
from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import NotThere, Problem, Refusal, Unreadable
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Name, Personal, Secret
from signoff.ledger.telling import Told
from signoff.people import rules
from signoff.people.addresses import confirm_address
from signoff.people.commands.account import check_password
from signoff.people.commands.project import person_at
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.people.letters import invite, write_to
from signoff.people.models import Invitation, Membership, Person, Project
from signoff.people.queries import others_who_decide, somebody_decides
from signoff.people.values import EmailAddress, Password, PublicId, Roles, TimeZone


class InvitePerson(ProjectCommand[Project]):
    """The deciding person of a side invites somebody to it, by mail (A2)."""

    decision: ClassVar[str] = "team"

    project: ProjectKey
    name: Annotated[Name, Personal()]
    email: Annotated[EmailAddress, Personal()]
    side: Side
    roles: Roles

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Project:
        return scene.project

    def why_not(self, project: Project, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_own_side_only(actor=Side(scene.member.membership.side), side=self.side)
        yield from rules.against_roles(side=self.side, roles=self.roles)
        present = project.memberships.filter(person__email__iexact=self.email, ended_at=None)
        yield from rules.against_taking_part_twice(present.exists())

    def apply(self, project: Project, scene: ProjectScene) -> Outcome:
        membership = Membership(
            project=project,
            person=person_at(self.email, self.name),
            side=self.side,
            roles=sorted({role.value for role in self.roles}),
            since=scene.now,
        )
        invitation = invite(membership, scene)
        return Outcome(
            answer={"membership": membership.public_id, "invitation": invitation.public_id},
            told={"person": membership.person.pid},
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        roles = ", ".join(str(Role(role).label) for role in told.given("roles"))
        return _("invited %(person)s as %(roles)s.") % {
            "person": told.person(str(told.word("person"))),
            "roles": roles,
        }


class AcceptInvitation(ProjectCommand[Invitation]):
    """Somebody takes the place that they were invited to; who is new here chooses a name and a password."""

    decision: ClassVar[str] = "invitation"
    for_invited: ClassVar[bool] = True

    project: ProjectKey
    invitation: PublicId
    name: Annotated[Name | None, Personal()] = None
    password: Annotated[Password | None, Secret()] = None
    time_zone: TimeZone | None = None

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Invitation:
        found = (
            Invitation.objects.filter(public_id=self.invitation, membership=scene.member.membership)
            .select_related("membership__person", "membership__project", "by")
            .first()
        )
        if found is None:
            raise NotThere(self.invitation)
        return found

    def why_not(self, invitation: Invitation, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_invitation(
            accepted=invitation.accepted_at is not None,
            withdrawn=invitation.withdrawn_at is not None,
            expired=invitation.expires_at < scene.now,
        )

    def apply(self, invitation: Invitation, scene: ProjectScene) -> Outcome:
        membership = invitation.membership
        person = membership.person
        membership.joined_at = invitation.accepted_at = scene.now
        scene.keep(membership, invitation)
        if not person.has_usable_password():
            self._open_account(person)
            scene.keep(person)
        confirm_address(person)
        return Outcome(answer={"membership": membership.public_id})

    def _open_account(self, person: Person) -> None:
        if self.password is None:
            raise Unreadable([Problem("password", "must not be empty")])
        person.name = self.name or person.name
        person.time_zone = self.time_zone or person.time_zone
        check_password(self.password, person)
        person.set_password(self.password)

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("took their place in the project.")


class InvitationChange(ProjectCommand[Invitation]):
    """A deed on an invitation that nobody has accepted yet."""

    project: ProjectKey
    invitation: PublicId

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Invitation:
        found = (
            Invitation.objects.filter(public_id=self.invitation, membership__project=scene.project)
            .select_related("membership__person", "membership__project", "by")
            .first()
        )
        if found is None:
            raise NotThere(self.invitation)
        return found


class WithdrawInvitation(InvitationChange):
    """An invitation that nobody has accepted yet is withdrawn, and with it the place."""

    decision: ClassVar[str] = "team"

    def why_not(self, invitation: Invitation, scene: ProjectScene) -> Iterator[Refusal]:
        membership = invitation.membership
        yield from rules.against_own_side_only(actor=Side(scene.member.membership.side), side=Side(membership.side))
        yield from rules.against_invitation(
            accepted=invitation.accepted_at is not None,
            withdrawn=invitation.withdrawn_at is not None,
            expired=False,
        )
        yield from rules.against_losing_the_last(
            side=Side(membership.side),
            before=membership.roles,
            after=(),
            others=others_who_decide(membership),
        )

    def apply(self, invitation: Invitation, scene: ProjectScene) -> Outcome:
        invitation.withdrawn_at = invitation.membership.ended_at = scene.now
        scene.keep(invitation, invitation.membership)
        return Outcome(answer={"invitation": invitation.public_id}, told={"person": invitation.membership.person.pid})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("withdrew the invitation of %(person)s.") % {"person": told.person(str(told.word("person")))}


class RenewInvitation(InvitationChange):
    """A new letter goes to somebody who has not taken their place yet; the link in the old one stops working.

    Each side writes to its own people, but while nobody decides for a side yet, the other one does it: a lost
    letter must not lock a side out of its project.
    """

    decision: ClassVar[str] = "team"

    def why_not(self, invitation: Invitation, scene: ProjectScene) -> Iterator[Refusal]:
        membership = invitation.membership
        if somebody_decides(membership):
            yield from rules.against_own_side_only(actor=Side(scene.member.membership.side), side=Side(membership.side))
        yield from rules.against_invitation(
            accepted=invitation.accepted_at is not None,
            withdrawn=invitation.withdrawn_at is not None,
            expired=False,
        )

    def apply(self, invitation: Invitation, scene: ProjectScene) -> Outcome:
        invitation.withdrawn_at = scene.now
        scene.keep(invitation)
        renewed = write_to(invitation.membership, scene)
        return Outcome(answer={"invitation": renewed.public_id}, told={"person": invitation.membership.person.pid})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("wrote to %(person)s once more.") % {"person": told.person(str(told.word("person")))}
