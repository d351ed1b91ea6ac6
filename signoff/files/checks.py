"""The folder of attached files, held against what the tables say: for `bin/signoff verify`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from signoff.files.models import Attachment
from signoff.files.store import path_of
from signoff.ledger.findings import Finding
from signoff.people.models import Project


def findings(project: Project | None) -> Iterator[Finding]:
    """Files that are missing, or whose content is another."""
    kept = Attachment.objects.filter(erased_at=None)
    if project:
        kept = kept.filter(project=project)
    for row in kept.order_by("pk").iterator(chunk_size=500):
        path = path_of(row.sha256)
        where = f"{row.obj} (signoff_attachment, row {row.pk})"
        if not path.is_file():
            yield Finding(where, f"its file {row.sha256} is missing")
        elif _sha256(path) != row.sha256:
            yield Finding(where, f"its file {row.sha256} has another content")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
