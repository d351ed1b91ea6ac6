"""What must be so before the first page: tables, translations and static files."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from signoff.serving.telling import step

UNUSED = ["redoc*"]
"""Static files that a library brings and no page asks for; compressing them takes seconds."""


def prepare() -> None:
    """Bring tables, translations and static files up to the code; quick when they are."""
    if behind():
        with step("Bringing the database up to date"):
            call_command("migrate", verbosity=0, interactive=False)
    translate()
    if static_digest() != read(static_stamp()):
        with step("Preparing the browser files"):
            call_command("collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=UNUSED)
            static_stamp().write_text(static_digest())
    connections.close_all()


def behind() -> bool:
    """Whether the database lacks a migration of the code."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def translate() -> None:
    """Compile each catalogue of translations that is newer than its compiled form."""
    for source in sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as catalogue, compiled.open("wb") as result:
                write_mo(result, read_po(catalogue))


def static_stamp() -> Path:
    """The file that says of which sources the collected static files were made."""
    return Path(settings.STATIC_ROOT) / ".made-of"


def static_digest() -> str:
    """A digest of names, sizes and times of all static files of all sources."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for line in sorted(static_sources()):
        digest.update(line.encode())
    return digest.hexdigest()


def static_sources() -> Iterator[str]:
    """One line for each static file: where it is, its size, and when it was changed."""
    for finder in get_finders():
        for name, storage in finder.list([]):
            at = Path(storage.path(name)).stat()
            yield f"{storage.path(name)} {at.st_size} {at.st_mtime_ns}\n"


def read(file: Path) -> str:
    """What the file says; nothing where it is missing."""
    return file.read_text() if file.exists() else ""
