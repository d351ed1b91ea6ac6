"""A program of its own that does deeds until it is killed, and says of each, after its answer, that it was done.

python -m tests.attacks.writer DATABASE KEYS NAME
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django
from django.conf import settings


def main(database: str, keys: str, name: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    settings.DATABASES["default"]["NAME"] = database
    settings.SIGNOFF_KEYS = Path(keys)
    settings.SECRET_KEY = os.environ["SECRET_KEY"]
    django.setup()
    from tests import cast as stage

    helena, number = stage.person("Helena"), 0
    while True:
        key = f"{name}-{number}"
        done = stage.do("backlog.add-task", helena, project="BOOK", title=key, _key=key)
        sys.stdout.write(f"{key} {done.receipt.seq} {done.receipt.entry.hex()}\n")
        sys.stdout.flush()
        number += 1


if __name__ == "__main__":
    main(*sys.argv[1:])
