"""bin/run: set up what is missing, then become the server (signoff/serving)."""

import os
import sys

import browser
import packages
import steps

from signoff.serving import gate


def main() -> int:
    """Check first what would stop the server, so that nobody waits for a set-up in vain."""
    given = gate.arguments("bin/run").parse_args()
    folder = gate.var_folder(steps.ROOT / "var")
    try:
        gate.check_writable(folder)
        gate.check_not_running(folder)
        gate.check_port(given.host, given.port)
    except gate.CannotServe as problem:
        raise steps.Stop(str(problem)) from problem
    if not packages.installed("run"):
        print("Setting Signoff up. This is done once, and takes about a minute:", flush=True)
    packages.ready("run")
    browser.ready()
    os.chdir(steps.ROOT)
    os.execv(steps.PYTHON, [str(steps.PYTHON), "-m", "signoff", "serve", *sys.argv[1:]])


if __name__ == "__main__":
    steps.program("bin/run", main)
