"""One word a thing: the banned synonyms of docs/words.md stand nowhere."""

from __future__ import annotations

import re

import pytest

from tests.shape.source import PACKAGE, ROOT

WORDS = ROOT / "docs" / "words.md"


def banned() -> list[str]:
    """The third column of the glossary: what is not said."""
    rows = [line.split("|") for line in WORDS.read_text().splitlines() if line.startswith("| **")]
    return sorted({word.strip() for row in rows for word in row[3].split(",") if word.strip(" –")})


def texts() -> list[str]:
    """Everything that may speak: code, templates, scripts and styles; without what reads other trackers' words."""
    endings = {".py", ".html", ".js", ".css", ".txt"}
    return [
        str(path.relative_to(ROOT))
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in endings and not {"importers", "vendor", "migrations"} & set(path.parts)
    ]


@pytest.mark.parametrize("word", banned())
def test_a_banned_word_stands_nowhere(word: str) -> None:
    pattern = re.compile(rf"\b{word}s?\b", re.IGNORECASE)
    found = [name for name in texts() if pattern.search((ROOT / name).read_text())]
    assert found == []
