"""C1: what was acknowledged is there, once, after kill -9 at any moment; and the ledger is whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from signoff.backlog.models import Task
from signoff.ledger.models import Entry, Log
from signoff.ledger.verify import verify
from tests import cast as stage
from tests.attacks.figures import report, times
from tests.cast import do

ROOT = Path(__file__).parent.parent.parent


def write_until_killed(names: list[str], after: int) -> list[tuple[str, int, bytes]]:
    """Let programs do deeds, kill the whole group after so many; what they had acknowledged: key, number, entry."""
    words = [str(connection.settings_dict["NAME"]), str(settings.SIGNOFF_KEYS)]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.attacks.writer", *words, name],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "SECRET_KEY": settings.SECRET_KEY},
            text=True,
            process_group=0,
        )
        for name in names
    ]
    assert started[0].stdout is not None
    lines = [started[0].stdout.readline() for _count in range(after)]
    for program in started:
        os.killpg(program.pid, signal.SIGKILL)
    for program in started:
        assert program.stdout is not None
        lines += program.stdout.readlines()
        program.stdout.close()
        program.wait()
    return [
        (key, int(seq), bytes.fromhex(entry))
        for key, seq, entry in (each.split() for each in lines if each.endswith("\n"))
    ]


@pytest.mark.usefixtures("own_database")
def test_after_kill_nine_nothing_acknowledged_is_lost_or_doubled() -> None:
    kills, wrong, chance = times(2, 200), [], random.Random(9)
    for kill in range(kills):
        connection.close()
        names = [f"kill-{kill}-{client}" for client in range(times(2, 8))]
        told = write_until_killed(names, after=chance.randint(1, 12))
        log = Log.objects.get(project__key="BOOK", room="both")
        kept = {row.seq: bytes(row.bytes) for row in Entry.objects.filter(log=log)}
        wrong += [f"{key} was acknowledged and lost" for key, seq, entry in told if kept.get(seq) != entry]
        # Sent again after the crash, as a client would that never heard the answer: still one effect.
        for name in names:
            last = sum(key.startswith(f"{name}-") for key, _seq, _entry in told)
            for number in (last - 1, last):
                if number >= 0:
                    key = f"{name}-{number}"
                    do("backlog.add-task", stage.person("Helena"), project="BOOK", title=key, _key=key)
                    doubled = Task.objects.filter(title=key).count() != 1
                    wrong += [f"{key} was done twice"] if doubled else []
        wrong += [str(finding) for finding in verify(log.project)]
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA integrity_check")
                wrong += [str(row) for row in cursor.fetchall() if row != ("ok",)]
    report("C1", kills, wrong, "kill -9 of writing programs: nothing lost, nothing doubled, ledger whole")
