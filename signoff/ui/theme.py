"""Light, dark, or as the device says: kept in a cookie, so that a page has its ground from the first byte."""

from typing import Literal

from django.http import HttpRequest, HttpResponse

Theme = Literal["light", "dark", "system"]
THEMES: tuple[Theme, ...] = ("light", "dark", "system")
COOKIE = "theme"
_YEAR = 365 * 24 * 3600


def theme_of(request: HttpRequest | None) -> Theme:
    """What the reader chose; "system" where nothing (or nothing sensible) is in the cookie."""
    chosen = request.COOKIES.get(COOKIE, "system") if request is not None else "system"
    return chosen if chosen in THEMES else "system"


def keep_theme(response: HttpResponse, theme: Theme, *, secure: bool) -> None:
    """Remember the choice for a year. Not httponly: the switch in the menu changes it without a page load."""
    response.set_cookie(COOKIE, theme, max_age=_YEAR, samesite="Lax", secure=secure)
