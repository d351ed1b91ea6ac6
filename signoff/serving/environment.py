"""What the surroundings say: folders, secrets and the database, read from environment variables."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent.parent
"""The folder that holds the package: the repository, or a site-packages folder."""


def flag(name: str) -> bool:
    """Whether the environment variable is set to something other than nothing, 0, no or false."""
    return os.environ.get(name, "").strip().lower() not in ("", "0", "no", "false")


def words(name: str) -> list[str]:
    """The comma-separated words of an environment variable."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def var_folder() -> Path:
    """Where everything that is not code is kept: SIGNOFF_VAR, else `var` in the repository or here."""
    named = os.environ.get("SIGNOFF_VAR")
    home = ROOT if (ROOT / "pyproject.toml").exists() else Path.cwd()
    folder = Path(named).resolve() if named else home / "var"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"The folder {folder} cannot be made: {problem.strerror}.") from problem
    return folder


def secret_key(folder: Path) -> str:
    """The installation's secret, made at the first start in a file that only its owner reads."""
    file = folder / "secret_key"
    if not file.exists():
        # Written aside and linked, so that of two processes starting at once one wins and both agree.
        draft = folder / f"secret_key.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text()


def database(folder: Path) -> dict[str, Any]:
    """Django's settings for the database that DATABASE_URL names, else for SQLite in the folder."""
    url = os.environ.get("DATABASE_URL", "")
    return postgresql(url) if url else sqlite(folder)


def demo_marker(folder: Path) -> Path:
    """The file that says "yes" when the database holds the demo, and "no" when it was started without."""
    url = os.environ.get("DATABASE_URL", "")
    which = hashlib.sha256(url.encode()).hexdigest()[:8] if url else "sqlite"
    return folder / f"demo-{which}"


def is_demo(folder: Path) -> bool:
    """Whether this installation is the demo, where everybody may sign in as any of its cast."""
    marker = demo_marker(folder)
    return flag("SIGNOFF_DEMO") or (marker.exists() and marker.read_text().strip() == "yes")


def sqlite(folder: Path) -> dict[str, Any]:
    """SQLite so that an acknowledged commit is on the disk, and writers wait for each other (C2)."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "signoff.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY",
        },
        # A file, not memory: tests of races open several connections, and want its real behaviour.
        "TEST": {"NAME": folder / "test.sqlite3"},
    }


def postgresql(url: str) -> dict[str, Any]:
    """PostgreSQL from postgresql://user:password@host:port/name?option=value; the host may be a folder."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://; without it SQLite is used.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        # Kept open by each serving thread: a new connection costs more than a whole page.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Values go beside the statement, which the server plans once and keeps: a third of a deed's time.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3, **options},
    }


def mail(url: str) -> dict[str, Any]:
    """Django's mail settings from smtp://user:password@host:port (smtps:// for TLS from the start)."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps"):
        raise ImproperlyConfigured("SIGNOFF_MAIL_URL must begin with smtp:// or smtps://.")
    at_once = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if at_once else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": at_once,
        "EMAIL_USE_TLS": not at_once and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }
