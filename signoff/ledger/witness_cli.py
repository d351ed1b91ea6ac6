"""The command line's part of the other side: `bin/signoff witness`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from signoff.cli import Subparsers

SEEN, ALARM, UNSEEN = 0, 1, 2


def add_commands(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command."""
    witness = subparsers.add_parser(
        "witness",
        help="keep a ledger's last checkpoint, and raise the alarm when its past is another one",
        description="Looks once. Exit code 0: the ledger goes on from what was seen before. 1: alarm. 2: it could not "
        "be looked at. Run it every hour, best on a machine of the side that does not run the server. A token that "
        "reads comes from SIGNOFF_TOKEN.",
    )
    witness.add_argument("source", metavar="ADDRESS|COPY.zip", help="https://work.example/projects/BOOK, or a copy")
    witness.add_argument("--state", required=True, type=Path, metavar="FILE", help="what was seen is kept here")
    witness.add_argument(
        "--policy", type=Path, metavar="FILE", help="at the first look: the key, obtained elsewhere (signoff policy)"
    )
    witness.add_argument("--room", choices=("both", "customer", "contractor"), default="both", help="whose log")
    witness.set_defaults(run=run_witness)


def run_witness(given: argparse.Namespace) -> int:
    """Look once, and say what was found."""
    from signoff.ledger.witness import Alarm, Unseen, Witness
    from signoff.ledger.witness_sources import Source

    witness = Witness(given.state)
    try:
        pinned = given.policy.read_bytes() if given.policy else None
        print(witness.look(Source(given.source, given.room, os.environ.get("SIGNOFF_TOKEN", "")), pinned))
    except Alarm as alarm:
        say(f"ALARM, {alarm.kind}: {alarm}", f"Last found good at {witness.last_seen}.")
        say(f"What proves it is in {alarm.evidence}. Keep it, take a copy of the ledger now, and tell the other side.")
        return ALARM
    except (Unseen, OSError) as problem:
        say(f"Not seen: {problem}.", f"Last found good at {witness.last_seen}." if witness.last_seen else "")
        return UNSEEN
    return SEEN


def say(*sentences: str) -> None:
    """To the terminal, or to whom the system mails what its hourly tasks say."""
    print(*(sentence for sentence in sentences if sentence), file=sys.stderr)
