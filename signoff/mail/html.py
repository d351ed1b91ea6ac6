"""A letter's plain text as HTML that any mail program shows: paragraphs, links and code, no pictures, no styles."""

from __future__ import annotations

import re

from django.conf import settings
from django.utils.html import escape

CODE = re.compile(r"^    ", re.MULTILINE)


def html_of(text: str) -> str:
    """Paragraph by paragraph. Lines that begin with four spaces are code; nothing that people wrote is markup."""
    paragraphs = "\n".join(_paragraph(each) for each in re.split(r"\n{2,}", text.strip("\n")))
    return f'<!doctype html>\n<html><head><meta charset="utf-8"></head><body>\n{paragraphs}\n</body></html>\n'


def _paragraph(text: str) -> str:
    if all(line.startswith("    ") for line in text.split("\n")):
        return f"<pre>{escape(CODE.sub('', text))}</pre>"
    if is_ours(text):
        return f'<p><a href="{escape(text)}">{escape(text)}</a></p>'
    return "<p>{}</p>".format("<br>\n".join(escape(line) for line in text.split("\n")))


def is_ours(text: str) -> bool:
    """Whether the whole paragraph is an address of this installation."""
    return text.startswith(f"{settings.SIGNOFF_ADDRESS}/") and re.fullmatch(r"[!-~]+", text) is not None
