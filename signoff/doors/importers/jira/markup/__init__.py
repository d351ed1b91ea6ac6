"""Long texts as Markdown, whatever they were written in. Bounded: no input makes it slow or fail."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..values import Markup, RichText
from .adf import from_adf
from .html import from_html
from .wiki import from_wiki

LONGEST = 400_000  # characters; a longer text comes in as it is


def to_markdown(text: RichText, people: Mapping[str, str] | None = None) -> str:
    """The text as Markdown. `people`: id → name, for mentions."""
    source = text.source
    if not source.strip():
        return ""
    if len(source) > LONGEST:
        return source.strip()
    if text.markup is Markup.WIKI:
        return from_wiki(source, people or {})
    if text.markup is Markup.HTML:
        return from_html(source)
    if text.markup is Markup.ADF:
        return from_adf(json.loads(source))
    return source.replace("\r\n", "\n").strip()
