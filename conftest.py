"""Set-up that all tests share: the cast is made once, and each test starts from it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from signoff.people.models import Person
from tests import cast as stage

if TYPE_CHECKING:
    from playwright.sync_api import Browser


CHROMIUM_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The test database, with the cast in it for all tests; yields the name of a copy without it.

    Made for every run, also of tests that use only a copy of it.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
        name = str(connection.settings_dict["NAME"])
        empty = _copy_database(name, tmp_path_factory.mktemp("empty"), "empty")
        stage.make_cast()
    yield empty
    with django_db_blocker.unblock():
        _drop_database(empty)
        teardown_databases(made, verbosity=0)


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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of all journeys: Playwright runs once in a process."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)  # milliseconds: a busy machine is slow, and not wrong
    with sync_playwright() as playwright:
        path = os.environ.get("SIGNOFF_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def own_database(
    django_db_setup: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path, settings: Settings
) -> Iterator[None]:
    """A copy of the test database, and of the ledger's keys, for one test that commits: races and crashes.

    The ledger refuses to be emptied, so such a test cannot clean up after itself; its copy is thrown away.
    """
    keys = tmp_path / "keys"
    shutil.copytree(django_settings.SIGNOFF_KEYS, keys)
    settings.SIGNOFF_KEYS = keys
    with django_db_blocker.unblock():
        yield from _connected_to_copy_of(str(connection.settings_dict["NAME"]), tmp_path)


@pytest.fixture
def own_empty_database(
    django_db_setup: str, django_db_blocker: DjangoDbBlocker, tmp_path: Path, settings: Settings
) -> Iterator[None]:
    """A database with all tables and nobody in it, for one test."""
    settings.SIGNOFF_KEYS = tmp_path / "keys"
    with django_db_blocker.unblock():
        yield from _connected_to_copy_of(django_db_setup, tmp_path)


def _connected_to_copy_of(name: str, folder: Path) -> Iterator[None]:
    original = connection.settings_dict["NAME"]
    copy = _copy_database(name, folder, "copy")
    connection.settings_dict["NAME"] = copy
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        _drop_database(copy)


def _copy_database(original: str, folder: Path, called: str) -> str:
    """Copy a database that nobody is connected to; the copy's name."""
    connection.close()
    if connection.vendor == "sqlite":
        copy = folder / f"{called}.sqlite3"
        for suffix in ("", "-wal"):
            if Path(f"{original}{suffix}").exists():
                shutil.copy(f"{original}{suffix}", f"{copy}{suffix}")
        return str(copy)
    copy_name = f"{original}_{called}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{copy_name}" TEMPLATE "{original}"')
    return copy_name


def _drop_database(copy: str) -> None:
    if connection.vendor != "sqlite":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{copy}" WITH (FORCE)')
