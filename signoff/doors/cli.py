"""The command line's part in doing: do, projects, commands, help-command. Whoever runs it acts as a named person."""

from __future__ import annotations

import argparse
import inspect
import json
import os
import sys
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.db.models import Q
from django.utils.translation import gettext as _

from signoff.charter.decisions import decision_named
from signoff.cli import Subparsers
from signoff.doors.describing import in_short, summary, who_may
from signoff.doors.fields import given_by
from signoff.doors.not_done import sentence
from signoff.kernel.command import Command, commands, read_command
from signoff.kernel.refusals import Answer, NotThere, Problem, Refused, Stale, Unreadable
from signoff.kernel.run import Done, run
from signoff.kernel.values import unfit_character
from signoff.ledger.faults import LedgerFault
from signoff.people.models import Person, Project
from signoff.people.queries import memberships

DONE, NOT_DONE, UNREADABLE, NOT_THERE = 0, 1, 2, 3
MOST_PROBLEMS = 20
HOW = """\
Fields are given as field=value. For example:

  signoff do backlog.add-task --as helena@signoff.example project=BOOK title="Patient moves a visit" \\
      criteria.0="The old time is free again" criteria.1="Both get a message"
  signoff do files.attach-file --as helena@signoff.example task=BOOK-131 name=plan.pdf content=@plan.pdf

field:=JSON gives numbers, lists and objects as JSON; field=@path gives what a file holds.
Exit code: 0 done, 1 refused or changed meanwhile, 2 unreadable, 3 not there.
"""


