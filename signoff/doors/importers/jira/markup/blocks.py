"""Pieces of Markdown that every converter writes in the same way."""

from __future__ import annotations

from collections.abc import Sequence


def fenced(code: str, language: str = "") -> str:
    """A code block with a fence that the code itself cannot close."""
    fence = "```"
    while fence in code:
        fence += "`"
    return f"\n{fence}{language}\n{code.strip(chr(10))}\n{fence}\n"


def list_mark(marks: str) -> str:
    """Indentation and mark of a list line; `marks` names each level: "*" a bullet, "#" a number."""
    indent = sum(2 if mark == "*" else 3 for mark in marks[:-1])
    return " " * indent + ("- " if marks[-1] == "*" else "1. ")


def table_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def table_rule(columns: int) -> str:
    return "|" + " --- |" * columns
