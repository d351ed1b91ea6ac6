"""Every template of the house obeys the strict CSP: no style and no script inside, nothing from outside."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2]
TEMPLATES = sorted(PACKAGE.glob("**/templates/**/*.html"))
STATIC = PACKAGE / "ui" / "static" / "signoff"
FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a <style> element": re.compile(r"<style\b", re.IGNORECASE),
    "a handler in an attribute": re.compile(r"<[^>{]*\s(on[a-z]+|hx-on[:a-z-]*)\s*=", re.IGNORECASE),
    "a script with contents": re.compile(r"<script\b[^>]*>(?!\s*</script>)", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "something fetched from outside": re.compile(r"\b(src|srcset)\s*=\s*[\"']?(https?:)?//", re.IGNORECASE),
    "text marked as safe": re.compile(r"\|\s*safe\b"),
}
SMALL = 80


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_template_has_nothing_inline(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert {what for what, pattern in FORBIDDEN.items() if pattern.search(text)} == set()


def test_the_guard_sees_what_it_guards_against() -> None:
    bad = (
        '<p style="x">',
        "<style>",
        '<a onclick="x">',
        "<script>x</script>",
        "javascript:x",
        "<img src=//e>",
        "{{ x|safe }}",
    )
    for pattern, text in zip(FORBIDDEN.values(), bad, strict=True):
        assert pattern.search(text), text
    assert not FORBIDDEN["a script with contents"].search('<script defer src="x.js"></script>')


@pytest.mark.parametrize("file", sorted(STATIC.glob("js/*.js")), ids=lambda path: path.name)
def test_a_behaviour_is_small_and_runs_under_the_strict_policy(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) < SMALL
    assert not re.search(
        r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.style\b", text
    )


COLOURLESS = sorted(path for path in STATIC.glob("css/*.css") if path.name not in ("tokens.css", "print.css"))


@pytest.mark.parametrize("file", COLOURLESS, ids=lambda path: path.name)
def test_colours_come_from_tokens_alone(file: Path) -> None:
    assert not re.search(r"#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)\(", file.read_text(encoding="utf-8"), re.IGNORECASE)


@pytest.mark.parametrize("file", sorted(STATIC.glob("css/*.css")), ids=lambda path: path.name)
def test_every_token_that_is_used_exists(file: Path) -> None:
    every = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("css/*.css"))
    known = set(re.findall(r"(--[a-z0-9-]+)\s*:", every))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", file.read_text(encoding="utf-8"))) <= known
