"""Signoff's settings in tests: a folder of its own for each run, and nothing that only costs time."""

import atexit
import os
import shutil
import tempfile

# Named before the settings are read, so that no test ever meets the folder that bin/run serves from.
_folder = tempfile.mkdtemp(prefix="signoff-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["SIGNOFF_VAR"] = _folder

from signoff.settings import *  # noqa: E402, F403
from signoff.settings import ALLOWED_HOSTS, STORAGES  # noqa: E402

ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
