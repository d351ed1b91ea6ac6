"""Small files, small functions: the tail tells good from bad."""

from __future__ import annotations

from tests.shape.source import Module, modules

MOST_LINES_OF_FILE = 400
MOST_LINES_OF_FUNCTION = 60

LONGER: dict[str, str] = {
    "signoff.charter.decisions": "the charter: a table, a row each",
    "signoff.demo.wishes": "a table of the demo's tasks, a row each",
    "signoff.settings": "Django's settings, one a line",
}


def test_no_file_is_longer_than_one_reads_at_once() -> None:
    long = {module.name: module.lines for module in modules() if module.lines > MOST_LINES_OF_FILE}
    assert {name: lines for name, lines in long.items() if name not in LONGER} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    assert [
        (module.name, name, lines)
        for module in modules()
        for name, lines in module.functions
        if lines > MOST_LINES_OF_FUNCTION
    ] == []


def test_most_files_are_small() -> None:
    lines = sorted(module.lines for module in modules() if module.lines > 3)
    assert lines[len(lines) // 2] < 120
    assert lines[len(lines) * 9 // 10] < 250


def test_every_exception_is_still_needed() -> None:
    def needed(module: Module) -> bool:
        return module.lines > 250

    assert {module.name for module in modules() if module.name in LONGER and needed(module)} <= set(LONGER)
