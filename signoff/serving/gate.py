"""What is looked at before serving: the folder, the port, and that nobody serves from the folder already.

Standard library only: bin/run asks this before anything is installed.
"""

import argparse
import errno
import fcntl
import os
import socket
from pathlib import Path
from typing import IO

PORTS = range(1, 65536)


class CannotServe(Exception):
    """Serving is not possible; the message says why and what to do."""


def arguments(name: str) -> argparse.ArgumentParser:
    """What the server can be told."""
    parser = argparse.ArgumentParser(prog=name, description="Serve Signoff, setting it up first where needed.")
    add_arguments(parser)
    return parser


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add --host, --port, --empty and --no-worker."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (8000)")
    parser.add_argument(
        "--empty", action="store_true", help="start without the demo project, and ask for the first account"
    )
    parser.add_argument(
        "--no-worker",
        dest="worker",
        action="store_false",
        help="serve pages only: letters and other jobs are left to bin/signoff worker",
    )


def var_folder(usual: Path) -> Path:
    """The folder that SIGNOFF_VAR names, else the usual one."""
    named = os.environ.get("SIGNOFF_VAR")
    return Path(named).resolve() if named else usual


def check_writable(folder: Path) -> None:
    """Make the folder where it is missing; refuse one that cannot be written to."""
    advice = "Make it yours (chown, chmod), or name another one: SIGNOFF_VAR=/some/folder bin/run"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as problem:
        raise CannotServe(f"the folder {folder} cannot be written to: {problem.strerror}.\n{advice}") from problem


def address(host: str, port: int) -> str:
    """The URL of a host and port."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


def check_port(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on, with what to do instead."""
    if port not in PORTS:
        raise CannotServe(f"{port} is no port: choose one from 1 to 65535.")
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as problem:
        raise CannotServe(port_problem(host, port, problem)) from problem


def port_problem(host: str, port: int, problem: OSError) -> str:
    """Why an address cannot be listened on, for people."""
    if problem.errno == errno.EADDRINUSE:
        return (
            f"port {port} on {host} is taken by another program.\n"
            f"Stop that one, or choose another port, as: bin/run --port {max(8000, (port + 1) % 65536)}"
        )
    if problem.errno == errno.EACCES:
        return f"port {port} is for the system's administrator only: choose one above 1023, as --port 8000."
    return f"{host} is not an address of this machine ({problem.strerror}): try --host 127.0.0.1"


def lock_file(folder: Path) -> Path:
    """The file that whoever serves from the folder holds locked; it says who that is."""
    return folder / "serving.lock"


def check_not_running(folder: Path) -> None:
    """Refuse a folder that is being served from."""
    hold(folder, "").close()


def hold(folder: Path, url: str) -> IO[str]:
    """Lock the folder for as long as the answer is open, and so for this process and those it forks."""
    handle = lock_file(folder).open("a+")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        handle.seek(0)
        who = handle.read().strip() or "another process"
        handle.close()
        raise CannotServe(
            f"Signoff is already being served from {folder} ({who}).\n"
            "Stop that one with Ctrl-C, or serve from another folder: SIGNOFF_VAR=/some/folder bin/run"
        ) from problem
    if url:
        handle.truncate(0)
        handle.write(f"process {os.getpid()}, {url}")
        handle.flush()
    return handle
