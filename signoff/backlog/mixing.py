"""The mix of kinds of work: what both sides agreed on, what is planned, and what was done (P2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Sum

from signoff.backlog.models import Mix, Task
from signoff.backlog.words import Kind, Step
from signoff.people.standing import Member
from signoff.sprints.models import Sprint, SprintTask

ORDER = (Kind.FEATURE, Kind.AUTOTEST, Kind.TECHNICAL_DEBT, Kind.DOCUMENTATION, Kind.BUG)
LAST_SPRINTS = 3


@dataclass(frozen=True)
class Work:
    """Minutes of work by kind, and the sprints that it is of."""

    minutes: Mapping[str, int]
    sprints: tuple[int, ...]

    @property
    def whole(self) -> int:
        return sum(self.minutes.values())

    def share(self, kind: Kind) -> int:
        """The kind's share in whole per cent; nought where there is no work."""
        return round(100 * self.minutes.get(kind.value, 0) / self.whole) if self.whole else 0


@dataclass(frozen=True)
class MixNow:
    """The agreed mix, or None; what the planned sprints hold; what was accepted in the last completed ones."""

    agreed: Mix | None
    planned: Work
    done: Work


def mix_now(*, seen_by: Member) -> MixNow:
    """Four queries, however many sprints and tasks there are. Both sides see it (A1)."""
    project = seen_by.project.pk
    agreed = Mix.objects.filter(project_id=project).select_related("by").first()
    if agreed:
        agreed.project = seen_by.project
    return MixNow(agreed, _planned(project), _done(project))


def _planned(project: int) -> Work:
    sprints = Sprint.objects.filter(project_id=project, started_at=None, completed_at=None)
    rows = Task.objects.filter(sprint__in=sprints).values_list("kind", "sprint__number")
    return _work(list(rows.annotate(sum=Sum("estimate_minutes")).order_by()))


def _done(project: int) -> Work:
    last = Sprint.objects.filter(project_id=project, completed_at__isnull=False).order_by("-number")
    ids = list(last.values_list("pk", flat=True)[:LAST_SPRINTS])
    stays = SprintTask.objects.filter(sprint__in=ids, left_how="", task__step=Step.ACCEPTED)
    rows = stays.values_list("task__kind", "sprint__number").annotate(sum=Sum("task__estimate_minutes"))
    return _work(list(rows.order_by()))


def _work(rows: list[tuple[str, int, int | None]]) -> Work:
    minutes: Counter[str] = Counter()
    for kind, _sprint, total in rows:
        minutes[kind] += total or 0
    return Work(minutes, tuple(sorted({sprint for _kind, sprint, _total in rows})))
