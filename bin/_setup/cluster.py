"""A throw-away PostgreSQL for tests: from the binaries found, in a temporary folder, on a Unix socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import steps

OWNERS = ("postgres", "nobody")
"""Who runs the server when we are root, which PostgreSQL refuses."""

HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine."""
    debians = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda at: -int(at.parent.name))
    on_path = shutil.which("initdb")
    candidates = [*debians, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((at for at in candidates if (at / "initdb").exists() and (at / "pg_ctl").exists()), None)


@contextmanager
def started(at: Path, *, durable: bool = False) -> Iterator[str]:
    """Start a new cluster with the binaries at the folder; gives its DATABASE_URL, and removes it after."""
    folder = Path(tempfile.mkdtemp(prefix="signoff-pg-"))
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, owner())
    data = f"--pgdata={folder / 'data'}"
    settings = ["listen_addresses=", f"unix_socket_directories={folder}", *([] if durable else HASTY)]
    options = " ".join(f"-c {setting}" for setting in settings)
    try:
        act(at / "initdb", data, "--no-locale", "--encoding=UTF8", "--auth=trust", "--username=signoff", "-N")
        act(at / "pg_ctl", data, f"--log={folder / 'log'}", f"--options={options}", "-w", "start")
        try:
            yield f"postgresql://signoff@/signoff?host={folder}"
        finally:
            act(at / "pg_ctl", data, "--mode=immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def act(program: Path, *arguments: str) -> None:
    """Run one of PostgreSQL's programs as somebody who may; Stop with its words when it fails."""
    with tempfile.TemporaryFile("w+") as said:
        # A file and not a pipe: the server that pg_ctl leaves running keeps it open.
        done = subprocess.run(
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            user=owner() if os.geteuid() == 0 else None,
            cwd="/",
            check=False,
        )
        said.seek(0)
        last = (said.read().strip().splitlines() or ["it said nothing"])[-1]
    if done.returncode:
        raise steps.Stop(f"PostgreSQL's {program.name} failed: {last}")


def owner() -> str:
    """A user who is not root, to run the server as."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in OWNERS if name in known)
