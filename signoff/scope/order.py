"""Where a part stands among those beside it."""

from __future__ import annotations

from collections.abc import Sequence

from signoff.people.models import Project
from signoff.scope.models import Part

SPACE_BETWEEN = 1 << 32
"""How far apart new parts stand, so that others can be put between them."""


def beside(project: Project, parent: Part | None) -> list[Part]:
    """The parts directly below the same parent, in their order."""
    rows = Part.objects.filter(project=project, parent=parent).select_related("parent")
    return list(rows.order_by("position", "number"))


def at_end(project: Project, parent: Part | None) -> int:
    """The position after the last one beside it."""
    last = Part.objects.filter(project=project, parent=parent).order_by("-position").values_list("position").first()
    return (last[0] if last else 0) + SPACE_BETWEEN


def between(others: Sequence[Part], before: Part | None) -> int | None:
    """A position before this one (after the last without one); None when there is no room left."""
    place = next((place for place, each in enumerate(others) if each == before), len(others))
    low = others[place - 1].position if place else 0
    high = others[place].position if place < len(others) else low + 2 * SPACE_BETWEEN
    return (low + high) // 2 if high - low > 1 else None
