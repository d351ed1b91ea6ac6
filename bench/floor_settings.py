"""The floor: Django with sessions and sign-in, one Jinja2 table and one bare insert, and nothing else."""

from pathlib import Path

from signoff.settings import (  # noqa: F401
    ALLOWED_HOSTS,
    DATABASES,
    DEFAULT_AUTO_FIELD,
    SECRET_KEY,
    SESSION_COOKIE_NAME,
    SESSION_ENGINE,
    USE_TZ,
)

INSTALLED_APPS = ["bench", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"]
AUTH_USER_MODEL = "bench.Person"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "bench.floor"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": False,
    }
]
