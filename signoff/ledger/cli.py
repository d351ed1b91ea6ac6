"""The command line's part in the ledger: verify, export, checkpoint and database-role."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from signoff.cli import Subparsers

VALID, INVALID, UNREADABLE = 0, 1, 2
MOST_TOLD = 200
ROOMS = ("both", "customer", "contractor")


def add_commands(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands of this area."""
    verify = subparsers.add_parser(
        "verify", help="check that ledger and tables are whole and agree; exit code 1 when they do not"
    )
    verify.add_argument("project", nargs="?", metavar="PROJECT", help="its key, such as BOOK; all, if left out")
    verify.set_defaults(run=run_verify)

    export = subparsers.add_parser("export", help="write a copy of a project's ledger that verify.py checks")
    export.add_argument("project", metavar="PROJECT")
    export.add_argument("--to", required=True, type=Path, metavar="FILE.zip")
    export.add_argument("--room", choices=ROOMS, default="both", help="whose log: both sides', or one side's own")
    export.set_defaults(run=run_export)

    checkpoint = subparsers.add_parser("checkpoint", help="print the newest signed checkpoint of a project's ledger")
    checkpoint.add_argument("project", metavar="PROJECT")
    checkpoint.add_argument("--room", choices=ROOMS, default="both")
    checkpoint.set_defaults(run=run_checkpoint)

    policy = subparsers.add_parser("policy", help="print the public key of a project's ledger, to pin it elsewhere")
    policy.add_argument("project", metavar="PROJECT")
    policy.add_argument("--room", choices=ROOMS, default="both")
    policy.set_defaults(run=run_policy)

    role = subparsers.add_parser(
        "database-role", help="PostgreSQL: make or renew the role that serves, which cannot alter the ledger"
    )
    role.add_argument("name", metavar="NAME")
    role.set_defaults(run=run_database_role)


def run_verify(given: argparse.Namespace) -> int:
    """Name everything that is wrong, at most 200 of a kind of place; 0 when there is nothing."""
    from signoff.ledger.verify import unknown_logs, verify
    from signoff.people.models import Project

    project = Project.objects.filter(key=given.project).first() if given.project else None
    if given.project and project is None:
        return _unknown(given.project)
    with _Progress() as progress:
        found, counted = 0, Counter[str]()
        for finding in verify(project, progress.tell):
            found += 1
            kind = finding.what.partition(":")[0]
            counted[kind] += 1
            if counted[kind] <= MOST_TOLD:
                progress.clear()
                print(finding)
    for kind, count in counted.items():
        if count > MOST_TOLD:
            print(f"… and {count - MOST_TOLD} more: {kind}")
    for name in sorted(unknown_logs()) if project is None else ():
        print(f"note: this key has signed a log …/signoff/{name} that this database does not have.", file=sys.stderr)
    what = given.project or "the installation"
    print(f"{what}: {found} found to be wrong" if found else f"{what}: whole, and as the ledger says")
    return INVALID if found else VALID


def run_export(given: argparse.Namespace) -> int:
    """Write the bundle, or say why not."""
    from signoff.ledger.export import CannotExport, export

    log = _log(given)
    if log is None:
        return _unknown(given.project)
    try:
        with _Progress() as progress:
            size = export(log, given.to, lambda done: progress.tell("entries", done))
    except CannotExport as problem:
        print(f"Not exported: {problem}. bin/signoff verify {given.project} tells more.", file=sys.stderr)
        return INVALID
    except OSError as problem:
        print(f"Not exported: {given.to} cannot be written: {problem.strerror}.", file=sys.stderr)
        return UNREADABLE
    print(f"{given.to}: {size} entries of {log.origin}. To check it: python3 verify.py bundle {given.to}")
    return VALID


def run_checkpoint(given: argparse.Namespace) -> int:
    """Print the signed note."""
    from signoff.ledger.export import newest_checkpoint

    log = _log(given)
    if log is None:
        return _unknown(given.project)
    print(newest_checkpoint(log), end="")
    return VALID


def run_policy(given: argparse.Namespace) -> int:
    """Print the policy by which a verifier pins this log's key."""
    from signoff.ledger.note import policy_text
    from signoff.ledger.signer import signer

    log = _log(given)
    if log is None:
        return _unknown(given.project)
    print(policy_text(log.origin, signer().public_key), end="")
    return VALID


def run_database_role(given: argparse.Namespace) -> int:
    """Make the role and grant it what serving needs."""
    from signoff.ledger.role import CannotGrant, grant_role

    try:
        made = grant_role(given.name)
    except CannotGrant as problem:
        print(problem, file=sys.stderr)
        return UNREADABLE
    print(f"The role {given.name} {'was made' if made else 'was there'}; it may serve, and not alter the ledger.")
    if made:
        print(f"Give it a password: ALTER ROLE {given.name} PASSWORD '…'; and name it in DATABASE_URL.")
    return VALID


def _log(given: argparse.Namespace):  # type: ignore[no-untyped-def]  # models are there only after Django is set up
    from signoff.ledger.models import Log

    return Log.objects.filter(project__key=given.project, room=given.room).first()


def _unknown(project: str) -> int:
    print(f"There is no project {project}. bin/signoff projects lists them.", file=sys.stderr)
    return UNREADABLE


class _Progress:
    """One line on the terminal that says how far it is; nothing where there is no terminal."""

    def __enter__(self) -> _Progress:
        self.shown = sys.stderr.isatty()
        return self

    def __exit__(self, *_problem: object) -> None:
        self.clear()

    def tell(self, what: str, done: int) -> None:
        if self.shown:
            print(f"\r\033[K{what}: {done}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self.shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
