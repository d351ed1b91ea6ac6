"""What the tests of the ledger share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django import Settings


@pytest.fixture
def own_keys(settings: Settings, tmp_path: Path) -> Path:
    """A copy of the signing key and its memory, for a test that writes into that."""
    keys = tmp_path / "keys"
    shutil.copytree(django_settings.SIGNOFF_KEYS, keys)
    settings.SIGNOFF_KEYS = keys
    return keys
