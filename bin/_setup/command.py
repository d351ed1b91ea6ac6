"""bin/signoff: set up what is missing, then become the command line."""

import os
import sys

import packages
import steps


def main() -> int:
    """`python -m signoff` in the environment of the repository, run in the folder one is in."""
    packages.ready("run")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(steps.ROOT), os.environ.get("PYTHONPATH")]))
    os.execv(steps.PYTHON, [str(steps.PYTHON), "-m", "signoff", *sys.argv[1:]])


if __name__ == "__main__":
    steps.program("bin/signoff", main)
