"""The icons in use, drawn by ourselves in one SVG sprite: 16 px, line 1.5, round ends."""

import re
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from markupsafe import Markup

SPRITE = "signoff/icons.svg"
_FILE = Path(__file__).parent / "static" / SPRITE
NAMES = frozenset(re.findall(r'<symbol id="([a-z-]+)"', _FILE.read_text(encoding="utf-8")))


@cache
def _sprite_url() -> str:
    return static(SPRITE)


@cache
def icon(name: str, tone: str = "") -> Markup:
    """The icon as `<svg>`, silent to screen readers: a word always stands with it.

    `tone`: "" (as the text around it), "ok", "wait", "bad", "act" or "quiet". ValueError for an unknown name.
    """
    if name not in NAMES:
        raise ValueError(f"no such icon: {name}")
    if tone not in ("", "ok", "wait", "bad", "act", "quiet"):
        raise ValueError(f"no such tone: {tone}")
    classes = f"icon icon-{tone}" if tone else "icon"
    return Markup('<svg class="{}" aria-hidden="true" width="16" height="16"><use href="{}#{}"/></svg>').format(
        classes, _sprite_url(), name
    )
