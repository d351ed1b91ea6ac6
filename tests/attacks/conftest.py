"""The figures of all attacks stand at the end of the run."""

from __future__ import annotations

from _pytest.terminal import TerminalReporter

from tests.attacks.figures import FIGURES


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Say what was tried and what failed."""
    if FIGURES:
        terminalreporter.section("promises")
        for line in sorted(FIGURES):
            terminalreporter.line(line)
