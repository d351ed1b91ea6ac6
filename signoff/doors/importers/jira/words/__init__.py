"""What columns, steps, priorities and kinds are called, in the languages that Jira is used in.

A `.txt` file a subject: each line `meaning: name | name | …`; lines that start with `#` are comments.
Names are compared by `plain`, so case, accents on spaces and punctuation at the ends do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

_TRIM = " \t\r\n\u200b\ufeff\u00a0*:#.·\"'"


def plain(name: str) -> str:
    """A name as it is compared: one case, one kind of space, nothing around it."""
    text = unicodedata.normalize("NFKC", name).replace("_", " ").casefold()
    return re.sub(r"\s+", " ", text).strip(_TRIM)


@cache
def words(subject: str) -> dict[str, str]:
    """Compared name → meaning, from `<subject>.txt`; the first line that has a name wins."""
    found: dict[str, str] = {}
    text = resources.files(__package__).joinpath(f"{subject}.txt").read_text("utf-8")
    for line in text.splitlines():
        meaning, colon, names = line.partition(":")
        if not colon or line.startswith("#"):
            continue
        for name in names.split("|"):
            found.setdefault(plain(name), meaning.strip())
    found.pop("", None)
    return found
