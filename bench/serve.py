"""Serving either Signoff or the floor in the same way, and weighing the processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVER = """
import gc, sys, django; django.setup()
from importlib import import_module
from django.conf import settings
from signoff.serving import serve

def load_everything():
    import_module(settings.ROOT_URLCONF), import_module("signoff.wsgi")
    gc.collect(), gc.freeze()

serve.load_everything = load_everything
serve.announce = lambda *_ignored: None
serve.run_granian("127.0.0.1", int(sys.argv[1]))
"""
"""As bin/run serves, all code loaded before the workers are forked, but with the addresses that the settings name."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(settings_module: str, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve with these settings on a free port; yields (port, process id)."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(port)],
        env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": settings_module},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit(f"The server ended at once, with exit code {process.returncode}.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit("The server did not begin to listen within a minute.")


def memory(pid: int) -> int:
    """Bytes of memory that a process and its children hold, shared pages counted once."""
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    own = next(
        int(line.split()[1]) * 1024
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        if line.startswith("Pss:")
    )
    return own + sum(memory(child) for child in children)
