"""Django's settings; what differs between installations comes from environment variables.

SIGNOFF_VAR (folder), DATABASE_URL, SIGNOFF_HOST_NAME, SIGNOFF_ADDRESS, SIGNOFF_ALLOWED_HOSTS, SIGNOFF_HTTPS,
SIGNOFF_MAIL_URL, SIGNOFF_MAIL_FROM, SIGNOFF_DEMO and SIGNOFF_DEBUG are all; each has a default that suits one machine.
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF

from signoff.serving import environment

PACKAGE = Path(__file__).resolve().parent
VAR = environment.var_folder()

DEBUG = environment.flag("SIGNOFF_DEBUG")
SECRET_KEY = environment.secret_key(VAR)

# --- Signoff's own
SIGNOFF_DEMO = environment.is_demo(VAR)
SIGNOFF_HOST_NAME = os.environ.get("SIGNOFF_HOST_NAME", "localhost")
"""The host in every ledger's origin: chosen once, before the first entry."""
SIGNOFF_ADDRESS = os.environ.get("SIGNOFF_ADDRESS", "http://localhost:8000").rstrip("/")
"""The address at which people reach this installation: links in letters begin with it."""
SIGNOFF_KEYS = VAR / "keys"
SIGNOFF_FILES = VAR / "files"
HTTPS = environment.flag("SIGNOFF_HTTPS")

# --- What it is made of
INSTALLED_APPS = [
    "signoff.apps.SignoffConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "ninja",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "signoff.people.reader.ReaderMiddleware",
    "signoff.doors.once.OnceMiddleware",
]
ROOT_URLCONF = "signoff.urls"
WSGI_APPLICATION = "signoff.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Tried in order: our pages, and our versions of allauth's, are Jinja2; the rest is Django's language.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(PACKAGE.glob("**/templates")),
        "APP_DIRS": False,
        "OPTIONS": {"environment": "signoff.ui.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# --- Data
DATABASES = {"default": environment.database(VAR)}
# Files, so that all workers count tries of a password together, and a restart forgets none (D4).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "signoff.doors.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- People
AUTH_USER_MODEL = "signoff.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/projects/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "signoff.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Whoever changes how somebody signs in, that person hears of it by mail.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
# A wrong password: ten a minute from one address, five in five minutes for one account, known or not (D4).
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reset_password": "10/m/ip,3/5m/key"}
# With HTTPS there is one proxy before us, which says from where somebody comes.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Signoff"
MFA_FORMS = {
    "login_webauthn": "signoff.people.forms.SignInForm",
    "authenticate_webauthn": "signoff.people.forms.SecondStepForm",
    "reauthenticate_webauthn": "signoff.people.forms.ReauthenticateForm",
    "add_webauthn": "signoff.people.forms.AddForm",
}
# Browsers offer passkeys on http://localhost too; any other http address they refuse by themselves.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

# --- Sessions: rows, so that ending one works at once in every worker (B4)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-signoff" if HTTPS else "signoff"
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-signoff-csrf" if HTTPS else "signoff-csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- The way in
ALLOWED_HOSTS = [
    SIGNOFF_HOST_NAME,
    "localhost",
    "127.0.0.1",
    "[::1]",
    *environment.words("SIGNOFF_ALLOWED_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [f"https://{SIGNOFF_HOST_NAME}"] if HTTPS else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- Static files: named by their content and compressed, unless one is working on them
STATIC_URL = "/static/"
STATICFILES_DIRS = sorted(PACKAGE.glob("*/static"))
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "woff2", "png", "jpg", "webp", "gz", "br", "zip"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": SIGNOFF_FILES, "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "signoff.serving.static.StaticFiles"
    },
}

# --- Words and times
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("fi", "Suomi")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "signoff-language"

# --- Mail and logs
DEFAULT_FROM_EMAIL = os.environ.get("SIGNOFF_MAIL_FROM", f"Signoff <signoff@{SIGNOFF_HOST_NAME}>")
globals().update(environment.mail("" if SIGNOFF_DEMO else os.environ.get("SIGNOFF_MAIL_URL", "")))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "signoff": {"level": "INFO"},
    },
}
