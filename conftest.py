"""Set-up that all tests share: the cast is made once, and each test starts from it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from signoff.people.models import Person
from tests import cast as stage


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database, with the cast in it for all tests."""
    with django_db_blocker.unblock():
        stage.make_cast()


@pytest.fixture
def cast(db: None) -> stage.Cast:
    """The cast in place; what the test does is rolled back after it."""
    return stage.cast()


@pytest.fixture
def helena(cast: stage.Cast) -> Person:
    """The customer's product owner, who decides."""
    return cast.helena


@pytest.fixture
def sofia(cast: stage.Cast) -> Person:
    """A developer of the contractor, who builds."""
    return cast.sofia


@pytest.fixture
def own_database(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
    settings: pytest.FixtureRequest,
) -> Iterator[None]:
    """A copy of the test database, and of the ledger's keys, for one test that commits: races and crashes.

    The ledger refuses to be emptied, so such a test cannot clean up after itself; its copy is thrown away.
    """
    original = connection.settings_dict["NAME"]
    keys = tmp_path / "keys"
    shutil.copytree(django_settings.SIGNOFF_KEYS, keys)
    settings.SIGNOFF_KEYS = keys  # type: ignore[attr-defined]
    with django_db_blocker.unblock():
        copy = _copy_database(str(original), tmp_path)
        connection.settings_dict["NAME"] = copy
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = original
            _drop_database(copy)


def _copy_database(original: str, folder: Path) -> str:
    connection.close()
    if connection.vendor == "sqlite":
        copy = folder / "copy.sqlite3"
        shutil.copy(original, copy)
        wal = Path(f"{original}-wal")
        if wal.exists():
            shutil.copy(wal, f"{copy}-wal")
        return str(copy)
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute(f'CREATE DATABASE "{original}_copy" TEMPLATE "{original}"')
    return f"{original}_copy"


def _drop_database(copy: str) -> None:
    if connection.vendor != "sqlite":
        with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')
