"""The command line's part in setting up and serving: serve, demo, first-account and manage."""

import argparse
from importlib import import_module

from django.core.management import execute_from_command_line
from django.db import transaction

from signoff.cli import Subparsers
from signoff.serving import gate


def add_commands(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add the commands of this area."""
    serving = subparsers.add_parser("serve", help="serve the pages, bringing the database up to date first")
    gate.add_arguments(serving)
    serving.set_defaults(run=run_server)

    demo = subparsers.add_parser("demo", help="load the demo project into an empty database")
    demo.set_defaults(run=load_demo)

    account = subparsers.add_parser(
        "first-account", help="make the first account of an empty installation; asks for the password"
    )
    account.add_argument("--name", default="")
    account.add_argument("--email", default="")
    account.set_defaults(run=make_account)

    manage = subparsers.add_parser("manage", help="Django's own commands, such as migrate or shell")
    manage.add_argument("arguments", nargs=argparse.REMAINDER)
    manage.set_defaults(run=run_django)


def run_server(given: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from signoff.serving.serve import serve

    return serve(given.host, given.port, empty=given.empty, worker=given.worker)


def load_demo(_given: argparse.Namespace) -> int:
    """Load the demo whole or not at all. Its letters are part of the story: they go to nobody."""
    from signoff.jobs.queue import forget_all
    from signoff.mail.outbox import forget_unsent

    with transaction.atomic():
        import_module("signoff.demo").load()
        forget_all()
        forget_unsent()
    return 0


def make_account(given: argparse.Namespace) -> int:
    """Ask for what is not given and make the account."""
    from signoff.serving.account import ask_for_account

    return ask_for_account(given.name, given.email)


def run_django(given: argparse.Namespace) -> int:
    """Hand over to Django's management."""
    execute_from_command_line(["signoff manage", *given.arguments])
    return 0
