"""The first start: the demo project, or an empty installation that asks for its first account."""

import os
import subprocess
import sys

from django.conf import settings
from django.contrib.auth import get_user_model

from signoff.serving import environment
from signoff.serving.gate import CannotServe
from signoff.serving.telling import step

REFUSED = 1
"""The exit code of an account that was asked for and refused."""


def begin(*, empty: bool) -> bool:
    """Load the demo, or note that there is to be none; answers whether the demo has just been loaded."""
    marker = environment.demo_marker(settings.VAR)
    said = marker.read_text().strip() if marker.exists() else ""
    peopled = has_people()
    if said == "yes" and peopled:
        if empty:
            raise CannotServe(
                f"{settings.VAR} holds the demo project already.\n"
                "Start the empty one in a folder of its own: SIGNOFF_VAR=/some/folder bin/run --empty"
            )
        return False
    if empty or peopled or said == "no":
        marker.write_text("no\n")
        if not peopled:
            want_account()
        return False
    load_demo()
    marker.write_text("yes\n")
    return True


def has_people() -> bool:
    """Whether somebody has an account here."""
    return get_user_model().objects.filter(is_service=False).exists()


def want_account() -> None:
    """Ask for the first account, or say how it is made where nobody can be asked."""
    if not sys.stdin.isatty():
        print("Nobody has an account yet. Make the first one with: bin/signoff first-account")
        return
    from signoff.serving.account import ask_for_account

    print("Nobody has an account yet. The first one is yours:")
    while ask_for_account() == REFUSED:
        print("Once more:")


def load_demo() -> None:
    """Load the demo in a process of its own, whose settings say from the start that it is one."""
    with step("Loading the demo project"):
        done = subprocess.run(
            [sys.executable, "-m", "signoff", "demo"],
            env={**os.environ, "SIGNOFF_DEMO": "1"},
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise CannotServe(f"the demo project could not be loaded: {why}\nWithout it: bin/run --empty")
