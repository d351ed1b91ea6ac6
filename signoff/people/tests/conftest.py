"""What the tests of people share."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from signoff.jobs.worker import Worker
from signoff.people.models import Person


@pytest.fixture(autouse=True)
def tries_are_not_counted_over_tests() -> Iterator[None]:
    """Each test starts with nobody having tried a password."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def browser() -> Callable[[Person], Client]:
    """A browser in which the person is signed in."""

    def of(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return of


@pytest.fixture
def sending(
    settings: Settings, tmp_path: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Callable[[], AbstractContextManager[object]]:
    """What happens after a commit happens too: a worker sends the letters.

    So does the signer's memory of what it has handed out, which outlives the test's rollback: it gets a copy.
    """
    settings.SIGNOFF_KEYS = shutil.copytree(settings.SIGNOFF_KEYS, tmp_path / "keys")

    @contextmanager
    def until_all_are_out() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield
        Worker().work_off()

    return until_all_are_out
