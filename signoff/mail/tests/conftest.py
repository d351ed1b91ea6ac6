"""What the tests of letters share."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from signoff.mail.tests.server import MailServer


@pytest.fixture
def server(settings: Settings) -> MailServer:
    """The mail server that the settings name; it is there only while the test lets it listen."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
    return server
