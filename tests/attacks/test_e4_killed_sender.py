"""E4: letters go out at least once, with an id to drop repeats by, though their sender is killed again and again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from signoff.jobs.models import Job
from signoff.jobs.worker import Worker
from signoff.kernel import clock
from signoff.mail.models import Letter
from signoff.mail.outbox import SEND, Words, write
from signoff.mail.tests.server import MailServer
from tests import cast as stage
from tests.attacks.figures import report, times

ROOT = Path(__file__).parent.parent.parent
LEASE = 180
"""Seconds by which each worker's clock is ahead of the last one's: its lease has run out."""


class CountingServer(MailServer):
    """A mail server for which one can wait until it has taken so many more letters."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = threading.Semaphore(0)

    async def handle_DATA(self, *given: Any) -> str:
        answer = await super().handle_DATA(*given)
        self.taken.release()
        return answer


def send_until_killed(server: CountingServer, workers: int, after: int, ahead: int) -> None:
    """Let workers send, and kill the whole group in the middle, once so many letters have arrived."""
    words = [str(connection.settings_dict["NAME"]), str(settings.SIGNOFF_KEYS), str(server.port), str(ahead)]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.attacks.sender", *words],
            cwd=ROOT,
            env={**os.environ, "SECRET_KEY": settings.SECRET_KEY},
            stderr=subprocess.DEVNULL,
            process_group=0,
        )
        for _worker in range(workers)
    ]
    try:
        for _letter in range(after):
            assert server.taken.acquire(timeout=60), "no worker sends"
    finally:
        for program in started:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()


@pytest.mark.usefixtures("own_database")
def test_no_letter_is_missing_however_often_the_sender_is_killed(settings: Settings) -> None:
    kills, chance, server = times(2, 100), random.Random(4), CountingServer()
    helena, wanted = stage.person("Helena"), 4 * kills + 8
    for number in range(wanted):
        write("test", helena, Words(f"Letter {number}", "text"), at=clock.now())
    with server.listening():
        for kill in range(kills):
            connection.close()
            send_until_killed(server, workers=1 + kill % 2, after=chance.randint(1, 4), ahead=kill * LEASE)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        Worker(lambda: clock.now() + timedelta(seconds=(kills + 100) * LEASE)).work_off()
    # Those of the daily checkpoint are among them, when the workers' clocks have passed its hour.
    ids = set(Letter.objects.values_list("message_id", flat=True))
    arrived = [str(letter["Message-ID"]) for letter in server.letters]
    missing = [f"{each} never arrived" for each in ids - set(arrived)]
    missing += [f"{job} was not done" for job in Job.objects.filter(kind=SEND, done_at=None)]
    missing += [f"{each} is nobody's letter" for each in set(arrived) - ids]
    repeated = len(arrived) - len(set(arrived))
    report("E4", kills, missing, f"kill -9 of the sender: of {len(ids)} letters {repeated} came twice")
