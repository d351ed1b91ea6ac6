"""The demo project: two companies, their people, and a product in its fourth sprint.

It is made by running the same commands as everybody else, at moments that move with today, so that its ledger is
as real as any.
"""

from signoff.demo.load import load

__all__ = ["load"]
