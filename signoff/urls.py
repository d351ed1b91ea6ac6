"""Every address of Signoff: each area declares its own, whole, in its urls.py."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

AREAS = (
    "people",
    "backlog",
    "acceptance",
    "discussions",
    "files",
    "charter",
    "ledger",
    "doors.importers",
    "doors.api",
    "ui",
)


def area_urls(area: str) -> list[URLResolver]:
    """The addresses of one area; none when it has no pages."""
    module = f"signoff.{area}.urls"
    return [path("", include(module))] if find_spec(module) else []


urlpatterns: list[URLPattern | URLResolver] = [
    *(addresses for area in AREAS for addresses in area_urls(area)),
    path("accounts/", include("allauth.urls")),
]
