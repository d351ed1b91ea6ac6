"""A preview in plain lines, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signoff.doors.importers.jira import says
from signoff.doors.importers.jira.columns import Sure
from signoff.doors.importers.jira.preview import Choice, Preview
from signoff.doors.importers.jira.problems import Note


def preview_lines(found: Preview, most_notes: int | None) -> Iterator[str]:
    """All that the page shows, a line each; at most so many notes."""
    yield ngettext("%(n)d issue in the file.", "%(n)d issues in the file.", found.rows) % {"n": found.rows}
    yield from warnings_of(vars(found))
    yield _("%(new)d would come in, %(here)d are here already.") % {"new": found.new, "here": found.here_already}
    yield _("%(done)d of them were done before the project came to Signoff; that is no acceptance.") % {
        "done": found.done_before
    }
    yield _("%(comments)d comments, %(criteria)d acceptance criteria; %(kept)d cells are kept as imported data.") % {
        "comments": found.comments,
        "criteria": found.criteria,
        "kept": found.kept_cells,
    }
    yield from _choices(_("Statuses"), found.statuses)
    yield from _choices(_("Priorities"), found.priorities)
    yield from _choices(_("Types"), found.kinds)
    yield from _people(found)
    yield from _columns(found)
    yield from note_lines(found.notes, found.note_counts, most_notes)


def warnings_of(found: dict[str, Any]) -> Iterator[str]:
    """What is so of the file as a whole, and easily overlooked."""
    if found["found_by_jira"]:
        yield _("Jira's search found %(all)d issues; this file holds %(n)d of them. Export the rest as well.") % {
            "all": found["found_by_jira"],
            "n": found["rows"],
        }
    if found["encoding_sure"] == Sure.GUESS:
        yield _("The file does not say its encoding; it is read as %(encoding)s.") % found
    if found["order_sure"] == Sure.GUESS:
        yield _("The dates do not prove whether the day or the month comes first; they are read day first.")


def _choices(heading: str, choices: tuple[Choice, ...]) -> Iterator[str]:
    if choices:
        yield f"{heading}:"
    for choice in choices:
        mark = {Sure.KNOWN: "", Sure.GUESS: _(" (guessed)"), Sure.NO: _(" (not known)")}[choice.sure]
        yield f"  {choice.name} × {choice.times} → {choice.value}{mark}"


def _people(found: Preview) -> Iterator[str]:
    if found.people:
        yield _("People:")
    for person in found.people:
        becomes = person.pid or _("only the name is kept")
        yield f"  {person.name} × {person.times} → {becomes}"


def _columns(found: Preview) -> Iterator[str]:
    if found.unrecognised:
        yield _("Columns that are not recognised, kept as imported data:")
        yield "  " + ", ".join(column.name for column in found.unrecognised)


def note_lines(notes: Iterable[Note], counts: Mapping[str, int], most: int | None) -> Iterator[str]:
    """What does not come in as it is: each reason with its count, and the first cells; at most so many."""
    notes = list(notes)
    for code, count in counts.items():
        yield f"{count} × {says.note_said(code)}"
        shown = [note for note in notes if note.code == code][:most]
        for note in shown:
            yield "  " + _("row %(row)d, %(column)s: %(value)s") % note._asdict()
        if count > len(shown):
            yield "  …"
