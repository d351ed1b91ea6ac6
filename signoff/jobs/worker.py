"""The worker: takes one job after the other, until it is told to stop."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connections
from django.utils import translation

from signoff.jobs import queue
from signoff.jobs.kinds import GiveUp, given_of
from signoff.jobs.models import Job
from signoff.kernel import clock

logger = logging.getLogger("signoff.jobs")

REST = 1.0
"""Seconds between two looks at an empty queue."""
AWAY = 5.0
"""Seconds until a database that did not answer is asked again."""
PLANS = timedelta(minutes=1)
"""How often the next times of recurring jobs are looked at."""


class Worker:
    """Does what is due. Several may work at once, on one machine or on several."""

    def __init__(self, now: Callable[[], datetime] = clock.now) -> None:
        self.name = f"{socket.gethostname()[:60]}, process {os.getpid()}, {secrets.token_hex(4)}"
        self.now = now
        self._planned_at: datetime | None = None

    def work(self, stop: threading.Event, alone: Callable[[], bool] = lambda: False) -> None:
        """Work until told to stop, or until `alone` says that whoever started it is gone."""
        while not stop.is_set() and not alone():
            try:
                close_old_connections()
                self._plan()
                rest = 0.0 if self.do_one() else REST
            except DatabaseError as problem:
                # It is away, or its disk is full. Nothing is lost: what was begun is taken up again by its lease.
                logger.warning("The database does not answer: %s", " ".join(str(problem).split()))
                connections.close_all()
                rest = AWAY
            stop.wait(rest)
        connections.close_all()

    def work_off(self) -> int:
        """Do all that is due now; how many."""
        count = 0
        while self.do_one():
            count += 1
        return count

    def do_one(self) -> bool:
        """Do the next job; False when none is due."""
        job = queue.claim(self.name, self.now())
        if job is None:
            return False
        if job.tries > queue.MOST_TRIES:
            queue.not_done(job, job.cause or queue.KILLED, self.now(), hopeless=True)
            return True
        self._do(job)
        return True

    def _do(self, job: Job) -> None:
        try:
            with translation.override(None):
                given_of(job.kind, job.given)()
        except GiveUp as hopeless:
            logger.warning("%s failed for good: %s", job, hopeless)
            queue.not_done(job, str(hopeless), self.now(), hopeless=True)
        except Exception as problem:  # noqa: BLE001 (whatever goes wrong in a job is its cause)
            cause = f"{type(problem).__name__}: {problem}"
            again = queue.not_done(job, cause, self.now())
            logger.warning("%s failed, %s: %s", job, "and is tried again" if again else "for good", cause)
        else:
            queue.done(job, self.now())

    def _plan(self) -> None:
        now = self.now()
        if self._planned_at is None or now - self._planned_at >= PLANS:
            queue.plan_next(now)
            self._planned_at = now
