"""The figures of all attacks stand at the end of the run, and with SIGNOFF_PROMISES in the file that it names."""

from __future__ import annotations

import os
from pathlib import Path

from _pytest.terminal import TerminalReporter

from tests.attacks.figures import FIGURES, summed, write


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Say what was tried and what failed."""
    figures = summed(FIGURES)
    if not figures:
        return
    terminalreporter.section("promises")
    for each in figures:
        said = f"{each.tried:>6} tried, {each.failed} failed  {each.what} ({each.database})"
        terminalreporter.line(f"{each.promise}  {said}")
    if file := os.environ.get("SIGNOFF_PROMISES"):
        write(Path(file), figures)
