"""What all reads share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from pydantic import BaseModel, Field

from signoff.kernel.decided import moment
from signoff.kernel.refusals import Problem, Unreadable
from signoff.people.models import Person

MOST_ROWS = 200

Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-11-20T12:00:00.000000Z"])]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="How many rows at most.")]
KeyOfProject = Annotated[str, Field(examples=["BOOK"])]
KeyOfTask = Annotated[str, Field(examples=["BOOK-131"])]


class WhoRead(BaseModel):
    """A person, by pseudonymous id and name."""

    person: Annotated[str, Field(examples=["p_0123456789abcdef"])]
    name: str

    @classmethod
    def of(cls, person: Person) -> WhoRead:
        return cls(person=person.pid, name=person.name)

    @classmethod
    def or_none(cls, person: Person | None) -> WhoRead | None:
        return cls.of(person) if person else None


def at(when: datetime) -> str:
    """A moment as the ledger writes it."""
    return moment(when)


def at_or_none(when: datetime | None) -> str | None:
    return moment(when) if when else None


def only(request: HttpRequest, query: type[BaseModel] | None = None) -> None:
    """Raises Unreadable for a name in the address that this read does not know: a misspelt filter filters nothing."""
    known = query.model_fields if query else {}
    strange = [name for name in request.GET if name not in known]
    if strange:
        raise Unreadable([Problem(name, "is not known here") for name in strange])
