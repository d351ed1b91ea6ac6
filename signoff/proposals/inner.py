"""The deeds that a suggestion holds as values: reading them, and seeing what they are about now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from signoff.charter.decisions import Decision, decision_named
from signoff.kernel.command import Command, commands, read_command
from signoff.kernel.decided import plain
from signoff.kernel.refusals import NotThere, Problem, Stale, Unreadable
from signoff.kernel.values import Content, Line, Personal, Secret
from signoff.people.deeds import ProjectCommand, ProjectScene

MOST_AT_ONCE = 50
KEPT_OUT = (Content, Personal, Secret)
"""A suggestion stands open for anybody of both sides, as it was written: such fields have no place in it."""

ProjectDeed = ProjectCommand[Any]


class Suggested(BaseModel):
    """One deed that is suggested: a command's name and what it is given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    command: Annotated[Line, Field(max_length=80, examples=["backlog.set-priority"])]
    given: dict[str, JsonValue]


def is_proposable(declared: type[Command[Any, Any]]) -> bool:
    """Whether it is made to be suggested, and holds nothing that must not stand in a suggestion."""
    marks = {type(mark) for info in declared.model_fields.values() for mark in info.metadata}
    return declared.proposable and issubclass(declared, ProjectCommand) and not marks & set(KEPT_OUT)


def read_suggested(suggested: Iterable[Suggested]) -> list[Command[Any, Any]]:
    """The commands as values. Raises Unreadable naming the place: `commands.0.given.title`."""
    found = []
    for place, each in enumerate(suggested):
        if each.command not in commands:
            problem = f"there is no command {each.command!r}"
            raise Unreadable([Problem(f"commands.{place}.command", problem)])
        try:
            found.append(read_command(each.command, json.dumps(each.given), strict=True))
        except Unreadable as wrong:
            where = f"commands.{place}.given"
            raise Unreadable([Problem(f"{where}.{each.field}", each.problem) for each in wrong.problems]) from None
    return found


def stored(command: Command[Any, Any]) -> dict[str, Any]:
    """The command as a suggestion keeps it; `restored` is the way back."""
    return {"command": command.public_name, "given": command.model_dump(mode="json")}


def restored(kept: Mapping[str, Any]) -> Command[Any, Any]:
    return read_command(kept["command"], json.dumps(kept["given"]))


def thing_of(command: Command[Any, Any], scene: ProjectScene) -> Any:
    """What it is about, as the actor can see it. Raises NotThere, also for what is of another project."""
    assert isinstance(command, ProjectCommand)
    if command.project_key != scene.project.key:
        raise NotThere(command.project_key)
    return command.about(scene)


def as_of_now(command: Command[Any, Any], scene: ProjectScene) -> tuple[Command[Any, Any], Any]:
    """The command at the revision that its thing has now, and the thing. Raises NotThere."""
    try:
        return command, thing_of(command, scene)
    except Stale as stale:
        command = command.model_copy(update={"revision": stale.current})
        return command, thing_of(command, scene)


def before_of(command: Command[Any, Any], thing: Any) -> dict[str, Any]:
    """What it would change, as it is now, as JSON holds it."""
    before: dict[str, Any] = json.loads(json.dumps(plain(command.before(thing))))
    return before


def decisions_of(kept: Iterable[Mapping[str, Any]]) -> list[Decision]:
    """Which rows of the charter decide what is suggested."""
    names = dict.fromkeys(commands[each["command"]].decision for each in kept)
    return [decision_named(name) for name in names]
