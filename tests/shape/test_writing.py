"""Nothing writes but commands."""

from __future__ import annotations

import ast
import re

from tests.shape.source import Module, modules

WRITING = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}

MAY_WRITE = {
    "signoff.kernel": "the door that all commands go through",
    "signoff.ledger.append": "the ledger, called by the kernel",
    "signoff.ledger.facts": "a throw-away database in which verify gathers what the entries say",
    "signoff.ledger.opening": "beginning a log, called by commands",
    "signoff.charter.security": "the security log: the trace of a refused deed",
    "signoff.backlog.tally": "counts, kept by commands",
    "signoff.jobs.queue": "jobs: effects of what was decided, kept in the deed's transaction, and how they ended",
    "signoff.jobs.tidying": "jobs that were done are forgotten",
    "signoff.mail.outbox": "letters: effects of what was decided, kept in the deed's transaction until they are sent",
    "signoff.people.addresses": "addresses that sign-in knows as verified, kept by commands",
    "signoff.people.adapter": "sessions that end when a password changes: sign-in's own",
    "signoff.people.reader": "when a session was last used",
    "signoff.doors.api.auth": "when a token was last used",
}
WRITING_SQL = re.compile(r"\s*(INSERT INTO|UPDATE \w+ SET|DELETE FROM|TRUNCATE)\b")


def writes(module: Module) -> list[str]:
    """Calls by which rows are written: `….save()`, `….objects.create()`, `….update(…)` of a query."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, on = node.func.attr, ast.unparse(node.func.value)
            if name in WRITING and (name != "save" or "form" not in on):
                found.append(f"{on}.{name}")
            if name == "update" and "objects" in on:
                found.append(f"{on}.update")
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and WRITING_SQL.match(node.value):
            found.append(node.value[:40])
    return found


def test_only_commands_and_what_they_call_write_rows() -> None:
    strange = {
        module.name: writes(module)
        for module in modules()
        if ".commands" not in module.name
        and writes(module)
        and not any(module.name.startswith(one) for one in MAY_WRITE)
    }
    assert not strange


def test_every_exception_is_still_needed() -> None:
    writing = [module.name for module in modules() if writes(module)]
    assert {one for one in MAY_WRITE if not any(name.startswith(one) for name in writing)} == set()
