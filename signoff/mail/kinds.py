"""The kinds of letters, and which of them a person can do without."""

from __future__ import annotations

from signoff.kernel.refusals import gettext_noop as _later

INVITATION, CHECKPOINT = "invitation", "checkpoint"
OPTIONAL = {
    CHECKPOINT: (
        _later("The ledger’s daily checkpoint"),
        _later("One letter a day and project in which you decide, on days on which something was decided."),
    ),
}
"""What can be turned off: its name, and what it is."""
