"""The installation's signing key, and its memory of the sizes that it has signed.

Key and memory are files outside the database and outside its backups: a database that was set back to an older
state is refused a signature, instead of forking the history unnoticed (TRUST.md).
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from signoff.ledger.faults import HistoryCut, KeyFault
from signoff.ledger.note import checkpoint_text, signed_note

KEY_SIZE = 32
MARK = "signed-"
DIGITS = 20


class Signer:
    """Signs checkpoints with one Ed25519 key, and never a log that is shorter than it has acknowledged.

    `is_new` says whether nothing was ever signed here: only then a missing key is made. Raises KeyFault.
    """

    def __init__(self, folder: Path, is_new: Callable[[], bool] = lambda: True) -> None:
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._key = Ed25519PrivateKey.from_private_bytes(_key_bytes(folder, is_new))
        except (OSError, ValueError) as problem:
            raise KeyFault(f"The signing key {folder / 'ledger.key'} cannot be used: {problem}") from problem
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, origin: str, size: int, root: bytes) -> str:
        """A checkpoint for the first `size` entries; `check` comes before."""
        text = checkpoint_text(origin, size, root)
        return signed_note(text, origin, self.public_key, self._key.sign(text.encode()))

    def check(self, origin: str, size: int) -> None:
        """Refuse to go on from a log of this size when a larger one is out in the world. Raises HistoryCut."""
        acknowledged = self.acknowledged(origin)
        if size < acknowledged:
            raise HistoryCut(origin, size, acknowledged)

    def acknowledged(self, origin: str) -> int:
        """The highest size that was signed and committed. Raises KeyFault."""
        try:
            descriptor = os.open(self._mark(origin), os.O_RDONLY)
            try:
                return int(os.read(descriptor, DIGITS) or 0)
            finally:
                os.close(descriptor)
        except FileNotFoundError:
            return 0
        except (OSError, ValueError) as problem:
            raise KeyFault(f"{self._mark(origin)} cannot be read: {problem}") from problem

    def acknowledge(self, origin: str, size: int) -> None:
        """Remember, after the commit, that this size is out in the world."""
        descriptor = os.open(self._mark(origin), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            known = int(os.read(descriptor, DIGITS) or 0)
            if size > known:
                # Sizes only grow, so the new digits always cover the old ones.
                os.pwrite(descriptor, str(size).encode(), 0)
        finally:
            os.close(descriptor)

    def known_logs(self) -> set[str]:
        """The public ids of all logs of which something was acknowledged."""
        return {path.name.removeprefix(MARK) for path in self.folder.glob(f"{MARK}*")}

    def _mark(self, origin: str) -> str:
        return f"{self.folder}/{MARK}{public_id(origin)}"


def public_id(origin: str) -> str:
    """The last part of a log's origin, by which its memory is found."""
    return origin.rpartition("/")[2]


def _key_bytes(folder: Path, is_new: Callable[[], bool]) -> bytes:
    """The private key in the file; made whole or not at all where nothing was signed before."""
    path = folder / "ledger.key"
    if not path.exists():
        if any(folder.glob(f"{MARK}*")) or not is_new():
            raise KeyFault(
                f"The signing key {path} is missing, and entries were signed with it before. Put it back there; "
                "a new key would make every receipt that people hold look forged."
            )
        _make_key(path)
    return path.read_bytes()


def _make_key(path: Path) -> None:
    """Written aside and linked, so that of two processes starting at once one wins and both agree."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _nothing_signed() -> bool:
    from signoff.ledger.models import Log

    return not Log.objects.exclude(checkpoint="").exists()


@lru_cache(maxsize=1)
def _signer_in(folder: str) -> Signer:
    return Signer(Path(folder), _nothing_signed)


def signer() -> Signer:
    """The installation's signer. Raises KeyFault."""
    return _signer_in(str(settings.SIGNOFF_KEYS))
