"""Comparing words as people do: case and accents make no difference, and the beginning of a word is enough."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """The text in small letters without accents: “Tomás” becomes “tomas”."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def fits(said: str, *texts: str) -> bool:
    """Whether each word of `said` begins a word in one of the texts; no word at all fits nothing."""
    wanted = WORD.findall(folded(said))
    there = [word for text in texts for word in WORD.findall(folded(text))]
    return bool(wanted) and all(any(word.startswith(each) for word in there) for each in wanted)
