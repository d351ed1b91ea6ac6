"""What can keep the ledger from being written. Nothing of the deed stands then; the administrator has to act."""

from __future__ import annotations

from django.utils.translation import gettext as _


class LedgerFault(Exception):
    """The ledger could not be written as it must be. The text is for the administrator's log."""

    @property
    def sentence(self) -> str:
        """What a person reads whose deed was not done."""
        return _(
            "Nothing was saved: the ledger could not be written. "
            "What was decided before is safe. Please tell the administrator of this installation."
        )


class HistoryCut(LedgerFault):
    """The log is shorter than what has already been signed and acknowledged: the database was set back."""

    def __init__(self, origin: str, size: int, acknowledged: int) -> None:
        super().__init__(
            f"{origin} has {size} entries, but {acknowledged} were signed and handed out. The database was set "
            f"back to an older state. Bring back its newest state; bin/signoff verify says whether it is whole."
        )

    @property
    def sentence(self) -> str:
        return _(
            "Nothing was saved: this database was set back to an older state, and entries of the ledger that were "
            "handed out are missing. Please tell the administrator of this installation to bring back the newest one."
        )


class KeyFault(LedgerFault):
    """The signing key, or the memory of what it signed, is missing or cannot be read."""
