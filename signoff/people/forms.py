"""The sign-in library's forms for passkeys, made safe against what is no passkey at all (D1)."""

from __future__ import annotations

import struct
from typing import Any

from allauth.mfa.webauthn import forms
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

NONSENSE = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, struct.error, InvalidSignature)
"""What reading arbitrary JSON as a passkey's answer raises, besides what the library itself expects."""


def no_passkey() -> ValidationError:
    return ValidationError(_("That was no passkey for this place. Try it once more."), code="no_passkey")


class ReadsCredential:
    """Answers what cannot be read with words."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NONSENSE as nonsense:
            raise no_passkey() from nonsense


class SignInForm(ReadsCredential, forms.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class SecondStepForm(ReadsCredential, forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(ReadsCredential, forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class AddForm(forms.AddWebAuthnForm):  # type: ignore[misc]
    def clean(self) -> Any:
        try:
            return super().clean()
        except NONSENSE as nonsense:
            raise no_passkey() from nonsense
