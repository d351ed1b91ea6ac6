"""The stages of bin/test: each runs, is timed, and remembers in few words what broke."""

import os
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from steps import PYTHON, ROOT

SHOWN = 30
"""How many lines of what broke are told again at the end, shared by the stages that failed."""


@dataclass
class Result:
    """How one stage went."""

    name: str
    seconds: float = 0.0
    passed: int = 0
    skipped: int = 0
    broken: list[str] = field(default_factory=list)
    not_run: str = ""

    @property
    def word(self) -> str:
        """The result in a word."""
        return "NOT RUN" if self.not_run else "FAILED" if self.broken else "ok"


def check(name: str, command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Result:
    """A stage that says something only when it fails."""
    print(f"── {name} ", end="", flush=True)
    began = time.monotonic()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    result = Result(name, time.monotonic() - began)
    if done.returncode:
        result.broken = [line for line in done.stdout.splitlines() if line.strip(" ─")] or ["it said nothing"]
        print(f"FAILED\n{done.stdout}", flush=True)
    else:
        result.passed = 1
        print("ok", flush=True)
    return result


def suite(name: str, arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Result:
    """A stage that is a run of pytest, seen while it runs."""
    print(f"── {name}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [PYTHON, "-m", "pytest", "-q", *arguments, f"--junitxml={report}", "-o", "junit_family=xunit1"],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            check=False,
        )
        result = Result(name, time.monotonic() - began)
        if report.exists():
            read_report(report, result)
    if done.returncode and not result.broken:
        result.broken = [f"pytest ended with code {done.returncode} (its words are above)"]
    return result


def read_report(report: Path, result: Result) -> None:
    """Count the tests of a JUnit report, and note those that failed with their first words."""
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314  (pytest's own file)
        trouble = [mark for mark in case if mark.tag in ("failure", "error")]
        if trouble:
            message = (trouble[0].get("message") or "").strip().splitlines() or [trouble[0].tag]
            result.broken.append(f"{case.get('file')}::{case.get('name')}: {message[0][:160]}")
        elif any(mark.tag == "skipped" for mark in case):
            result.skipped += 1
        else:
            result.passed += 1


def not_run(name: str, why: str, *, counts: bool) -> Result:
    """A stage that this machine cannot run; it counts as failed where everything must run."""
    print(f"── {name} not run: {why}", flush=True)
    return Result(name, broken=[why]) if counts else Result(name, not_run=why)


def tell(results: Sequence[Result]) -> int:
    """The table of all stages, then what broke, then the sum; the exit code."""
    print("\n" + "─" * 64)
    for result in results:
        tests = f"{result.passed} passed" if result.passed > 1 else ""
        skipped = f", {result.skipped} skipped" if result.skipped else ""
        print(f"{result.name:<22} {result.word:<8} {result.seconds:7.1f} s  {tests}{skipped}{result.not_run}")
    tell_what_broke([result for result in results if result.broken])
    failed = sum(failures(result) for result in results)
    skipped_in_all = sum(result.skipped for result in results)
    ending = f", {skipped_in_all} skipped" if skipped_in_all else ""
    print(f"\n{sum(result.passed for result in results)} passed, {failed} failed{ending}", flush=True)
    return 1 if failed else 0


def tell_what_broke(results: Sequence[Result]) -> None:
    """The first lines of each stage that failed, few enough to be read without scrolling."""
    for result in results:
        share = SHOWN // len(results)
        print(f"\n{result.name} FAILED:")
        print("\n".join(f"  {line}" for line in result.broken[:share]))
        if len(result.broken) > share:
            print(f"  … and {len(result.broken) - share} lines more, above")


def failures(result: Result) -> int:
    """How many failures a stage counts for: each test of a suite is one, any other stage is one."""
    if not result.broken:
        return 0
    return len(result.broken) if "::" in result.broken[0] else 1
