"""Changing what people do in a project, and ending their part in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.charter.sides import Role, Side
from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import NotThere, Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Revision
from signoff.ledger.telling import Told
from signoff.people import rules
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.people.models import Membership
from signoff.people.queries import others_who_decide
from signoff.people.values import PublicId, Roles


class MembershipChange(ProjectCommand[Membership]):
    """A deed on somebody's place in a project; `revision` is the one that the actor has seen (C4)."""

    project: ProjectKey
    membership: PublicId
    revision: Revision

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Membership:
        found = (
            scene.project.memberships.filter(public_id=self.membership, ended_at=None).select_related("person").first()
        )
        if found is None:
            raise NotThere(self.membership)
        found.project = scene.project
        scene.expect(found, self.revision)
        return found


class ChangeRoles(MembershipChange):
    """The deciding person of a side says what somebody on it does (A2)."""

    decision: ClassVar[str] = "team"

    roles: Roles

    def why_not(self, membership: Membership, scene: ProjectScene) -> Iterator[Refusal]:
        side = Side(membership.side)
        yield from rules.against_own_side_only(actor=Side(scene.member.membership.side), side=side)
        yield from rules.against_roles(side=side, roles=self.roles)
        yield from rules.against_losing_the_last(
            side=side,
            before=membership.roles,
            after=self.roles,
            others=others_who_decide(membership),
        )

    def apply(self, membership: Membership, scene: ProjectScene) -> Outcome:
        membership.roles = sorted({role.value for role in self.roles})
        scene.keep(membership)
        return Outcome(
            answer={"membership": membership.public_id, "revision": membership.revision},
            told={"person": membership.person.pid},
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        roles = ", ".join(str(Role(role).label) for role in told.given("roles"))
        return _("made %(person)s %(roles)s.") % {
            "person": told.person(str(told.word("person"))),
            "roles": roles,
        }


class EndMembership(MembershipChange):
    """Somebody's part in a project ends; what they did stays. It works at once, everywhere (B4)."""

    decision: ClassVar[str] = "team"

    def why_not(self, membership: Membership, scene: ProjectScene) -> Iterator[Refusal]:
        side = Side(membership.side)
        yield from rules.against_own_side_only(actor=Side(scene.member.membership.side), side=side)
        yield from rules.against_losing_the_last(
            side=side, before=membership.roles, after=(), others=others_who_decide(membership)
        )

    def apply(self, membership: Membership, scene: ProjectScene) -> Outcome:
        membership.ended_at = scene.now
        scene.keep(membership)
        return Outcome(answer={"membership": membership.public_id}, told={"person": membership.person.pid})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("ended the part of %(person)s in the project.") % {"person": told.person(str(told.word("person")))}
