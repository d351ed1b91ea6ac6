"""The components: every macro of templates/ui/parts/ as an attribute of `ui`, in every template.

    {{ ui.button(_("Accept the task"), kind="filled", icon="tick") }}

A wrong name, a wrong argument and a wrong value are errors, not silence.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from jinja2 import Environment
from jinja2.runtime import Macro

from signoff.ui.icons import icon

FILES = (
    "button", "dialog", "field", "fact", "judge", "layout", "ledger", "menu", "notice", "person",
    "table", "talk", "work",
)  # fmt: skip

REMEMBERED = {"avatar", "chip", "fact", "key", "person", "priority", "side_name", "steps"}
"""Small parts that a long list repeats: the same words give the same HTML, so it is made once."""


class Parts:
    """Looks a macro up by its name in the files of parts; Jinja compiles each file once.

    While templates are being worked on (`auto_reload`), each use looks again; else a part is found once.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._file_of: dict[str, str] = {}

    icon = staticmethod(icon)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if not self._file_of:
            self._file_of = self._find()
        if name not in self._file_of:
            raise AttributeError(f"ui has no part called {name}")
        part = getattr(self._environment.get_template(self._file_of[name]).module, name)
        if not self._environment.auto_reload:
            part = remembered(part) if name in REMEMBERED else part
            setattr(self, name, part)
        return part

    def _find(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for file in FILES:
            path = f"ui/parts/{file}.html"
            for name, thing in vars(self._environment.get_template(path).module).items():
                if isinstance(thing, Macro) and not name.startswith("_"):
                    if name in found:
                        raise RuntimeError(f"two parts are called {name}: in {found[name]} and {path}")
                    found[name] = path
        return found


def remembered(part: Macro) -> Callable[..., str]:
    """The part with a memory. `typed`: text that is HTML already is not the same as text that reads so."""
    return lru_cache(maxsize=4096, typed=True)(part)


def one_of(value: str, *allowed: str) -> str:
    """The value, if it is one of those allowed; else ValueError. Keeps macros strict about their words."""
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
    return value
