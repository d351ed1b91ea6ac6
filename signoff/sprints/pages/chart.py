"""The burn-up as lines: coordinates for an SVG that the template draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from signoff.sprints.burnup import BurnUp


@dataclass(frozen=True)
class Chart:
    """Points as SVG writes them. `forecast` is the area between its two ends; "" where nothing is ahead."""

    width: int
    height: int
    ground: float
    scope: str
    planned: str
    ready: str
    forecast: str
    dot: tuple[float, float]
    scope_at: float
    label_at: float


def chart(line: BurnUp, *, width: int, height: int, top: int = 22, bottom: int = 18) -> Chart:
    """The burn-up in a box of this size: time goes to the right, minutes go up."""
    most = max(*line.scope, *line.ready, 1)
    days = len(line.days) or 1
    ground = height - bottom

    def x(day: float) -> float:
        return round(4 + (width - 8) * day / days, 1)

    def y(minutes: float) -> float:
        return round(ground - (ground - top) * minutes / most, 1)

    def points(pairs: Sequence[tuple[float, float]]) -> str:
        return " ".join(f"{x(day)},{y(minutes)}" for day, minutes in pairs)

    now = (len(line.ready) - 1, line.ready[-1])
    steps = [(place + end, minutes) for place, minutes in enumerate(line.scope[1:]) for end in (0, 1)]
    ahead = [now, (days, line.minutes.high), (days, line.minutes.low)] if line.day < days else []
    return Chart(
        width=width,
        height=height,
        ground=ground,
        scope=points([(0, line.scope[0]), *steps]),
        planned=points([(0, 0), (days, line.scope[-1])]),
        ready=points(list(enumerate(line.ready))),
        forecast=points(ahead),
        dot=(x(now[0]), y(now[1])),
        scope_at=max(y(line.scope[0]) - 8, 12),
        label_at=max(min(y(now[1]) - 9, ground - 12), top + 12),
    )
