"""`signoff import jira FILE --project KEY --as PERSON`: what the page does, for a terminal."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from signoff.cli import Subparsers
    from signoff.doors.importers.jira.reading import Reading
    from signoff.people.models import Person
    from signoff.people.standing import Member

UNREADABLE, REFUSED = 2, 1
SHOWN = 10  # notes on a terminal


def add_commands(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add `import`."""
    importing = subparsers.add_parser("import", help="bring in a backlog from another tracker")
    formats = importing.add_subparsers(title="formats", metavar="FORMAT", required=True)
    jira = formats.add_parser("jira", help="Jira's CSV, REST search JSON or XML; any other CSV with a mapping")
    jira.add_argument("file", type=Path)
    jira.add_argument("--project", required=True, metavar="KEY")
    jira.add_argument("--as", dest="person", required=True, metavar="PERSON", help="address or id of who does it")
    jira.add_argument("--preview", action="store_true", help="say what would come in, and bring in nothing")
    jira.add_argument("--map", type=Path, metavar="FILE.json", help="what columns, statuses, priorities, people mean")
    jira.add_argument("--save-map", type=Path, metavar="FILE.json", help="write down the mapping that would be used")
    jira.add_argument("--all-notes", action="store_true", help="name every cell that cannot be kept as it is")
    jira.set_defaults(run=import_jira)
    worker = formats.add_parser("work", help="what the page starts; not for you")
    worker.add_argument("token")
    worker.add_argument("what", choices=("look", "bring"))
    worker.set_defaults(run=do_work)


def collect_seldom() -> None:
    """An import makes many values and few cycles: looking for these at every turn takes a sixth of its time."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def do_work(given: argparse.Namespace) -> int:
    """The part of an import that a page does not wait for."""
    from signoff.doors.importers.work import do

    collect_seldom()
    return do(given.token, given.what)


def import_jira(given: argparse.Namespace) -> int:
    """0 done, 1 refused, 2 the file or the mapping cannot be read."""
    from signoff.doors.importers.jira import says
    from signoff.doors.importers.jira.problems import ImportProblem
    from signoff.kernel.refusals import NotThere, Refused

    collect_seldom()
    try:
        return _import(given)
    except ImportProblem as problem:
        print(says.problem_said(problem), file=sys.stderr)
        return UNREADABLE
    except NotThere:
        print(_("There is no such project, or this person takes no part in it."), file=sys.stderr)
    except Refused as refused:
        for refusal in refused.refusals:
            print(refusal.sentence, file=sys.stderr)
    except KeyboardInterrupt:
        print("\n" + _("Stopped. Nothing came in."), file=sys.stderr)
    return REFUSED


def _import(given: argparse.Namespace) -> int:
    from signoff.doors.importers.jira.mapping import from_json
    from signoff.doors.importers.jira.run import refuse_without_summary
    from signoff.doors.importers.place import open_file, place_of

    member = place_of(given.project, person_called(given.person))
    mapping = from_json(given.map.read_bytes()) if given.map else None
    reading = open_file(given.file, member, mapping)
    if given.preview or given.save_map:
        _preview(reading, member, given)
    refuse_without_summary(reading)
    if not given.preview:
        _bring_in(reading, member, given)
    return 0


def _preview(reading: Reading, member: Member, given: argparse.Namespace) -> None:
    from signoff.doors.importers.forms import mapping_of
    from signoff.doors.importers.place import previewed
    from signoff.doors.importers.telling import preview_lines

    found = previewed(reading, member)
    for line in preview_lines(found, None if given.all_notes else SHOWN):
        print(line)
    if given.save_map:
        text = json.dumps(mapping_of(found, reading.mapping).as_json(), ensure_ascii=False, indent=1)
        given.save_map.write_text(text + "\n", encoding="utf-8")


def _bring_in(reading: Reading, member: Member, given: argparse.Namespace) -> None:
    from signoff.doors.importers.jira.run import Phase, bring_in
    from signoff.doors.importers.telling import note_lines
    from signoff.kernel import clock

    def show(phase: Phase, done: int, whole: int) -> None:
        word = _("Reading") if phase is Phase.READING else _("Writing")
        print(f"\r{word} {done} / {whole}", end="", file=sys.stderr, flush=True)

    brought = bring_in(reading, member, clock.now(), show)
    print(file=sys.stderr)
    for line in note_lines(brought.notes, brought.note_counts, None if given.all_notes else SHOWN):
        print(line)
    print(ngettext("%(n)d task came in.", "%(n)d tasks came in.", brought.new) % {"n": brought.new})
    if brought.here_already:
        print(_("%(n)d were here already and are untouched.") % {"n": brought.here_already})


def person_called(name: str) -> Person:
    """The person with this address or id. Raises NotThere."""
    from django.db.models import Q

    from signoff.kernel.refusals import NotThere
    from signoff.people.models import Person

    person = Person.objects.filter(Q(email__iexact=name) | Q(pid=name), is_active=True).first()
    if person is None:
        raise NotThere(name)
    return person
