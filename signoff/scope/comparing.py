"""What changed between two states of the scope."""

from __future__ import annotations

from dataclasses import dataclass

from signoff.scope.snapshot import Line, PartLine, Snapshot

Pair = tuple[Line, Line]


@dataclass(frozen=True)
class Comparison:
    """The tasks and parts of which something is different. A task may stand under several of these."""

    then: Snapshot
    now: Snapshot
    added: tuple[Line, ...]
    removed: tuple[Line, ...]
    reworded: tuple[Pair, ...]
    estimated_anew: tuple[Pair, ...]
    placed_anew: tuple[Pair, ...]
    parts_added: tuple[PartLine, ...]
    parts_removed: tuple[PartLine, ...]
    parts_changed: tuple[tuple[PartLine, PartLine], ...]

    @property
    def nothing(self) -> bool:
        """Whether both are the same."""
        return not any(
            (
                *(self.added, self.removed, self.reworded, self.estimated_anew, self.placed_anew),
                *(self.parts_added, self.parts_removed, self.parts_changed),
            )
        )

    @property
    def minutes(self) -> int:
        """How many more minutes are expected now; negative: fewer."""
        return self.now.range.expected - self.then.range.expected


def compare(then: Snapshot, now: Snapshot) -> Comparison:
    """What differs, in the order of task numbers and of the tree."""
    before, after = {line.key: line for line in then.lines}, {line.key: line for line in now.lines}
    both = [(before[line.key], line) for line in now.lines if line.key in before]
    parts_before, parts_after = ({part.number: part for part in each.parts} for each in (then, now))
    return Comparison(
        then=then,
        now=now,
        added=tuple(line for line in now.lines if line.key not in before),
        removed=tuple(line for line in then.lines if line.key not in after),
        reworded=tuple(pair for pair in both if pair[0].words != pair[1].words),
        estimated_anew=tuple(pair for pair in both if pair[0].points != pair[1].points),
        placed_anew=tuple(pair for pair in both if pair[0].part != pair[1].part),
        parts_added=tuple(part for part in now.parts if part.number not in parts_before),
        parts_removed=tuple(part for part in then.parts if part.number not in parts_after),
        parts_changed=tuple(
            (parts_before[part.number], part)
            for part in now.parts
            if part.number in parts_before and parts_before[part.number] != part
        ),
    )
