"""Characters that cannot be kept, taken out; whoever calls names the cell."""

from __future__ import annotations

import re

#: no database keeps a NUL, no UTF-8 half of a surrogate pair (which is also how undecodable bytes arrive)
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
#: what no text here may hold: control characters, and marks that turn the reading direction around
_UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def storable(text: str) -> tuple[str, str]:
    """The text without what cannot be stored, and the trouble's code or ""."""
    if not _UNSTORABLE.search(text):
        return text, ""
    had_nul = "\0" in text
    cleaned = _UNSTORABLE.sub(lambda found: "" if found[0] == "\0" else "\ufffd", text)
    return cleaned, "nul-left-out" if had_nul else "unreadable-character"


def fit(text: str) -> tuple[str, str]:
    """The text as a task may hold it, lines ended by \\n, and the trouble's code or ""."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _UNFIT.search(text):
        return text, ""
    return _UNFIT.sub("", text), "invisible-left-out"


def one_line(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())
