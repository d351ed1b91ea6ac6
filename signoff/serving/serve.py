"""Serving: prepare, say the address, and let granian answer until Ctrl-C."""

import gc
import multiprocessing
import os
import signal
import socket
import sys
import time
from threading import Thread

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from signoff import __version__
from signoff.serving import first, gate
from signoff.serving.jobs import KeptWorker
from signoff.serving.prepare import prepare

WORKERS = 2
THREADS = 2
PATIENCE = 10
"""Seconds that a stopping worker has to finish what it is answering."""


def serve(host: str, port: int, *, empty: bool, worker: bool = True) -> int:
    """Serve on the address until interrupted; the exit code is 0 then."""
    try:
        gate.check_port(host, port)
        with gate.hold(settings.VAR, gate.address(host, port)):
            prepare()
            if first.begin(empty=empty):
                restart()
            run_granian(host, port, worker=worker)
    except gate.CannotServe as problem:
        print(f"Signoff cannot be served: {problem}", file=sys.stderr)
        return 1
    except OperationalError as problem:
        print(f"Signoff cannot be served: {database_problem(problem)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nSignoff has stopped.")
    return 0


def database_problem(problem: OperationalError) -> str:
    """Why the database cannot be used, and what to do about it."""
    why = " ".join(str(problem).split())
    if connection.vendor == "sqlite":
        advice = f"Look at {settings.VAR}: is its disk full, or does the file in it belong to somebody else?"
    else:
        advice = "Start it, or mend DATABASE_URL; without DATABASE_URL Signoff uses SQLite, which needs nothing."
    return f"the database does not answer: {why}\n{advice}"


def restart() -> None:
    """Begin anew, with settings that say that this is the demo."""
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "signoff", *sys.argv[1:]])


def run_granian(host: str, port: int, *, worker: bool = True) -> None:
    """Answer requests in worker processes, and do jobs in one of their own, until a signal ends it."""
    allow(host)
    if "SIGNOFF_ADDRESS" not in os.environ:
        settings.SIGNOFF_ADDRESS = gate.address(host, port)
    load_everything()
    jobs = KeptWorker() if worker and apps.is_installed("signoff") else None
    fork_workers()
    server = MPServer(
        "signoff.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        workers_kill_timeout=PATIENCE,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        process_name=None,
    )
    server.on_startup(lambda: end_with_terminal(server))
    server.on_startup(Thread(target=announce, args=(host, port, server), daemon=True).start)
    if jobs:
        server.on_startup(jobs.watch)
        server.on_shutdown(lambda: jobs.end(PATIENCE))
    server.on_shutdown(lambda: print("\nSignoff has stopped."))
    server.serve()


def allow(host: str) -> None:
    """Answer to the address that is listened on too; on all addresses, to this machine's name and numbers."""
    names = {host}
    if host in ("0.0.0.0", "::"):  # noqa: S104  (compared with, not bound to)
        names = {socket.gethostname(), socket.getfqdn(), *own_numbers()}
    os.environ["SIGNOFF_ALLOWED_HOSTS"] = ",".join([os.environ.get("SIGNOFF_ALLOWED_HOSTS", ""), *sorted(names)])
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *sorted(names)]


def own_numbers() -> list[str]:
    """The addresses that this machine's name stands for."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None)]
    except OSError:
        return []


def load_everything() -> None:
    """Import all code before the workers are forked, so that they start at once and share its memory."""
    import signoff.urls
    import signoff.wsgi  # noqa: F401

    gc.collect()
    gc.freeze()


def fork_workers() -> None:
    """Make workers by forking: they share the memory of what is loaded already."""
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
    os.register_at_fork(after_in_child=leave_signals_to_parent)


def leave_signals_to_parent() -> None:
    """In a new worker: be stopped by the parent only, and from the first moment on.

    A terminal sends Ctrl-C to parent and workers; a worker told to stop twice may hang. And until granian has
    set a worker's handler for SIGTERM, it has the parent's, which would do nothing there.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def end_with_terminal(server: MPServer) -> None:
    """Stop when the terminal is closed, which granian takes for a wish to reload."""
    signal.signal(signal.SIGHUP, server.signal_handler_interrupt)


def announce(host: str, port: int, server: MPServer) -> None:
    """Once the first worker listens, say where Signoff is, and whether it is the demo.

    Until all workers are forked it only sleeps. A lock that this thread holds at that moment, such as that of a module
    which a first connection imports, is never freed in the worker: the first letter there would wait for ever.
    """
    until = time.monotonic() + PATIENCE * 3
    while len(server.wrks) < WORKERS or not listening(host, port):
        if time.monotonic() > until:
            return
        time.sleep(0.01)
    print(f"\nSignoff {__version__} is at {gate.address(host, port)}")
    if host == "127.0.0.1":
        print(f"(or {gate.address('localhost', port)}, where browsers offer passkeys)")
    if settings.SIGNOFF_DEMO:
        print("This is the demo: its sign-in page lets everybody in as any of its people.")
    print("Ctrl-C ends it.", flush=True)


def listening(host: str, port: int) -> bool:
    """Whether somebody answers at the address; one for all addresses is asked at this machine's own."""
    asked = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (compared with, not bound to)
    try:
        socket.create_connection((asked, port), timeout=1).close()
    except OSError:
        return False
    return True
