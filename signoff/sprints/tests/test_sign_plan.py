"""Both sides sign a plan, and the sprint starts (SP2)."""

from __future__ import annotations

from signoff.sprints.models import Sprint
from tests.cast import Cast, running_sprint


def test_a_sprint_starts_when_both_sides_have_signed(cast: Cast) -> None:
    running_sprint(cast)
    sprint = Sprint.objects.get()
    assert sprint.is_running
    assert [task["key"] for task in sprint.commitment["tasks"]] == ["BOOK-1"]
