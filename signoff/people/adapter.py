"""What Signoff does differently from the library that signs people in."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from signoff.people.models import Person

logger = logging.getLogger("signoff.people")
SAID_BY_THE_PAGE = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # untyped
    """People come by invitation; letters are in their language and lead to this installation's own address."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by themselves."""
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **more: Any
    ) -> None:
        """Says what the next page does not show anyway."""
        if message_template not in SAID_BY_THE_PAGE:
            super().add_message(request, level, message_template, *args, **more)

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the reader's language; to somebody unknown, in that of the page."""
        reader = Person.objects.filter(email__iexact=email).only("locale").first()
        with translation.override(reader.locale if reader else translation.get_language()):
            try:
                super().send_mail(template_prefix, email, context)
            except OSError:  # all that SMTP raises is one
                logger.exception("A letter could not be sent: %s", template_prefix)

    def send_password_reset_mail(self, user: Person, email: str, context: dict[str, Any]) -> None:
        """Only who has taken a place has a password to forget; the others get the letter for unknown addresses."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)
        else:
            self.send_mail("account/email/unknown_account", email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _dash, rest = key.partition("-")
        where = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": rest})
        return f"{settings.SIGNOFF_ADDRESS}{where}"

    def is_safe_url(self, url: str) -> bool:
        """Only this very host: another port of the same machine is somebody else."""
        request: HttpRequest = current.request
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )

    def set_password(self, user: Person, password: str) -> None:
        """A new password ends every other session of the person at once (B4)."""
        super().set_password(user, password)
        end_other_sessions(user)


def end_other_sessions(person: Person) -> None:
    """End all sessions of the person but the one that asks."""
    request: HttpRequest | None = current.request
    here = request.session.session_key if request else None
    keys = person.usersession_set.exclude(session_key=here).values_list("session_key", flat=True)  # type: ignore[attr-defined]
    Session.objects.filter(session_key__in=list(keys)).delete()
