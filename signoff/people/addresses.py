"""The addresses at which people sign in, as the library that signs them in keeps them."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from signoff.people.models import Person


def confirm_address(person: Person) -> None:
    """The person has shown that the address is theirs: they came by a letter to it, or set Signoff up.

    Only then may they add passkeys and an authenticator app.
    """
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
