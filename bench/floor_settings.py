"""The floor: Django with sessions and sign-in, one Jinja2 table and one bare insert, and nothing else."""

from signoff.settings import (  # noqa: F401
    ALLOWED_HOSTS,
    AUTH_USER_MODEL,
    DATABASES,
    DEFAULT_AUTO_FIELD,
    PASSWORD_HASHERS,
    SECRET_KEY,
    SESSION_COOKIE_NAME,
    SESSION_ENGINE,
    SIGNOFF_HOST_NAME,
    SIGNOFF_KEYS,
    USE_TZ,
)

INSTALLED_APPS = [
    "signoff.apps.SignoffConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ROOT_URLCONF = "bench.floor"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [__file__.rpartition("/")[0] + "/templates"],
        "APP_DIRS": False,
    }
]
