"""Verification: is the ledger whole, and are the tables what it says? (TRUST.md, A6)"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from signoff.apps import AREAS
from signoff.ledger.check_log import LogCheck
from signoff.ledger.check_rows import RowCheck
from signoff.ledger.facts import Facts
from signoff.ledger.findings import Finding
from signoff.ledger.models import Log
from signoff.ledger.reading import steady_view
from signoff.ledger.signer import public_id, signer
from signoff.people.models import Project

Progress = Callable[[str, int], None]
"""Hears what is being looked at, and how many of it have been."""


def verify(project: Project | None = None, progress: Progress = lambda what, done: None) -> Iterator[Finding]:
    """Everything that is not as the ledger says, in one project or in the whole installation."""
    # What was handed out is read first: it may only grow while the rest is read.
    acknowledged = {origin: signer().acknowledged(origin) for origin in Log.objects.values_list("origin", flat=True)}
    with steady_view(), Facts() as facts:
        logs = list(Log.objects.filter(project=project) if project else Log.objects.order_by("pk"))
        for log in logs:
            check = LogCheck(log, facts, signer().public_key, acknowledged.get(log.origin, 0))
            yield from guarded(log.origin, check.findings(partial(progress, log.origin)))
        homes = {(log.project_id, log.room): log.pk for log in logs}
        rows = RowCheck(facts, homes, project.pk if project else None)
        yield from guarded("the tables", rows.findings(partial(progress, "rows")))
        for area in AREAS:
            if find_spec(f"signoff.{area}.checks"):
                progress(area, 0)
                yield from guarded(area, import_module(f"signoff.{area}.checks").findings(project))


def guarded(where: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings; what is so wrong that it cannot even be read is one of them."""
    try:
        yield from findings
    except Exception as problem:  # noqa: BLE001 (a table may hold anything after somebody wrote into it)
        yield Finding(where, f"holds what no command ever wrote, and cannot be read further: {problem!r}")


def unknown_logs() -> set[str]:
    """The public ids of logs that this key has signed and the database does not have: of another database, or lost."""
    return signer().known_logs() - {public_id(origin) for origin in Log.objects.values_list("origin", flat=True)}
