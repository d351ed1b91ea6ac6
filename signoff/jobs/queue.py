"""Putting jobs into the queue, taking them out, and saying how they ended: all that writes there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from signoff.jobs.kinds import PAUSES, known
from signoff.jobs.models import Job

MOST_TRIES = len(PAUSES) + 1
USUAL = timedelta(minutes=2)
LONGEST_CAUSE = 2000
KILLED = "Its worker was killed or took too long, each time."


def enqueue(
    kind: str, given: Mapping[str, Any], *, now: datetime, due_at: datetime | None = None, key: str | None = None
) -> None:
    """Have it done by a worker, if the transaction in hand is committed; once only where a key is given."""
    job = Job(kind=kind, given=dict(given), key=key, made_at=now, due_at=due_at or now)
    Job.objects.bulk_create([job], ignore_conflicts=key is not None)


def to_be_done() -> QuerySet[Job]:
    """What has neither been done nor failed for good."""
    return Job.objects.filter(done_at=None, failed_at=None)


def ready(now: datetime) -> QuerySet[Job]:
    """What is due and in nobody's hands, or in those of a worker whose lease has run out."""
    return to_be_done().filter(Q(leased_until=None) | Q(leased_until__lte=now), due_at__lte=now)


def claim(worker: str, now: datetime) -> Job | None:
    """Take the job that has waited longest; None when none is due. No two workers get the same."""
    # Looked at first: to find nothing, SQLite need not keep writers waiting.
    if not ready(now).exists():
        return None
    with transaction.atomic():
        waiting = ready(now).order_by("due_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        job = waiting.first()
        if job is None:
            return None
        kind = known().get(job.kind)
        job.tries, job.worker = job.tries + 1, worker
        job.leased_until = now + (kind.lasts if kind else USUAL)
        job.save(update_fields=["tries", "worker", "leased_until"])
        return job


def done(job: Job, now: datetime) -> None:
    """It is done."""
    _end(job, done_at=now, cause="")


def not_done(job: Job, cause: str, now: datetime, *, hopeless: bool = False) -> bool:
    """It failed: it is tried again after a pause that grows, or has failed for good. Whether it is tried again."""
    # PostgreSQL holds no NUL in a text.
    said = cause.replace("\0", "")[:LONGEST_CAUSE]
    if hopeless or job.tries >= MOST_TRIES:
        _end(job, failed_at=now, cause=said)
        return False
    _end(job, due_at=now + PAUSES[job.tries - 1], cause=said)
    return True


def _end(job: Job, **changes: Any) -> None:
    """Let go of it; without effect when somebody else has taken it over meanwhile."""
    mine = Job.objects.filter(pk=job.pk, worker=job.worker, tries=job.tries)
    mine.update(**changes, leased_until=None)


def try_again(jobs: QuerySet[Job], now: datetime) -> int:
    """By hand: what failed for good is due now, with all its tries. How many."""
    return jobs.exclude(failed_at=None).update(failed_at=None, due_at=now, tries=0)


def plan_next(now: datetime) -> None:
    """Put the next time of each recurring job into the queue, once, however many workers ask.

    Its moment is its key. One that passed while no worker ran is still there, and is done late, once.
    """
    times = {kind.name: kind.next_time(now) for kind in known().values()}
    wanted = {f"{name}@{at:%Y-%m-%dT%H:%M}": (name, at) for name, at in times.items() if at}
    there = set(Job.objects.filter(key__in=wanted).values_list("key", flat=True))
    for key, (name, at) in wanted.items():
        if key not in there:
            enqueue(name, {}, now=now, due_at=at, key=key)


def forget_all() -> None:
    """Empty the queue: what the demo's story wrote long ago is sent to nobody."""
    Job.objects.all().delete()
