"""The types of which the deeds of people are made."""

from __future__ import annotations

from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from signoff.charter.sides import Role
from signoff.kernel.values import Secret, fit_line


def _address(text: str) -> str:
    text = fit_line(text).lower()
    try:
        validate_email(text)
    except ValidationError:
        raise PydanticCustomError("email", "must be an e-mail address, for example helena@meridian.example") from None
    return text


@cache
def time_zones() -> frozenset[str]:
    """The names of all time zones; the machine's folders are read for them once."""
    return frozenset(available_timezones())


def _zone(text: str) -> str:
    if text not in time_zones():
        raise PydanticCustomError("time_zone", "must be a time zone, for example Europe/Berlin")
    return text


EmailAddress = Annotated[str, Field(max_length=254, json_schema_extra={"format": "email"}), AfterValidator(_address)]
TimeZone = Annotated[str, Field(max_length=60), AfterValidator(_zone)]
PublicId = Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")]
Password = Annotated[str, Field(min_length=10, max_length=200), Secret()]
Roles = Annotated[list[Role], Field(min_length=1, max_length=len(Role))]
