"""Doing jobs beside the pages: a worker in a process of its own, forked so that it shares the memory of the code.

A keeper stands between: a process with one thread, which alone may fork safely, and which has another worker when one
was killed. Both end when the server does, however it ends.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import traceback
from typing import NoReturn

from django.db import connections

LOOK = 0.25
"""Seconds between two looks at whether the worker and the server are still there."""
PAUSE = 2.0
"""Seconds before a worker that died is followed by another."""


def keep_worker() -> int:
    """Fork the keeper; its process id. To be called before there are threads, and with all code loaded."""
    from signoff.jobs.kinds import known

    known()
    connections.close_all()
    sys.stdout.flush()
    server = os.getpid()
    keeper = os.fork()
    if keeper == 0:
        _keep(server)
    return keeper


def end_worker(keeper: int, patience: float) -> None:
    """Have keeper and worker end; what takes longer than so many seconds is killed, and taken up at the next start."""
    until = time.monotonic() + patience
    try:
        os.kill(keeper, signal.SIGTERM)
        while os.waitpid(keeper, os.WNOHANG) == (0, 0):
            if time.monotonic() > until:
                os.kill(keeper, signal.SIGKILL)
            time.sleep(LOOK / 5)
    except (ProcessLookupError, ChildProcessError):
        pass


def _keep(server: int) -> NoReturn:
    """Have a worker until told to stop, or until the server is gone."""
    stop = _stopped_by_parent()
    while not stop.is_set() and os.getppid() == server:
        worker = os.fork()
        if worker == 0:
            _work(os.getppid())
        _watch(worker, server, stop)
        stop.wait(PAUSE)
    os._exit(0)


def _watch(worker: int, server: int, stop: threading.Event) -> None:
    """Wait until the worker has ended; tell it to when the server ends."""
    told = False
    while os.waitpid(worker, os.WNOHANG) == (0, 0):
        if not told and (stop.is_set() or os.getppid() != server):
            os.kill(worker, signal.SIGTERM)
            told = True
        time.sleep(LOOK)


def _work(keeper: int) -> NoReturn:
    from signoff.jobs.worker import Worker

    stop, code = _stopped_by_parent(), 0
    try:
        Worker().work(stop, alone=lambda: os.getppid() != keeper)
    except Exception:  # noqa: BLE001 (nothing of it may get into the server's code above)
        traceback.print_exc()
        code = 1
    os._exit(code)


def _stopped_by_parent() -> threading.Event:
    """What is set when the parent says so. A terminal's Ctrl-C comes to all processes: it is the parent's business."""
    stop = threading.Event()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_what: stop.set())
    signal.signal(signal.SIGHUP, lambda *_what: stop.set())
    return stop
