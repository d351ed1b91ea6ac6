"""Doing jobs beside the pages: a worker in a process of its own, forked so that it shares the memory of the code.

When it was killed another one follows. It ends when the server does, however the server ends.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from contextlib import suppress
from typing import NoReturn

from django.db import connections

LOOK = 1.0
"""Seconds between two looks at whether the worker is still there."""


class KeptWorker:
    """A worker that is there for as long as the server is. To be made before there are threads, with all code loaded.

    A thread watches over it. Like the one that announces the server it only sleeps while granian forks, and holds no
    lock then that a forked process would wait for.
    """

    def __init__(self) -> None:
        from signoff.jobs.kinds import known

        known()
        connections.close_all()
        sys.stdout.flush()
        self._pid = _fork_worker()
        self._ending = threading.Event()
        self._watch = threading.Thread(target=self._keep, daemon=True)

    def watch(self) -> None:
        """From now on a worker that was killed is followed by another."""
        self._watch.start()

    def end(self, patience: float) -> None:
        """Have it end after what it has in hand. What takes longer than so many seconds is killed, and done again."""
        self._ending.set()
        self._watch.join(2 * LOOK)
        until = time.monotonic() + patience
        _signal(self._pid, signal.SIGTERM)
        while not _has_ended(self._pid):
            if time.monotonic() > until:
                _signal(self._pid, signal.SIGKILL)
            time.sleep(LOOK / 20)

    def _keep(self) -> None:
        while not self._ending.wait(LOOK):
            if _has_ended(self._pid):
                self._pid = _fork_worker()


def _signal(worker: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(worker, number)


def _has_ended(worker: int) -> bool:
    try:
        return os.waitpid(worker, os.WNOHANG) != (0, 0)
    except ChildProcessError:
        return True


def _fork_worker() -> int:
    server = os.getpid()
    return os.fork() or _work(server)


def _work(server: int) -> NoReturn:
    from signoff.jobs.worker import Worker

    stop, code = threading.Event(), 0
    # A terminal's Ctrl-C comes to all processes: it is the server's business, which then says so.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_what: stop.set())
    try:
        Worker().work(stop, alone=lambda: os.getppid() != server)
    except Exception:  # noqa: BLE001 (nothing of it may get into the server's code above)
        traceback.print_exc()
        code = 1
    os._exit(code)
