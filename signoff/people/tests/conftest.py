"""What the tests of people share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

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
