"""The Python environment in .venv, with the packages that requirements/ pins."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from steps import PYTHON, ROOT, VENV, Stop, do, install_debian, step


def ready(*parts: str) -> None:
    """See to it that .venv has the packages of requirements/PART.txt, for each part."""
    if all(installed(part) for part in parts):
        return
    with alone():
        if not environment_works():
            make_environment()
        for part in parts:
            if not installed(part):
                install(part)


def installed(part: str) -> bool:
    """Whether the packages of a part are there as they are pinned now."""
    stamp = VENV / f"installed-{part}"
    return stamp.exists() and stamp.read_text() == pinned(part)


def pinned(part: str) -> str:
    """A digest of what a part pins."""
    return hashlib.sha256((ROOT / "requirements" / f"{part}.txt").read_bytes()).hexdigest()


@contextmanager
def alone() -> Iterator[None]:
    """Of several set-ups at once, one works and the others wait for it."""
    folder = os.open(ROOT / "requirements", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def environment_works() -> bool:
    """Whether .venv has a Python that can install; a half-made or moved one has not."""
    if not PYTHON.exists():
        return False
    asked = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, text=True, check=False)
    return asked.returncode == 0 and str(VENV) in asked.stdout


def make_environment() -> None:
    """Make .venv anew, with Debian's python3-venv where Python comes without it."""
    if VENV.exists():
        if not os.access(VENV, os.W_OK):
            raise Stop(f"{VENV} cannot be written to: make it yours, or remove it, and run this again.")
        shutil.rmtree(VENV)
    if not os.access(ROOT, os.W_OK):
        raise Stop(f"{ROOT} cannot be written to: use a copy of it that is yours.")
    python = getattr(sys, "_base_executable", sys.executable)
    with_venv = subprocess.run([python, "-c", "import venv, ensurepip"], capture_output=True, check=False)
    if with_venv.returncode:
        install_debian("python3-venv")
    with step("Making a Python environment in .venv"):
        do([python, "-m", "venv", VENV], failing="Python could not make an environment in .venv")


def install(part: str) -> None:
    """Install one part's packages, each checked against its hash."""
    file = ROOT / "requirements" / f"{part}.txt"
    count = sum("==" in line for line in file.read_text().splitlines())
    with step(f"Installing {count} Python packages ({file.relative_to(ROOT)})"):
        pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input"]
        do(
            [*pip, "--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", file],
            failing="The Python packages could not be installed",
            environment={"PIP_RETRIES": "1"},
        )
        (VENV / f"installed-{part}").write_text(pinned(part))
