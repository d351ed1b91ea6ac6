"""A command: one deed, declared once, as a small frozen typed value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from signoff.kernel.refusals import Problem, Refusal, Unreadable
from signoff.kernel.scene import Actor, Outcome, Scene

if TYPE_CHECKING:
    from signoff.ledger.telling import Told

Thing = TypeVar("Thing")
Place = TypeVar("Place", bound=Scene)

commands: dict[str, type[Command[Any, Any]]] = {}


class Command(BaseModel, Generic[Thing, Place]):
    """What somebody wants done. It is read at a door, run by `kernel.run`, and told by the ledger.

    `decision` names the row of the charter that says who may; `rule` of that row stands in the entry. What is
    `proposable` may be suggested by the side that does not decide it; it has no personal, secret or file fields.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, ser_json_bytes="base64")

    decision: ClassVar[str]
    public_name: ClassVar[str]
    proposable: ClassVar[bool] = False

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        if "decision" not in cls.__dict__:
            return
        area = cls.__module__.split(".")[1]
        words = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()
        cls.public_name = f"{area}.{words}"
        commands[cls.public_name] = cls

    def enter(self, by: Actor, now: datetime) -> Place:
        """Find where the deed takes place and lock its log's head. Raises NotThere."""
        raise NotImplementedError

    def about(self, scene: Place) -> Thing:
        """The thing that the deed is about, as its actor can see it. Raises NotThere or Stale."""
        raise NotImplementedError

    def why_not(self, thing: Thing, scene: Place) -> Iterator[Refusal]:
        """Every reason against doing it now."""
        yield from ()

    def apply(self, thing: Thing, scene: Place) -> Outcome:
        """Do it. The only place that writes."""
        raise NotImplementedError

    def before(self, thing: Thing) -> dict[str, Any]:
        """What it would change, as it is now, in plain values under the names of its own fields (R2).

        A suggestion is agreed to only while this is still the same.
        """
        return {}

    def effect(self, thing: Thing) -> dict[str, Any]:
        """What it would cost, in plain values: minutes, days. Shown with a suggestion (R2)."""
        return {}

    @classmethod
    def changes(cls, before: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        """(what, before, after) of each thing that a suggestion of it would change, in words for its reader."""
        for name, was in before.items():
            yield name.replace("_", " "), was, given.get(name)

    @classmethod
    def sentence(cls, told: Told) -> str:
        """How the ledger tells it, without the actor's name in front: `accepted “…”`."""
        raise NotImplementedError


def read_command(name: str, data: Any, *, strict: bool = False) -> Command[Any, Any]:
    """The command called `name` with `data`: bytes of JSON, or plain values. Raises Unreadable."""
    declared = commands.get(name)
    if declared is None:
        raise Unreadable([Problem("command", f"there is no command {name!r}")])
    try:
        if isinstance(data, bytes | str):
            return declared.model_validate_json(data, strict=strict)
        return declared.model_validate(data, strict=strict)
    except ValidationError as invalid:
        raise Unreadable(problems_of(invalid)) from None


def problems_of(invalid: ValidationError) -> list[Problem]:
    """Pydantic's findings as the field and what it wants."""
    return [
        Problem(".".join(str(part) for part in each["loc"]) or "body", each["msg"])
        for each in invalid.errors(include_url=False, include_input=False, include_context=False)
    ]
