"""The first account of an empty installation, asked for in the terminal."""

import getpass
import sys

from signoff.kernel.command import read_command
from signoff.kernel.refusals import Refused, Unreadable
from signoff.kernel.run import run
from signoff.people.commands.account import installation_service


def ask_for_account(name: str = "", email: str = "") -> int:
    """Ask for what is not given yet, and make the account; the exit code is 1 when it
    was refused, 2 when there was no answer."""
    try:
        given = {
            "name": name or input("  Your name: "),
            "email": email or input("  Your e-mail address: "),
            "password": ask_password(),
        }
        done = run(read_command("people.create-first-account", given), by=installation_service(), door="cli")
    except Unreadable as unreadable:
        return tell([f"{problem.field}: {problem.problem}" for problem in unreadable.problems])
    except Refused as refused:
        return tell([str(refusal.sentence) for refusal in refused.refusals])
    except EOFError:
        tell(["there was no answer. Make it later with: bin/signoff first-account"])
        return 2
    print(f"The account of {given['name']} is made ({done.answer['person']}). Sign in with {given['email']}.")
    return 0


def ask_password() -> str:
    """A password that is not shown and asked for twice; a line of the input where there is no terminal."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("  A password, of at least 10 characters: ")
    while getpass.getpass("  The same again: ") != password:
        password = getpass.getpass("  These were not the same. A password: ")
    return password


def tell(problems: list[str]) -> int:
    """Say why there is no account."""
    for problem in problems:
        print(f"No account was made: {problem}", file=sys.stderr)
    return 1
