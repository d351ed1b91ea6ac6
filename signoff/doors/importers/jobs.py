"""An import on its way: a folder with the file, what was said about it, and how far it is.

A folder and not a table: an import writes nothing before it is decided, and its progress must be seen while its one
transaction is still open. The folder belongs to one person and one project; others find nothing there (A2).
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from django.conf import settings

from signoff.doors.importers.jira.mapping import Mapping, from_json
from signoff.kernel import clock
from signoff.kernel.refusals import NotThere
from signoff.people.standing import Member

_TOKEN = re.compile(r"[A-Za-z0-9_-]{10,40}")
KEPT_FOR = timedelta(days=7)
GOING = frozenset({"looking", "writing"})


class Job:
    """One upload. States: looking (being read), preview, writing, done, failed, stopped."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def token(self) -> str:
        return self.folder.name

    @property
    def file(self) -> Path:
        return self.folder / "file"

    @property
    def upload(self) -> dict[str, str]:
        """project, person (pid), name (of the file), at."""
        return dict(self._read("upload.json") or {})

    @property
    def state(self) -> dict[str, Any]:
        """`now` (the state's name), done and whole, problem, brought. A worker that is gone has failed."""
        state = dict(self._read("state.json") or {"now": "looking"})
        if state["now"] in GOING and state.get("worker") and not _is_alive(int(state["worker"])):
            return {"now": "failed", "problem": {"code": "interrupted", "facts": {}}}
        return state

    def say(self, now: str, **more: Any) -> None:
        """Write down how far it is."""
        self._write("state.json", {"now": now, "worker": os.getpid() if now in GOING else None, **more})

    @property
    def preview(self) -> dict[str, Any] | None:
        found = self._read("preview.json")
        return dict(found) if found else None

    def keep_preview(self, found: Any) -> None:
        self._write("preview.json", plain(found))

    @property
    def mapping(self) -> Mapping:
        found = self._read("mapping.json")
        return from_json(found) if found else Mapping()

    def keep_mapping(self, mapping: Mapping) -> None:
        self._write("mapping.json", mapping.as_json())

    def ask_to_stop(self) -> None:
        (self.folder / "stop").touch()

    @property
    def is_asked_to_stop(self) -> bool:
        return (self.folder / "stop").exists()

    def forget_file(self) -> None:
        """The file itself is needed no longer."""
        self.file.unlink(missing_ok=True)

    def _read(self, name: str) -> Any:
        try:
            return json.loads((self.folder / name).read_bytes())
        except FileNotFoundError:
            return None

    def _write(self, name: str, value: Any) -> None:
        """Whole or not at all: somebody may be reading."""
        place = self.folder / name
        draft = place.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        draft.replace(place)


def new_job(member: Member, name: str, pieces: Iterable[bytes]) -> Job:
    """A folder for an upload of this person to this project."""
    forget_old_ones(member)
    job = Job(_folder() / secrets.token_urlsafe(12))
    job.folder.mkdir(parents=True, mode=0o700)
    with job.file.open("wb") as file:
        for piece in pieces:
            file.write(piece)
    at = clock.now().isoformat()
    job._write("upload.json", {"project": member.project.key, "person": member.person.pid, "name": name, "at": at})
    return job


def job_of(token: str, *, seen_by: Member) -> Job:
    """The job, if it is this person's in this project. Raises NotThere."""
    job = Job(_folder() / token) if _TOKEN.fullmatch(token) else None
    upload = job.upload if job else {}
    if job is None or (upload.get("project"), upload.get("person")) != (seen_by.project.key, seen_by.person.pid):
        raise NotThere(token)
    return job


def job_called(token: str) -> Job:
    """The job, for the worker that does it. Raises NotThere."""
    if not _TOKEN.fullmatch(token) or not (_folder() / token).is_dir():
        raise NotThere(token)
    return Job(_folder() / token)


def forget_old_ones(member: Member) -> None:
    """Folders of last week, and what this person chose before in this project and has not decided on."""
    oldest = clock.now() - KEPT_FOR
    for folder in _folder().iterdir() if _folder().is_dir() else ():
        job = Job(folder)
        upload = job.upload
        is_own = (upload.get("project"), upload.get("person")) == (member.project.key, member.person.pid)
        is_old = bool(upload) and datetime.fromisoformat(upload["at"]) < oldest
        if is_old or (is_own and job.state["now"] not in GOING):
            shutil.rmtree(folder, ignore_errors=True)


def _folder() -> Path:
    return Path(settings.VAR) / "imports"


def _is_alive(worker: int) -> bool:
    try:
        os.kill(worker, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def plain(value: Any) -> Any:
    """Values as JSON can hold them; named tuples and dataclasses as objects."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in asdict(value)} | _derived(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: plain(each) for name, each in zip(value._fields, value, strict=True)}
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime) else value


def _derived(value: Any) -> dict[str, Any]:
    return {"done_before": value.done_before} if hasattr(value, "done_at") else {}
