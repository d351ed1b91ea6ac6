"""The command line, `bin/signoff`: each provider below adds the commands of its area."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import django
from django.core.exceptions import ImproperlyConfigured

from signoff import __version__

PROVIDERS = (
    "signoff.serving.cli",
    "signoff.jobs.cli",
    "signoff.ledger.cli",
    "signoff.ledger.witness_cli",
    "signoff.doors.cli",
    "signoff.doors.importers.cli",
)
"""Modules with a function `add_commands(subparsers)`. Each parser that it adds sets the default `run`: a
function of the parsed arguments that returns the exit code. Where its default `more` names a list of words, words
that follow an option come into it too, as people write them: `do COMMAND --as PERSON title=…`."""

Subparsers = argparse._SubParsersAction


class Provider(Protocol):
    """A module that adds commands."""

    def add_commands(self, subparsers: "Subparsers[argparse.ArgumentParser]") -> None: ...


def parser() -> argparse.ArgumentParser:
    """Every command of every provider."""
    top = argparse.ArgumentParser(prog="signoff", description="Signoff's command line.")
    top.add_argument("--version", action="version", version=f"signoff {__version__}")
    subparsers = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in PROVIDERS:
        if Path(__file__).parents[1].joinpath(*name.split(".")).with_suffix(".py").exists():
            cast("Provider", import_module(name)).add_commands(subparsers)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when it was done, 2 when it could not be read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "signoff.settings")
    try:
        django.setup()
    except ImproperlyConfigured as problem:
        print(f"Signoff cannot start: {problem}", file=sys.stderr)
        return 2
    top = parser()
    given, more = top.parse_known_args(arguments)
    taken = getattr(given, getattr(given, "more", ""), None)
    if more and (taken is None or any(word.startswith("-") for word in more)):
        top.error(f"not understood: {' '.join(more)}")
    if taken is not None:
        taken.extend(more)
    return int(given.run(given))
