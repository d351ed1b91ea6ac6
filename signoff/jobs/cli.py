"""The command line's part in jobs: worker, and jobs."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from signoff.cli import Subparsers

DONE, REFUSED = 0, 1


def add_commands(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands of this area."""
    worker = subparsers.add_parser("worker", help="do jobs, such as sending letters, until interrupted")
    worker.add_argument("--once", action="store_true", help="do what is due now, and end")
    worker.set_defaults(run=run_worker)

    jobs = subparsers.add_parser("jobs", help="list the jobs that failed for good; exit code 1 when there are any")
    jobs.add_argument("--again", metavar="NUMBER", help="try that one again, or “all” of them")
    jobs.set_defaults(run=run_jobs)


def run_worker(given: argparse.Namespace) -> int:
    """Work until Ctrl-C or SIGTERM; what is in hand is finished first."""
    from signoff.jobs.worker import Worker

    worker = Worker()
    if given.once:
        print(f"{worker.work_off()} done or tried")
        return DONE
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_what: stop.set())
    print(f"The worker ({worker.name}) has begun. Ctrl-C ends it.", flush=True)
    worker.work(stop)
    print("The worker has stopped.")
    return DONE


def run_jobs(given: argparse.Namespace) -> int:
    """List what failed for good, with its cause; or have it tried again."""
    from signoff.jobs.models import Job
    from signoff.jobs.queue import try_again
    from signoff.kernel import clock

    failed = Job.objects.exclude(failed_at=None).order_by("failed_at", "pk")
    if given.again:
        return _again(given.again, failed, try_again, clock.now)
    for job in failed:
        print(f"{job.pk}\t{job.failed_at:%Y-%m-%d %H:%M}Z\t{job.kind}\t{' '.join(job.cause.split())}")
    count = failed.count()
    print(f"{count} failed for good" if count else "Nothing has failed for good.", file=sys.stderr)
    return REFUSED if count else DONE


def _again(which, failed, try_again, now) -> int:  # type: ignore[no-untyped-def]  # there only after Django is set up
    if which != "all" and not which.isdecimal():
        print(f"“{which}” is no number of a job; bin/signoff jobs lists them.", file=sys.stderr)
        return 2
    count = try_again(failed if which == "all" else failed.filter(pk=int(which)), now())
    print(f"{count} tried again now")
    return DONE if count else REFUSED
