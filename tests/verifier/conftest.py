"""What the tests of the verifier share."""

from functools import cache

import pytest

import verify


@pytest.fixture
def remembered_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same right signature is under thousands of bundles: it is verified once, each wrong one every time."""
    monkeypatch.setattr(verify, "check_signature", cache(verify.check_signature))
