"""Steps of a set-up, told one by one while they run, and failures told in a line or two."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

sys.path.insert(0, str(ROOT))
# Standard library only, as all that is used before a set-up.
from signoff.serving.telling import step  # noqa: E402

__all__ = ["PYTHON", "ROOT", "VENV", "Stop", "do", "install_debian", "may_install", "program", "step"]

NO_NETWORK = (
    "Temporary failure in name resolution",
    "Name or service not known",
    "Failed to establish a new connection",
    "NameResolutionError",
    "Network is unreachable",
    "EAI_AGAIN",
    "ENOTFOUND",
    "ECONNREFUSED",
    "ENETUNREACH",
    "ETIMEDOUT",
)


class Stop(Exception):
    """The set-up cannot go on; the message says why and what to do."""


def program(name: str, main: Callable[[], int]) -> None:
    """Run a script's main function and leave with its exit code, without a traceback for what is foreseen."""
    try:
        code = main()
    except Stop as stop:
        print(f"{name}: {stop}", file=sys.stderr)
        code = 1
    except OSError as problem:
        print(f"{name}: {problem.strerror}: {problem.filename}", file=sys.stderr)
        code = 1
    except KeyboardInterrupt:
        print(f"\n{name}: stopped. Run it again to go on.", file=sys.stderr)
        code = 130
    sys.exit(code)


def do(command: Sequence[str | Path], *, failing: str, environment: Mapping[str, str] | None = None) -> str:
    """Run a command quietly and answer with what it printed; Stop with the words when it fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as problem:
        raise Stop(f"{failing}: {problem}") from problem
    if done.returncode:
        raise Stop(explanation(failing, done.stdout))
    return done.stdout


def explanation(failing: str, output: str) -> str:
    """Why a command failed, in one line, and where all that it said can be read."""
    if any(sign in output for sign in NO_NETWORK):
        return f"{failing}: no network. It is needed only for this; connect and run this again."
    last = [line for line in output.splitlines() if line.strip()]
    kept = ""
    log = ROOT / "setup.log"
    try:
        log.write_text(output)
        kept = f" (all of it is in {log.name})"
    except OSError:
        pass
    return f"{failing}{kept}: {last[-1].strip() if last else 'it said nothing'}"


def may_install() -> bool:
    """Whether Debian's packages can be installed here: as root, with apt-get."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_debian(*packages: str) -> None:
    """Install Debian's packages; Stop telling how to where this may not be done."""
    named = " ".join(packages)
    if not may_install():
        raise Stop(f"needs Debian's {named}: run `sudo apt-get install {named}` and then this again.")
    quietly = {"DEBIAN_FRONTEND": "noninteractive"}
    with step(f"Installing Debian's {named}"):
        do(["apt-get", "update", "-q"], failing="apt-get update failed", environment=quietly)
        do(
            ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages],
            failing=f"apt-get could not install {named}",
            environment=quietly,
        )
