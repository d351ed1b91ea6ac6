"""The types of which commands are made, and what they refuse to read."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

# Marks that turn the reading direction around: they make one text look like another (Trojan Source).
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Personal:
    """The field tells of a person: the ledger holds a salted commitment of it, which can be erased (A8)."""


@dataclass(frozen=True)
class Secret:
    """The field is a secret: nothing of it goes into the ledger."""


@dataclass(frozen=True)
class Content:
    """The field is the content of a file: the ledger holds its SHA-256 and size."""


def unfit_character(text: str) -> str | None:
    """The first character that no text may hold, told in words; None when the text is fit."""
    for character in text:
        if character in "\n\t" or " " <= character <= "~":
            continue
        category = unicodedata.category(character)
        if character == "\0":
            return "a NUL character"
        if category == "Cs":
            return "half of a surrogate pair"
        if character in DIRECTION_MARKS:
            return "an invisible mark that changes the reading direction"
        if category == "Cc" and character != "\r":
            return "a control character"
    return None


def fit_text(text: str) -> str:
    """The text with its line ends as \\n; refused when it holds an unfit character."""
    unfit = unfit_character(text)
    if unfit:
        raise PydanticCustomError("unfit_character", "holds {unfit}; leave it out", {"unfit": unfit})
    return text.replace("\r\n", "\n").replace("\r", "\n")


def fit_line(text: str) -> str:
    """One line of text without white space around it."""
    text = fit_text(text)
    if "\n" in text or "\t" in text:
        raise PydanticCustomError("one_line", "must be one line")
    return text.strip()


def _not_empty(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty", "must not be empty")
    return text


Line = Annotated[str, Field(max_length=500), AfterValidator(fit_line)]
Name = Annotated[str, Field(min_length=1, max_length=120), AfterValidator(fit_line), AfterValidator(_not_empty)]
Title = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(fit_line), AfterValidator(_not_empty)]
Text = Annotated[str, Field(max_length=20_000), AfterValidator(fit_text)]
Words = Annotated[str, Field(min_length=1, max_length=20_000), AfterValidator(fit_text), AfterValidator(_not_empty)]
Revision = Annotated[int, Field(ge=1, le=2**31 - 1)]
