"""Signoff: the shared workroom of an outsourced software project, for the customer and the contractor."""

__version__ = "0.1.0"
