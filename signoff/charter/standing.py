"""Where a person stands: on which side, in which roles."""

from __future__ import annotations

from dataclasses import dataclass, field

from signoff.charter.sides import CooperationModel, Role, Side


@dataclass(frozen=True)
class Standing:
    """What the charter needs to know of an actor. Outside any project there is no side."""

    side: Side | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    cooperation_model: CooperationModel | None = None
    is_administrator: bool = False
    is_service: bool = False

    @property
    def side_word(self) -> str:
        """The side as a ledger entry names it."""
        if self.side:
            return self.side.value
        return "service" if self.is_service else "installation"
