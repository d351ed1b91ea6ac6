"""Reading an entry as a sentence, for its reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from signoff.kernel.command import commands
from signoff.ledger.models import Entry


@dataclass(frozen=True)
class Told:
    """What a command's `sentence` is made from: what was given, and the words kept with it."""

    said: Mapping[str, Any]
    opened: Mapping[str, Any]
    name_of: Callable[[str], str]

    def given(self, field: str) -> Any:
        """What the command was given; of an erased personal field, an empty text."""
        value = self.said["given"].get(field, "")
        if isinstance(value, Mapping) and set(value) == {"commitment"}:
            return self.opened.get(field, "")
        return value

    def word(self, name: str) -> Any:
        """A word that was kept with the entry."""
        return self.said.get("told", {}).get(name, "")

    def person(self, pid: str) -> str:
        """The name of the person with this pseudonymous id."""
        return self.name_of(pid)


@dataclass(frozen=True)
class ReadEntry:
    """An entry with what its reader needs to understand it."""

    entry: Entry
    opened: Mapping[str, Any]
    name_of: Callable[[str], str]

    @cached_property
    def said(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(bytes(self.entry.bytes))
        return said

    @property
    def seq(self) -> int:
        return self.entry.seq

    @property
    def actor_name(self) -> str:
        return self.name_of(self.said["actor"])

    @property
    def sentence(self) -> str:
        """What was done, in the reader's language, to follow the actor's name."""
        declared = commands.get(self.said["type"])
        if declared is None:
            return str(self.said["type"])
        return declared.sentence(Told(self.said, self.opened, self.name_of))
