"""Jobs beside the pages: bin/run does them in a process of its own, and has another one when that is killed."""

import os
import signal
import subprocess
import time
from pathlib import Path

from tests.setup.test_bin_run import ROOT, serving, surroundings


def manage(var: Path, *words: str) -> str:
    """bin/signoff with these words; what it said."""
    command: list[str | Path] = [ROOT / "bin/signoff", *words]
    done = subprocess.run(command, env=surroundings(SIGNOFF_VAR=str(var)), capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


def write_job(var: Path) -> None:
    """A job that is due now, and that this version does not know: it fails as soon as somebody does it."""
    words = "from signoff.jobs.queue import enqueue; from signoff.kernel import clock; "
    manage(var, "manage", "shell", "-c", f"{words}enqueue('test.unknown', {{}}, now=clock.now())")


def wait_for_failed(var: Path, count: int) -> None:
    """Until so many jobs have been tried."""
    until = time.monotonic() + 60
    while manage(var, "jobs").count("test.unknown") < count:
        assert time.monotonic() < until, "nobody does the jobs"


def worker_of(server: int) -> int:
    """The child that listens to nobody: the worker is the first to be forked, and has the lowest number."""
    return min(int(each) for each in Path(f"/proc/{server}/task/{server}/children").read_text().split())


def test_jobs_are_done_beside_the_pages_also_after_the_worker_was_killed(tmp_path: Path) -> None:
    with serving(tmp_path, "--empty") as (process, _address):
        write_job(tmp_path)
        wait_for_failed(tmp_path, 1)
        os.kill(worker_of(process.pid), signal.SIGKILL)
        write_job(tmp_path)
        wait_for_failed(tmp_path, 2)


def test_without_a_worker_they_wait_for_bin_signoff_worker(tmp_path: Path) -> None:
    with serving(tmp_path, "--empty", "--no-worker"):
        write_job(tmp_path)
        assert "test.unknown" not in manage(tmp_path, "jobs")
        assert "1 done or tried" in manage(tmp_path, "worker", "--once")
        assert "test.unknown" in manage(tmp_path, "jobs")
