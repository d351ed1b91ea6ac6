"""The doors by which a deed comes in, each giving its answer in the same form."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.test import Client

from signoff.cli import main
from signoff.kernel.command import read_command
from signoff.kernel.refusals import NotThere, Refused, Stale, Unreadable
from signoff.kernel.run import run
from signoff.people.models import Person

TOLD = {200: "done", 404: "not there", 409: "refused", 412: "stale", 422: "unreadable"}


@dataclass(frozen=True)
class Said:
    """What came back: "done", "refused", "not there", "stale" or "unreadable".

    A refusal is (code, sentence, rule, who); a receipt (log, number).
    """

    what: str
    answer: dict[str, Any] = field(default_factory=dict)
    refusals: tuple[tuple[str, str, str, tuple[str, ...]], ...] = ()
    receipt: tuple[str, int] = ("", -1)


def by_kernel(command: str, by: Person, given: dict[str, Any]) -> Said:
    """As our own code does it."""
    try:
        done = run(read_command(command, given), by=by, door="test")
    except Refused as refused:
        return Said("refused", refusals=tuple((r.code, r.sentence, r.rule, r.who) for r in refused.refusals))
    except (NotThere, Stale, Unreadable) as answer:
        return Said({NotThere: "not there", Stale: "stale", Unreadable: "unreadable"}[type(answer)])
    return Said("done", done.answer, receipt=(done.receipt.log, done.receipt.seq))


def post(client: Client, command: str, given: Any, **headers: str) -> Any:
    """The API's response."""
    return client.post(f"/api/v1/do/{command}", json.dumps(given), content_type="application/json", headers=headers)


def by_api(command: str, by: Person, given: dict[str, Any]) -> Said:
    """As a signed-in browser's script does it."""
    client = Client()
    client.force_login(by)
    response = post(client, command, given)
    said = response.json()
    refusals = tuple((r["code"], r["sentence"], r["rule"], tuple(r["who"])) for r in said.get("refusals", ()))
    receipt = (said["receipt"]["log"], said["receipt"]["seq"]) if response.status_code == 200 else ("", -1)
    return Said(TOLD[response.status_code], said.get("answer", {}), refusals, receipt)


def words(given: dict[str, Any]) -> list[str]:
    """The fields as a command line has them."""
    return [f"{k}={v}" if isinstance(v, str) else f"{k}:={json.dumps(v)}" for k, v in given.items()]


def shell(*arguments: str) -> tuple[int, str, str]:
    """(exit code, what it printed, what it complained of) of `bin/signoff` with these words."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    return code, out.getvalue(), err.getvalue()


def by_cli(command: str, by: Person, given: dict[str, Any]) -> Said:
    """As an operator at the console does it."""
    code, out, _err = shell("do", command, "--as", by.email, *words(given), "--json")
    if code:
        return Said({1: "refused", 2: "unreadable", 3: "not there"}[code])
    said = json.loads(out)
    return Said("done", said["answer"], receipt=(said["receipt"]["log"], said["receipt"]["seq"]))


DOORS: dict[str, Callable[[str, Person, dict[str, Any]], Said]] = {"kernel": by_kernel, "api": by_api, "cli": by_cli}
