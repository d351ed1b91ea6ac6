"""The queue: what is to be done, by when it is tried, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One piece of work. An effect of what was decided, no decision: the ledger does not tell of it.

    `key` makes it one of its kind ("" for most): a second job with the same key is not kept. Whoever does it holds a
    lease: when that has run out, its worker is taken for dead and another one may try. `done_at` and `failed_at` say
    how it ended; with neither it is still to be done.
    """

    kind = models.CharField(max_length=80)
    given = models.JSONField(default=dict)
    key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 (unique, so no two empty ones)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=120, blank=True)
    leased_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    cause = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(done_at=None, failed_at=None), name="job_to_be_done"),
            models.Index(fields=["failed_at"], condition=~Q(failed_at=None), name="job_failed"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
