"""The import itself: what the preview showed comes in, all of it or nothing.

First everything is read and made into commands, which are laid by in a file; only then is the project's log
locked, so that nobody waits while a file is being read.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from signoff.backlog.commands.past import MOST_AT_ONCE
from signoff.doors.importers.queries import keys_here, people_here
from signoff.kernel.command import Command, read_command
from signoff.kernel.run import run_all
from signoff.people.standing import Member

from .people import People
from .preview import has_summary
from .problems import ImportProblem, Note, Notes, one_of
from .reading import Reading
from .source import Form
from .tasks import PastComment, PastTask, Turning

_SPOOL_IN_MEMORY = 8 * 1024 * 1024
MOST_FACTS = 5000
"""So many of them stay well below the 1 MiB that an entry of the ledger may have."""


class Phase(StrEnum):
    READING = "reading"
    WRITING = "writing"


#: told how many tasks of how many are through; may raise `Stopped`
Progress = Callable[[Phase, int, int], None]


class Stopped(Exception):
    """The person stopped it; nothing came in."""


@dataclass(frozen=True)
class Brought:
    """What came in. `here_already`: were brought in before and are untouched. `notes`: as in the preview."""

    new: int
    here_already: int
    done_before: int
    comments: int
    notes: tuple[Note, ...]
    note_counts: dict[str, int]


def bring_in(
    reading: Reading, member: Member, now: datetime, progress: Progress = lambda phase, done, whole: None
) -> Brought:
    """Bring in what is new. Raises ImportProblem, Stopped, and whatever a command may raise; then nothing came in."""
    refuse_without_summary(reading)
    return _Import(reading, member, now, progress).done()


def refuse_without_summary(reading: Reading) -> None:
    """A table in which nothing says what a task is called cannot come in."""
    if reading.source.form is Form.CSV and not has_summary(reading.columns):
        raise ImportProblem("no-summary-column", columns=one_of(reading.columns, 40))


class _Import:
    """One import: read into a spool, then write from it."""

    def __init__(self, reading: Reading, member: Member, now: datetime, progress: Progress) -> None:
        self.reading, self.member, self.now, self.progress = reading, member, now, progress
        self.notes = Notes()
        self.sums: Counter[str] = Counter()

    def done(self) -> Brought:
        with tempfile.SpooledTemporaryFile(_SPOOL_IN_MEMORY, "w+", encoding="utf-8") as spool:
            for chunk in _chunks(self._new_tasks()):
                spool.write(self._command_with(chunk))
            spool.seek(0)
            if self.sums["new"]:
                run_all(
                    self._commands(spool), by=self.member.person, door="import", now=self.now, progress=self._written
                )
        sums, notes = self.sums, self.notes
        return Brought(sums["new"], sums["here"], sums["done"], sums["comments"], notes.first, dict(notes.counts))

    def _new_tasks(self) -> Iterator[PastTask]:
        here = keys_here(seen_by=self.member)
        reading, notes = self.reading, self.notes
        people = People(people_here(seen_by=self.member), reading.mapping.people, reading.names)
        turning = Turning(reading.mapping, reading.columns, people, notes, self.now)
        for place, (_, task) in enumerate(turning.tasks(reading.issues(notes)), 1):
            if task.external_key in here:
                self.sums["here"] += 1
            else:
                self.sums.update(new=1, done=int(task.done_before), comments=len(task.comments))
                yield task
            if place % MOST_AT_ONCE == 0:
                self.progress(Phase.READING, place, reading.rows)

    def _command_with(self, tasks: list[dict[str, Any]]) -> str:
        """A line of the spool: the command as JSON."""
        given = {"project": self.member.project.key, "source": self.reading.source_name, "tasks": tasks}
        return json.dumps(given, ensure_ascii=False) + "\n"

    def _commands(self, spool: Iterable[str]) -> Iterator[Command[Any, Any]]:
        for line in spool:
            yield read_command("backlog.record-past-tasks", line)

    def _written(self, commands: int) -> None:
        whole = self.sums["new"]
        self.progress(Phase.WRITING, min(commands * MOST_AT_ONCE, whole), whole)


def _chunks(tasks: Iterator[PastTask]) -> Iterator[list[dict[str, Any]]]:
    """Tasks enough for one command; much-discussed ones are fewer, since each remark is a fact in the entry."""
    chunk: list[dict[str, Any]] = []
    facts = 0
    for task in tasks:
        more = 2 + len(task.comments)
        if chunk and (len(chunk) == MOST_AT_ONCE or facts + more > MOST_FACTS):
            yield chunk
            chunk, facts = [], 0
        chunk.append(given_of(task))
        facts += more
    if chunk:
        yield chunk


def given_of(task: PastTask) -> dict[str, Any]:
    """A task as the command wants it."""
    return {
        "external_key": task.external_key,
        "kind": task.kind,
        "title": task.title,
        "story": task.story,
        "criteria": list(task.criteria),
        "priority": task.priority or None,
        "assignee": task.assignee,
        "estimate_minutes": task.estimate_minutes,
        "step": task.step,
        "created_at": task.created_at.isoformat(),
        "done_at": task.done_at.isoformat() if task.done_at else None,
        "comments": [_comment_given(comment) for comment in task.comments],
        "kept": _kept_given(task),
    }


def _comment_given(comment: PastComment) -> dict[str, str]:
    return {
        "at": comment.at.isoformat(),
        "author": comment.author,
        "author_name": comment.author_name,
        "text": comment.text,
    }


def _kept_given(task: PastTask) -> dict[str, str | list[str]]:
    """Column → its value; a column that stood there several times → its values in their order."""
    kept: dict[str, str | list[str]] = {}
    for column, value in task.kept:
        before = kept.get(column)
        if before is None:
            kept[column] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            kept[column] = [before, value]
    return kept
