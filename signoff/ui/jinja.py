"""The Jinja2 environment of every page: the option `environment` of Django's Jinja2 backend.

Undefined names are errors, everything is escaped, texts go through gettext (`_("…")`, `{% trans %}`), and the
components are at hand as `ui`.
"""

from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.templatetags.static import static as static_url
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import Environment, StrictUndefined

from signoff.ui import format as formats
from signoff.ui import markdown
from signoff.ui.fragments import fragment
from signoff.ui.parts import Parts, one_of
from signoff.ui.shell import Shell
from signoff.ui.theme import theme_of

FILTERS = (
    formats.day, formats.long_day, formats.near_day, formats.clock, formats.moment, formats.since,
    formats.iso, formats.duration, formats.money, formats.number, formats.initials, formats.file_size,
    formats.text_of,
)  # fmt: skip
STYLES = (
    "reset", "tokens", "base", "layout", "buttons", "fields", "people", "work", "cards", "lists", "talk",
    "floating", "print",
)  # fmt: skip
BEHAVIOURS = ("busy", "copy", "dialog", "drop", "goto", "keys", "live", "menu", "theme", "wrong")


@cache
def static(path: str) -> str:
    """The address of a static file; it stays the same while the server runs."""
    return static_url(path)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page: `url("backlog:task", key="BOOK-131")`."""
    return reverse(name, args=args, kwargs=kwargs)


def query(request: HttpRequest, **changes: str | int | None) -> str:
    """The page's own query with some values changed: "?step=testing&page=2"; None takes a value out."""
    values = {name: request.GET.getlist(name) for name in request.GET}
    for name, value in changes.items():
        values[name] = [] if value is None else [str(value)]
    return "?" + urlencode([(name, value) for name, several in values.items() for value in several])


PLAIN_ATTRIBUTES = {
    "autocomplete", "autofocus", "maxlength", "minlength", "inputmode", "min", "max", "step", "accept",
    "multiple", "spellcheck", "pattern",
}  # fmt: skip


def plain_attributes(attributes: dict[str, Any]) -> dict[str, Any]:
    """Of what a Django widget carries, what says how to type; not how it looks, nor what runs."""
    return {name: value for name, value in attributes.items() if name in PLAIN_ATTRIBUTES and value is not False}


def printed_at() -> str:
    """The moment at which the page is made, for the foot of what is printed: "Fri 20 Nov, 9:14"."""
    now = timezone.now()
    return f"{formats.day(now)}, {formats.clock(now)}"


def direction() -> str:
    """As "rtl" where the reader's language is written from right to left."""
    return "rtl" if translation.get_language_bidi() else "ltr"


def environment(**options: Any) -> Environment:
    """Made once by Django's Jinja2 backend, with its options; ours are added to them."""
    options.update(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    extensions = ["jinja2.ext.i18n", "jinja2.ext.do"]
    made = Environment(**options, extensions=extensions)  # noqa: S701  (autoescape is among the options)
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True,
        pgettext=translation.pgettext, npgettext=translation.npgettext,
    )  # fmt: skip
    made.filters.update({function.__name__: function for function in FILTERS})
    made.filters["markdown"] = markdown.render
    made.globals.update(
        static=static, url=url, query=query, one_of=one_of, theme_of=theme_of, direction=direction,
        printed_at=printed_at, plain_attributes=plain_attributes,
        language=lambda: translation.get_language() or "en", no_shell=Shell(home="/"),
        styles=STYLES, behaviours=BEHAVIOURS, ui=Parts(made), fragment=fragment,
    )  # fmt: skip
    return made
