"""Which files may be attached and erased: pure functions of values."""

from __future__ import annotations

from collections.abc import Iterator

from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _

MOST_FILES = 50


def against_name(name: str) -> Iterator[Refusal]:
    """A name is a name, not a path (D5)."""
    if "/" in name or "\\" in name or name in {".", ".."}:
        yield Refusal("name-is-a-path", _("A file's name has no slashes. For example: plan.pdf."), "S6")


def against_many(count: int) -> Iterator[Refusal]:
    """A task or a requirement holds a bounded number of files (D5)."""
    if count >= MOST_FILES:
        yield Refusal("too-many-files", _("A task holds at most %(most)d files."), "S6", {"most": MOST_FILES})


def against_erasing(*, erased: bool, own_side: bool, elsewhere: bool) -> Iterator[Refusal]:
    """A side erases what it attached itself, once, and not what is attached elsewhere too."""
    if erased:
        yield Refusal("erased-already", _("The file has been erased already."), "A2")
    elif not own_side:
        yield Refusal("attached-by-other-side", _("The other side attached this file, and only it erases it."), "A2")
    elif elsewhere:
        yield Refusal("attached-elsewhere", _("The same file is attached elsewhere too. Erase it there first."), "A2")
