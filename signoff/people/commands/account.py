"""Accounts: the first one, and changing one's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import Field

from signoff.kernel.refusals import Problem, Refusal, Unreadable
from signoff.kernel.refusals import gettext_noop as _later
from signoff.kernel.scene import Outcome, Scene
from signoff.kernel.values import Name, Personal
from signoff.ledger.telling import Told
from signoff.people.addresses import confirm_address
from signoff.people.deeds import InstallationCommand
from signoff.people.models import Person
from signoff.people.values import EmailAddress, Password, TimeZone

Locale = Literal["en", "de", "fi"]


def check_password(password: str, person: Person) -> None:
    """Raises Unreadable with what a good password needs (D4)."""
    try:
        validate_password(password, person)
    except ValidationError as invalid:
        raise Unreadable([Problem("password", message) for message in invalid.messages]) from None


class CreateFirstAccount(InstallationCommand[None]):
    """The first person of a new installation, who then opens projects. Run by the installation itself, once."""

    decision: ClassVar[str] = "installation"

    name: Annotated[Name, Personal()]
    email: Annotated[EmailAddress, Personal()]
    password: Password
    time_zone: TimeZone = "UTC"

    def about(self, scene: Scene) -> None:
        return None

    def why_not(self, thing: None, scene: Scene) -> Iterator[Refusal]:
        if Person.objects.filter(is_service=False).exists():
            yield Refusal("not-the-first", _later("There is an account already. Sign in instead."), "A2")

    def apply(self, thing: None, scene: Scene) -> Outcome:
        person = Person(name=self.name, email=self.email, time_zone=self.time_zone, is_administrator=True)
        check_password(self.password, person)
        person.set_password(self.password)
        scene.keep(person)
        confirm_address(person)
        return Outcome(answer={"person": person.pid})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("made the first account, for %(name)s.") % {"name": told.given("name")}


class ChangeAccount(InstallationCommand[Person]):
    """Somebody changes how they are called, and in which language and time zone they read.

    `revision` is that of the account that they have seen; 0 for one that was never changed (C4).
    """

    decision: ClassVar[str] = "own-account"

    revision: Annotated[int, Field(ge=0, le=2**31 - 1)]
    name: Annotated[Name, Personal()]
    locale: Locale
    time_zone: TimeZone

    def about(self, scene: Scene) -> Person:
        person = Person.objects.get(pk=scene.by.pk)
        scene.expect(person, self.revision)
        return person

    def apply(self, person: Person, scene: Scene) -> Outcome:
        person.name, person.locale, person.time_zone = self.name, self.locale, self.time_zone
        scene.keep(person)
        return Outcome(answer={"person": person.pid, "revision": person.revision})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("changed their account.")


def installation_service() -> Person:
    """The named service that acts for the installation itself. It has no password and never signs in."""
    service, _made = Person.objects.get_or_create(
        email=f"installation@{settings.SIGNOFF_HOST_NAME.partition(':')[0]}.invalid",
        defaults={"name": "Signoff", "is_service": True, "password": "!"},
    )
    return service
