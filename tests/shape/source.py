"""Reading the project's own source, for the tests of its shape."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "signoff"
AREAS = ("people", "scope", "backlog", "sprints", "acceptance", "discussions", "files", "overview", "finding")


@dataclass(frozen=True)
class Module:
    """A Python file of the project."""

    path: Path

    @property
    def name(self) -> str:
        """As it is imported: signoff.backlog.rules."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")

    @property
    def tree(self) -> ast.Module:
        return parsed(self.path)

    @property
    def imports(self) -> set[str]:
        """The names of all modules that it imports, also inside functions and for type checking."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        return found

    @property
    def functions(self) -> Iterator[tuple[str, int]]:
        """(name, lines) of each function."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node.name, (node.end_lineno or 0) - node.lineno + 1

    @property
    def lines(self) -> int:
        return len(self.path.read_text().splitlines())


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def modules(*, tests: bool = False) -> list[Module]:
    """The package's modules, without migrations; without tests unless they are wanted."""
    found = [Module(path) for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]
    return [module for module in found if tests or "tests" not in module.path.parts]


def called(word: str) -> list[Module]:
    """The modules of the areas that have this word of the vocabulary as file or folder name."""
    return [
        module
        for module in modules()
        if any(module.name.startswith(f"signoff.{area}.{word}") for area in AREAS) and module.name.split(".")[2] == word
    ]
