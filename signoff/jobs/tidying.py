"""Keeping the queue small: what was done is forgotten after a while."""

from __future__ import annotations

from datetime import time, timedelta

from signoff.jobs.kinds import job
from signoff.jobs.models import Job
from signoff.kernel import clock
from signoff.kernel.refusals import gettext_noop as _later

KEPT = timedelta(days=7)


@job("jobs.forget-done-jobs", _later("Forgets jobs that were done more than a week ago"), daily_at=time(3, 0))
def forget_done_jobs() -> None:
    """Forget them. What failed for good stays until somebody has looked at it."""
    Job.objects.filter(done_at__lt=clock.now() - KEPT).delete()
