"""bin/test: set up what the tests need, run every check, and tell last what broke."""

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import browser
import cluster
import packages
import stages
import steps

SETUP = "tests/setup"
WITHOUT_DATABASE = ("tests/verifier", "tests/shape", "signoff/ui", "signoff/doors/importers/jira/tests")
"""Tests that ask no database: once is enough."""
PROMISED = (
    "tests/attacks",
    "tests/verifier/test_mutations.py",
    "tests/doors/test_roles.py",
    "tests/doors/test_reads.py",
)
"""Tests that report how often a promise was attacked, and how often an attack got through."""
FIGURES = steps.ROOT / "signoff" / "ledger" / "promises.json"
PLUGINS = {"schemathesis": "schemathesis", "hypothesis": "hypothesispytest"}
"""Libraries whose pytest plugin costs a second or more, left out where no test names the library."""


def main() -> int:
    """Everything, or the parts that are named."""
    parser = argparse.ArgumentParser(prog="bin/test", description="Run every check, or only the tests named.")
    parser.add_argument("--postgresql", action="store_true", help="run the named tests on PostgreSQL")
    parser.add_argument(
        "--promises",
        action="store_true",
        help="check the promises on both databases, and keep the figures for their page",
    )
    given, rest = parser.parse_known_args()
    os.chdir(steps.ROOT)
    packages.ready("run", "dev")
    browser.ready(with_tools=True)
    if given.promises:
        return promises(rest)
    if given.postgresql or any(not word.startswith("-") for word in rest):
        return part(rest, postgresql=given.postgresql)
    return everything(rest)


def part(arguments: Sequence[str], *, postgresql: bool) -> int:
    """Only the tests named, on SQLite unless told otherwise; paths and options are pytest's."""
    named = [word for word in arguments if not word.startswith("-")] or ["tests", "signoff"]
    if any("journeys" in word for word in named):
        os.environ["SIGNOFF_CHROMIUM"] = chromium()
    command = [str(steps.PYTHON), "-m", "pytest", *without_plugins(named), *arguments]
    if not postgresql:
        os.execv(steps.PYTHON, command)
    with cluster.started(server()) as url:
        return os.spawnve(os.P_WAIT, steps.PYTHON, command, {**os.environ, "DATABASE_URL": url})


def everything(arguments: Sequence[str]) -> int:
    """Every stage, also after one that failed."""
    results = [*checks(), setup(arguments), *suites(arguments), journeys(arguments)]
    return stages.tell(results)


def promises(arguments: Sequence[str]) -> int:
    """What attacks the promises, on both databases; their figures are kept in the file that the product shows."""
    plugins, kept = without_plugins(PROMISED), {"SIGNOFF_PROMISES": str(FIGURES)}
    words = [*plugins, *arguments, *PROMISED]
    results = [stages.suite("promises on SQLite", words, {**kept, "DATABASE_URL": ""})]
    with cluster.started(server()) as url:
        results.append(stages.suite("promises on PostgreSQL", words, {**kept, "DATABASE_URL": url}))
    return stages.tell(results)


def checks() -> Iterator[stages.Result]:
    """What is found without running the product."""
    tools = steps.VENV / "bin"
    yield stages.check("format", [tools / "ruff", "format", "--check", "--output-format=concise", "."])
    yield stages.check("lint", [tools / "ruff", "check", "--quiet", "--output-format=concise", "."])
    yield stages.check("types", [tools / "mypy", "--no-error-summary"])
    yield stages.check("templates", [tools / "djlint", "--quiet", "--lint", "signoff"])
    yield stages.check("imports", [tools / "lint-imports", "--no-logo"])
    with tempfile.TemporaryDirectory() as folder:
        yield stages.check(
            "migrations",
            [steps.PYTHON, "-m", "signoff", "manage", "makemigrations", "--check", "--dry-run"],
            {"SIGNOFF_VAR": folder, "DATABASE_URL": ""},
        )


def setup(arguments: Sequence[str]) -> stages.Result:
    """bin/run and the wheel, which are the same on any database."""
    return stages.suite("set-up", [*without_plugins([SETUP]), *arguments, SETUP], {"DATABASE_URL": ""})


def suites(arguments: Sequence[str]) -> Iterator[stages.Result]:
    """The suite on both databases."""
    plugins = without_plugins(["tests", "signoff"])
    yield stages.suite("tests on SQLite", [*plugins, *arguments], {"DATABASE_URL": ""})
    try:
        with cluster.started(server()) as url:
            once = [f"--ignore={folder}" for folder in WITHOUT_DATABASE]
            yield stages.suite("tests on PostgreSQL", [*plugins, *once, *arguments], {"DATABASE_URL": url})
    except steps.Stop as stop:
        yield stages.not_run("tests on PostgreSQL", str(stop), counts=in_ci())


def journeys(arguments: Sequence[str]) -> stages.Result:
    """The stories in a real browser."""
    try:
        found = chromium()
    except steps.Stop as stop:
        return stages.not_run("journeys in Chromium", str(stop), counts=in_ci())
    stories = [*map(str, Path().glob("tests/journeys")), *map(str, sorted(Path("signoff").glob("*/tests/journeys")))]
    return stages.suite(
        "journeys in Chromium",
        [*without_plugins(stories), *arguments, *stories],
        {"DATABASE_URL": "", "SIGNOFF_CHROMIUM": found},
    )


def in_ci() -> bool:
    """Whether nothing may be left out."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def server() -> Path:
    """The folder of PostgreSQL's binaries, installed first where that may be done."""
    if not cluster.binaries():
        steps.install_debian("postgresql")
    if found := cluster.binaries():
        return found
    raise steps.Stop("PostgreSQL's initdb and pg_ctl are not in /usr/lib/postgresql/*/bin nor on the path.")


def chromium() -> str:
    """Chromium's path, installed first where that may be done."""
    names = ("chromium", "chromium-browser", "google-chrome")
    if not any(map(shutil.which, names)):
        steps.install_debian("chromium")
    return next(found for name in names if (found := shutil.which(name)))


def without_plugins(paths: Sequence[str]) -> list[str]:
    """pytest's options that leave out the costly plugins of libraries that no test under the paths names."""
    unused = [plugin for library, plugin in PLUGINS.items() if not mentioned(library, paths)]
    return [word for plugin in [*unused, "anyio"] for word in ("-p", f"no:{plugin}")]


def mentioned(library: str, paths: Sequence[str]) -> bool:
    """Whether a test file under one of the paths names the library."""
    return any(library in file.read_text() for path in paths for file in test_files(Path(path.split("::")[0])))


def test_files(path: Path) -> Iterator[Path]:
    """The test files at a path, with what they share."""
    if path.is_file():
        yield from {path, *path.parent.glob("*.py")}
    for file in path.glob("**/*.py"):
        if "tests" in file.parts:
            yield file


if __name__ == "__main__":
    steps.program("bin/test", main)
