"""`python -m signoff …`: the command line."""

import sys

try:
    from signoff.cli import main

    code = main()
except KeyboardInterrupt:
    print("\nStopped.", file=sys.stderr)
    code = 130
sys.exit(code)
