"""The work of an import: done at once where it is small, by a process of its own where it is not.

A process of its own keeps the server quick and its memory small, and ends whole when it is ended.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

from django.conf import settings

from signoff.doors.importers.jira.problems import ImportProblem
from signoff.doors.importers.jira.run import Phase, Stopped, bring_in
from signoff.doors.importers.jobs import Job, job_called, plain
from signoff.doors.importers.place import open_file, place_of, previewed
from signoff.kernel import clock
from signoff.kernel.refusals import Answer, NotThere, Refused
from signoff.people.models import Person
from signoff.people.standing import Member

SMALL_FILE = 512 * 1024  # bytes: read while the page waits
FEW_TASKS = 300  # brought in while the page waits


def look(job: Job) -> None:
    """Make the preview, here or in a process of its own."""
    job.say("looking", done=0, whole=0)
    _do(job, "look", _look, is_small=job.file.stat().st_size <= SMALL_FILE)


def bring(job: Job, tasks: int) -> None:
    """Bring in, here or in a process of its own."""
    job.say("writing", done=0, whole=tasks)
    _do(job, "bring", _bring, is_small=tasks <= FEW_TASKS)


def do(token: str, what: str) -> int:
    """What the process of its own does; 0 when it came to an end that the page can tell."""
    job = job_called(token)
    _told(job, {"look": _look, "bring": _bring}[what])
    return 0


def _do(job: Job, what: str, deed: Callable[[Job, Member], None], *, is_small: bool) -> None:
    if is_small:
        _told(job, deed)
        return
    environment = {**os.environ, "SIGNOFF_VAR": str(settings.VAR)}
    with (job.folder / "worker.log").open("wb") as log:
        worker = subprocess.Popen(  # noqa: S603 (our own program, with a token of ours)
            [sys.executable, "-m", "signoff", "import", "work", job.token, what],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    state = job.state
    if state["now"] in ("looking", "writing"):
        job.say(state["now"], done=0, whole=state.get("whole", 0))
        _name_worker(job, worker.pid)


def _name_worker(job: Job, worker: int) -> None:
    """Until the worker speaks for itself, its number stands for it, so that one that cannot start is noticed."""
    state = job.state
    if state["now"] in ("looking", "writing"):
        job._write("state.json", {**state, "worker": worker})


def _told(job: Job, deed: Callable[[Job, Member], None]) -> None:
    """Do it; whatever comes in its way is told on the page."""
    try:
        upload = job.upload
        member = place_of(upload["project"], Person.objects.get(pid=upload["person"]))
        deed(job, member)
    except ImportProblem as problem:
        job.say("failed", problem={"code": problem.code, "facts": plain(problem.facts)})
    except Stopped:
        job.say("stopped")
    except Refused as refused:
        words = " ".join(refusal.sentence for refusal in refused.refusals)
        job.say("failed", problem={"code": "refused", "facts": {"words": words}})
    except (NotThere, Answer):
        job.say("failed", problem={"code": "interrupted", "facts": {}})
    except Exception:
        job.say("failed", problem={"code": "interrupted", "facts": {}})
        raise


def _look(job: Job, member: Member) -> None:
    reading = open_file(job.file, member, job.mapping)
    job.say("looking", done=0, whole=reading.rows)
    job.keep_preview(previewed(reading, member))
    job.say("preview")


def _bring(job: Job, member: Member) -> None:
    reading = open_file(job.file, member, job.mapping)

    def progress(phase: Phase, done: int, whole: int) -> None:
        if job.is_asked_to_stop:
            raise Stopped
        job.say("writing", phase=str(phase), done=done, whole=whole)

    brought = bring_in(reading, member, clock.now(), progress)
    job.say("done", brought=plain(brought))
    job.forget_file()
