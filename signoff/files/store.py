"""The folder in which attached files lie, each named by the SHA-256 of its content."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Where the content with this hash lies, or would lie."""
    return Path(settings.SIGNOFF_FILES) / sha256[:2] / sha256


def put(content: bytes) -> str:
    """Keep the content, safely on disk before this returns; its SHA-256 in hex. The same content lies there once."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(path)
    _sync_folder(path.parent)
    return sha256


def put_again(content: bytes) -> None:
    """Once the attachment is committed: should the same content have been erased elsewhere meanwhile, it is back."""
    with locked(hashlib.sha256(content).hexdigest()):
        put(content)


def remove(sha256: str, *, unless: Callable[[], bool]) -> None:
    """Erase the content, if it is there, unless it is still attached to something.

    Asking and erasing are one step before `put_again`: either that comes later and finds it gone, or the attachment
    was committed before and is found by `unless`.
    """
    with locked(sha256):
        if not unless():
            path_of(sha256).unlink(missing_ok=True)


@contextmanager
def locked(sha256: str) -> Iterator[None]:
    """Nobody else, in whichever process, puts again or removes what lies in the same folder."""
    folder = path_of(sha256).parent
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
