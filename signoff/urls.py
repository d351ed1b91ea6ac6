"""Every address of Signoff: each area declares its own, whole, in its urls.py."""

from pathlib import Path

from django.urls import URLPattern, URLResolver, include, path

AREAS = (
    "doors.api",
    "people",
    "overview",
    "finding",
    "scope",
    "backlog",
    "proposals",
    "sprints",
    "acceptance",
    "discussions",
    "files",
    "mail",
    "jobs",
    "charter",
    "ledger",
    "doors.importers",
    "ui",
)


def area_urls(area: str) -> list[URLResolver]:
    """The addresses of one area; none when it has no pages."""
    file = Path(__file__).parent.joinpath(*area.split("."), "urls.py")
    return [path("", include(f"signoff.{area}.urls"))] if file.exists() else []


urlpatterns: list[URLPattern | URLResolver] = [
    *(addresses for area in AREAS for addresses in area_urls(area)),
]
