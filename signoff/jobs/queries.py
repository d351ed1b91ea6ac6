"""How the work of this installation stands, for its administrator. No query tells what a job was given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import gettext

from signoff.jobs.kinds import known
from signoff.jobs.models import Job
from signoff.jobs.queue import ready, to_be_done
from signoff.kernel.refusals import NotThere
from signoff.people.models import Person

MOST_SHOWN = 200
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Figures:
    """`late_since` is when the oldest job that is due now fell due: it grows where no worker runs."""

    due: int
    later: int
    done: int
    failed: int
    late_since: datetime | None


@dataclass(frozen=True)
class Recurring:
    """What comes back by itself: what it does, when it was done last, and when it is due next."""

    says: str
    last: datetime | None
    next: datetime | None


def for_administrators(seen_by: Person) -> None:
    """Raises NotThere for anybody else."""
    if not (seen_by.is_administrator and seen_by.is_active):
        raise NotThere("administration")


def figures(*, seen_by: Person, now: datetime) -> Figures:
    """How many jobs stand where. Raises NotThere."""
    for_administrators(seen_by)
    rows = Job.objects.aggregate(
        left=Count("pk", filter=Q(done_at=None, failed_at=None)),
        done=Count("pk", filter=Q(done_at__gte=now - DAY)),
        failed=Count("pk", filter=~Q(failed_at=None)),
    )
    due = ready(now).aggregate(count=Count("pk"), oldest=Min("due_at"))
    return Figures(due["count"], rows["left"] - due["count"], rows["done"], rows["failed"], due["oldest"])


def failed(*, seen_by: Person) -> QuerySet[Job]:
    """What failed for good, newest first. Raises NotThere."""
    for_administrators(seen_by)
    return Job.objects.exclude(failed_at=None).order_by("-failed_at", "-pk")


def resting(*, seen_by: Person) -> QuerySet[Job]:
    """What failed and is tried again by itself, the next first. Raises NotThere."""
    for_administrators(seen_by)
    return to_be_done().exclude(cause="").order_by("due_at", "pk")


def recurring(*, seen_by: Person) -> list[Recurring]:
    """Everything that comes back by itself. Raises NotThere."""
    for_administrators(seen_by)
    names = [kind.name for kind in known().values() if kind.daily_at]
    rows = Job.objects.filter(kind__in=names).values("kind")
    times = {
        row["kind"]: (row["last"], row["next"])
        for row in rows.annotate(last=Max("done_at"), next=Min("due_at", filter=Q(done_at=None, failed_at=None)))
    }
    return [Recurring(words_of(name), *times.get(name, (None, None))) for name in names]


def words_of(kind: str) -> str:
    """What a job of this kind does, in words for the reader."""
    declared = known().get(kind)
    return gettext(declared.says) if declared else kind
