"""Every command is declared whole: who may, what it means, how it is told, and a test."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from signoff.charter.decisions import BY_NAME
from signoff.kernel.command import Command, commands
from tests.shape.source import PACKAGE, ROOT

EVERY = sorted(commands.items())


def all_tests() -> str:
    folders = [*PACKAGE.rglob("tests/**/*.py"), *(ROOT / "tests").rglob("*.py")]
    return "\n".join(path.read_text() for path in folders if "shape" not in path.parts)


@pytest.mark.parametrize(("name", "command"), EVERY)
def test_a_command_names_a_row_of_the_charter(name: str, command: type[Command[Any, Any]]) -> None:
    assert command.decision in BY_NAME, f"{name}: there is no decision {command.decision!r}"


@pytest.mark.parametrize(("name", "command"), EVERY)
def test_a_command_says_what_it_means_and_how_it_is_told(name: str, command: type[Command[Any, Any]]) -> None:
    assert command.__doc__, f"{name} has no docstring"
    assert "sentence" in vars(command), f"{name} cannot be told in the ledger"


@pytest.mark.parametrize(("name", "command"), EVERY)
def test_a_command_takes_no_text_without_bounds(name: str, command: type[Command[Any, Any]]) -> None:
    unbounded = [
        field
        for field, info in command.model_fields.items()
        if str in (info.annotation, *get_args(info.annotation)) and not info.metadata
    ]
    assert not unbounded, f"{name}: {unbounded} may be of any length and hold any character"


def test_every_row_of_the_charter_is_decided_by_a_command() -> None:
    assert set(BY_NAME) == {command.decision for command in commands.values()}


def test_every_command_has_a_test() -> None:
    written = all_tests()
    assert [name for name in commands if name not in written] == []
