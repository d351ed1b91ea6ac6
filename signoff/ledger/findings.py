"""What verification found: where, and what is wrong there, in plain words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that is not as the ledger says. `where` names the object, entry or table row."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
