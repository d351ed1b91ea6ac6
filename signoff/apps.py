"""The one Django app that Signoff is."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

AREAS = ("people", "scope", "backlog", "proposals", "sprints", "acceptance", "discussions", "files", "mail")


class SignoffConfig(AppConfig):
    name = "signoff"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Guard the ledger on every connection, and import every area's commands: all doors know them then."""
        import_module("signoff.ledger.guard").install()
        for area in AREAS:
            if find_spec(f"signoff.{area}.commands"):
                import_module(f"signoff.{area}.commands")
