"""Keys for programs that act for a person."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, ClassVar, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import NotThere, Refusal
from signoff.kernel.refusals import gettext_noop as _later
from signoff.kernel.scene import Outcome, Scene
from signoff.kernel.values import Name
from signoff.ledger.telling import Told
from signoff.people.deeds import InstallationCommand
from signoff.people.letters import secret_digest
from signoff.people.models import ApiToken, Person
from signoff.people.queries import standing
from signoff.people.values import PublicId


class CreateApiToken(InstallationCommand[Person]):
    """Somebody makes a key for a program: to read or to act, in one project or in all of theirs, until a day."""

    decision: ClassVar[str] = "own-account"

    name: Name
    scope: Literal["read", "write"] = "read"
    project: ProjectKey | None = None
    days: Annotated[int, Field(ge=1, le=366)] = 90

    def about(self, scene: Scene) -> Person:
        return Person.objects.get(pk=scene.by.pk)

    def apply(self, person: Person, scene: Scene) -> Outcome:
        secret = f"signoff_{secrets.token_urlsafe(32)}"
        token = ApiToken(
            person=person,
            name=self.name,
            secret_digest=secret_digest(secret),
            scope=self.scope,
            project=standing(self.project, seen_by=person).project if self.project else None,
            created_at=scene.now,
            expires_at=scene.now + timedelta(days=self.days),
        )
        scene.keep(token)
        return Outcome(answer={"token": token.public_id}, secret={"secret": secret})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("made the API token “%(name)s”.") % {"name": told.given("name")}


class RevokeApiToken(InstallationCommand[ApiToken]):
    """Somebody takes one of their own keys back; it stops working at once (B4)."""

    decision: ClassVar[str] = "own-account"

    token: PublicId

    def about(self, scene: Scene) -> ApiToken:
        found = ApiToken.objects.filter(public_id=self.token, person_id=scene.by.pk).first()
        if found is None:
            raise NotThere(self.token)
        return found

    def why_not(self, token: ApiToken, scene: Scene) -> Iterator[Refusal]:
        if token.revoked_at:
            yield Refusal("revoked-already", _later("This token was taken back already."), "A2")

    def apply(self, token: ApiToken, scene: Scene) -> Outcome:
        token.revoked_at = scene.now
        scene.keep(token)
        return Outcome(answer={"token": token.public_id}, told={"name": token.name})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("took the API token “%(name)s” back.") % {"name": told.word("name")}
