"""How much of what both sides signed stayed as it was. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stability:
    """Minutes that were committed at the start, and that came in and went out while the sprint ran (SP5, SP7).

    Work that was not finished and is carried over at the end does not count as gone out: it was not exchanged.
    """

    committed: int
    came_in: int
    went_out: int

    @property
    def percent(self) -> int | None:
        """What stayed as signed, of what was signed: 100 when nothing came in or went out; never below 0.

        Each minute that came in or went out counts once. None where nothing had been committed.
        """
        if not self.committed:
            return None
        return max(0, round(100 * (1 - (self.came_in + self.went_out) / self.committed)))