def add_commands(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the commands of this area."""
    doing = subparsers.add_parser(
        "do",
        help="do something as a person, as the pages and the API do it",
        epilog=HOW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    doing.add_argument("command", metavar="AREA.COMMAND")
    doing.add_argument("fields", nargs="*", metavar="FIELD=VALUE")
    doing.add_argument("--as", dest="person", required=True, metavar="PERSON", help="e-mail address or id")
    doing.add_argument("--key", metavar="KEY", help="idempotency key: the same one again has no second effect")
    doing.add_argument("--receipt", metavar="FILE", type=Path, help="keep the receipt there, its entry in FILE.entry")
    doing.add_argument("--json", action="store_true", help="print answer and receipt as JSON")
    doing.set_defaults(run=do, more="fields")

    listing = subparsers.add_parser("projects", help="the projects, or those of one person")
    listing.add_argument("--as", dest="person", metavar="PERSON", help="e-mail address or id")
    listing.set_defaults(run=list_projects)

    every = subparsers.add_parser("commands", help="everything that can be done")
    every.set_defaults(run=list_commands)

    helping = subparsers.add_parser("help-command", help="what one command wants, and who may")
    helping.add_argument("name", metavar="AREA.COMMAND")
    helping.set_defaults(run=help_command)


def do(given: argparse.Namespace) -> int:
    """Read the command, run it, tell what came of it."""
    try:
        declared = _declared(given.command)
        command = read_command(given.command, given_by(given.fields, declared))
        _check(given)
        done = run(command, by=_person(given.person), door="cli", key=given.key)
    except (Answer, LedgerFault, DatabaseError) as answer:
        return _tell_not_done(answer)
    _tell_done(done, as_json=given.json)
    return _keep(done, given.receipt)


def _declared(name: str) -> type[Command[Any, Any]]:
    if name not in commands:
        raise Unreadable([Problem(name[:80], _("there is no such command; see: signoff commands"))])
    return commands[name]


def _check(given: argparse.Namespace) -> None:
    """Raises Unreadable for a key that is none, and for a place where no receipt can be kept."""
    if given.key is not None and not (1 <= len(given.key) <= 200 and given.key.isascii() and given.key.isprintable()):
        raise Unreadable([Problem("--key", _("must be 1 to 200 printable ASCII characters"))])
    if given.receipt and not os.access(given.receipt.parent, os.W_OK):
        raise Unreadable([Problem("--receipt", _("nothing can be written there"))])


def _person(named: str) -> Person:
    """Somebody with an account, by e-mail address or id. Raises NotThere, also for named services."""
    people = Person.objects.filter(is_active=True, is_service=False)
    found = people.filter(Q(email__iexact=named) | Q(pid=named)).first() if fit(named) else None
    if found is None:
        raise Nobody(named)
    return found


class Nobody(NotThere):
    """The one for whom it should be done is not here."""


def fit(text: str) -> bool:
    """Whether a database may be asked for this text."""
    return unfit_character(text) is None


def _keep(done: Done, file: Path | None) -> int:
    """Keep the receipt, and the entry beside it: with them anybody can check offline that it was done (A4)."""
    if file is None:
        return DONE
    try:
        file.write_text(done.receipt.proof, encoding="utf-8")
        Path(f"{file}.entry").write_bytes(done.receipt.entry)
    except OSError as problem:
        print(_("It was done, but the receipt was not kept: %(problem)s") % {"problem": problem}, file=sys.stderr)
        return NOT_DONE
    return DONE


def _tell_done(done: Done, *, as_json: bool) -> None:
    if as_json:
        told = {"answer": done.answer, "receipt": done.receipt.plain(), "secret": done.secret}
        print(json.dumps({**told, "repeated": done.repeated}, ensure_ascii=False))
        return
    for name, value in done.answer.items():
        print(f"{name}: {value if isinstance(value, str | int) else json.dumps(value)}")
    for name, value in done.secret.items():
        print(_("%(name)s (shown this once): %(value)s") % {"name": name, "value": value})
    print(_("receipt: %(seq)s in %(log)s") % {"seq": done.receipt.seq, "log": done.receipt.log})


def _tell_not_done(answer: Exception) -> int:
    code, lines = _not_done(answer)
    for line in lines:
        print(line, file=sys.stderr)
    return code


def _not_done(answer: Exception) -> tuple[int, list[str]]:
    """The exit code, and what is said: the same words as in the pages and the API."""
    match answer:
        case Refused():
            return NOT_DONE, [f"{sentence(each)} [{each.rule}, {each.code}]" for each in answer.refusals]
        case Stale():
            return NOT_DONE, [f"{answer.sentence} [{answer.obj}: {answer.current}]"]
        case Unreadable():
            return UNREADABLE, [f"{each.field}: {each.problem}" for each in answer.problems[:MOST_PROBLEMS]]
        case Nobody():
            return NOT_THERE, [_("Nobody here is %(person)s.") % {"person": answer.args[0]}]
        case NotThere():
            return NOT_THERE, [_("There is nothing here.")]
        case LedgerFault():
            return NOT_DONE, [answer.sentence, str(answer)]
    return NOT_DONE, [_("The database does not answer. Has bin/run been started once? %(why)s") % {"why": answer}]


def list_projects(given: argparse.Namespace) -> int:
    """Every project of the installation, or the person's own with side and roles."""
    try:
        rows = _all_projects() if given.person is None else _own_projects(_person(given.person))
    except (NotThere, DatabaseError) as answer:
        return _tell_not_done(answer)
    for row in rows:
        print("\t".join(row))
    return DONE


def _all_projects() -> list[tuple[str, ...]]:
    rows = Project.objects.select_related("customer", "contractor").order_by("key")
    return [(row.key, row.name, row.customer.name, row.contractor.name) for row in rows]


def _own_projects(person: Person) -> list[tuple[str, ...]]:
    rows = memberships(seen_by=person).order_by("project__key")
    return [(row.project.key, row.project.name, row.side, ", ".join(row.roles)) for row in rows]


def list_commands(_given: argparse.Namespace) -> int:
    """Name and meaning of every command."""
    width = max(map(len, commands))
    for name, declared in sorted(commands.items()):
        print(f"{name:{width}}  {summary(declared)}")
    return DONE


def help_command(given: argparse.Namespace) -> int:
    """What a command means, its fields, and who may."""
    try:
        declared = _declared(given.name)
    except Unreadable as answer:
        return _tell_not_done(answer)
    print(f"{given.name}\n\n{inspect.cleandoc(declared.__doc__ or '')}\n")
    schema = declared.model_json_schema()
    required = schema.get("required", [])
    for name, field in schema["properties"].items():
        need = _("required") if name in required else _("may be left out")
        print(f"  {name:20} {in_short(field, schema.get('$defs', {}))} ({need})")
    print("\n" + who_may(decision_named(declared.decision)))
    return DONE
