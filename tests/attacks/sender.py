"""A worker as a program of its own, which the attack kills; its clock is ahead by so many seconds.

python -m tests.attacks.sender DATABASE KEYS MAIL_PORT SECONDS
"""

from __future__ import annotations

import os
import sys
import threading
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings


def main(database: str, keys: str, port: str, ahead: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    settings.DATABASES["default"]["NAME"] = database
    settings.SIGNOFF_KEYS = Path(keys)
    settings.SECRET_KEY = os.environ["SECRET_KEY"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(port)
    django.setup()
    from signoff.jobs.worker import Worker
    from signoff.kernel import clock

    Worker(lambda: clock.now() + timedelta(seconds=int(ahead))).work(threading.Event())


if __name__ == "__main__":
    main(*sys.argv[1:])
