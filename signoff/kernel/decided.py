"""Rows that hold what has been decided, and the digest by which the ledger vouches for them."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from django.db import models

from signoff.kernel.canonical import canonical


def plain(value: Any) -> Any:
    """The value as canonical JSON can hold it: moments as UTC with six decimals, days as ISO."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def moment(at: datetime) -> str:
    """A moment as the ledger writes it, `YYYY-MM-DDThh:mm:ss.ffffffZ`."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class Decided(models.Model):
    """A row that only commands write, whose state stands as a digest in the ledger (TRUST.md, A6).

    `recorded_as` is the first part of `obj`, of this model alone. `project_path` is the way from the row to its
    project as a query writes it (`task__project`, `pk` of the project itself); "" where the row belongs to the
    installation. `decided_with` are the relations that the decided state needs.
    """

    revision = models.PositiveIntegerField(default=0, editable=False)

    recorded_as: ClassVar[str]
    project_path: ClassVar[str] = ""
    decided_with: ClassVar[tuple[str, ...]] = ()
    decided_fields: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @property
    def obj(self) -> str:
        """The row's name in the ledger, `<kind>:<public name>`."""
        raise NotImplementedError

    @property
    def is_recorded(self) -> bool:
        """Whether the ledger must tell of this row."""
        return True

    def decided_state(self) -> dict[str, Any]:
        """What of this row has been decided, as plain values."""
        return {name: getattr(self, name) for name in self.decided_fields}

    def digest(self) -> str:
        """SHA-256 of the decided state and its revision, in lower-case hex."""
        state = {"obj": self.obj, "revision": self.revision, "state": plain(self.decided_state())}
        return hashlib.sha256(canonical(state)).hexdigest()
