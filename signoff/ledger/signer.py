"""The installation's signing key, and its memory of the sizes that it has signed.

Key and memory are files outside the database and outside its backups: a database that was set back to an older
state is refused a signature, instead of forking the history unnoticed (TRUST.md).
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from signoff.ledger.note import checkpoint_text, signed_note


class HistoryCut(Exception):
    """The log is shorter than what has already been signed and acknowledged: it was set back."""


class Signer:
    """Signs checkpoints with one Ed25519 key, and never a size that it has already acknowledged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._key = Ed25519PrivateKey.from_private_bytes(_key_bytes(folder / "ledger.key"))
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, origin: str, size: int, root: bytes) -> str:
        """A checkpoint for the first `size` entries. Raises HistoryCut."""
        acknowledged = self.acknowledged(origin)
        if size <= acknowledged:
            raise HistoryCut(
                f"{origin} has {size - 1} entries, but {acknowledged} were signed before. "
                "The database was set back to an older state; restore the newest one."
            )
        text = checkpoint_text(origin, size, root)
        return signed_note(text, origin, self.public_key, self._key.sign(text.encode()))

    def acknowledged(self, origin: str) -> int:
        """The highest size that was signed and committed."""
        try:
            return int(self._mark(origin).read_text() or 0)
        except FileNotFoundError:
            return 0

    def acknowledge(self, origin: str, size: int) -> None:
        """Remember, after the commit, that this size is out in the world."""
        descriptor = os.open(self._mark(origin), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            known = int(os.read(descriptor, 20) or 0)
            if size > known:
                # Sizes only grow, so the new digits always cover the old ones.
                os.pwrite(descriptor, str(size).encode(), 0)
        finally:
            os.close(descriptor)

    def _mark(self, origin: str) -> Path:
        return self.folder / f"signed-{hashlib.sha256(origin.encode()).hexdigest()[:24]}"


def _key_bytes(path: Path) -> bytes:
    """The private key in the file, made at the first call."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_bytes()
    with os.fdopen(descriptor, "wb") as file:
        key = Ed25519PrivateKey.generate().private_bytes_raw()
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    return key


@lru_cache(maxsize=1)
def _signer_in(folder: str) -> Signer:
    return Signer(Path(folder))


def signer() -> Signer:
    """The installation's signer."""
    return _signer_in(str(settings.SIGNOFF_KEYS))
