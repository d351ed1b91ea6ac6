"""A CSV's row as a `JiraIssue`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from . import durations
from .columns import DATES, Field, Meaning
from .csv_reader import Table
from .dates import DateForm
from .problems import Notes
from .values import (
    Cell,
    JiraAttachment,
    JiraComment,
    JiraIssue,
    JiraLink,
    JiraPerson,
    JiraWorkLog,
    Markup,
    RichText,
)

_STAMPED = re.compile(r"([^;\n]{4,60});([^;\n]{0,255});(.*)", re.DOTALL)
_SINGLE = {
    Field.KEY: "key",
    Field.ID: "id",
    Field.SUMMARY: "summary",
    Field.TYPE: "type",
    Field.STATUS: "status",
    Field.STATUS_CATEGORY: "status_category",
    Field.PRIORITY: "priority",
    Field.RESOLUTION: "resolution",
    Field.STORY_POINTS: "story_points",
    Field.PARENT: "parent",
    Field.PARENT_KEY: "parent",
    Field.EPIC: "epic",
}
_LISTS = {
    Field.LABELS: "labels",
    Field.COMPONENTS: "components",
    Field.FIX_VERSIONS: "fix_versions",
    Field.AFFECTS_VERSIONS: "affects_versions",
    Field.SPRINT: "sprints",
}
_DURATIONS = {
    Field.ESTIMATE: ("estimate_seconds", 1),
    Field.ESTIMATE_HOURS: ("estimate_seconds", 3600),
    Field.REMAINING: ("remaining_seconds", 1),
    Field.SPENT: ("spent_seconds", 1),
}
_PEOPLE = {
    Field.REPORTER: Field.REPORTER_ID,
    Field.ASSIGNEE: Field.ASSIGNEE_ID,
    Field.CREATOR: Field.CREATOR_ID,
}
_PEOPLE_FIELDS = frozenset({*_PEOPLE, *_PEOPLE.values()})


class RowForm(NamedTuple):
    """All that decides how a row is read."""

    meanings: Mapping[str, Meaning]
    dates: DateForm
    markup: Markup
    names: Mapping[str, str]  # id → name, as the file itself tells


def issues_of(table: Table, form: RowForm, notes: Notes) -> Iterator[JiraIssue]:
    """Each row as an issue; what cannot be read as what its column says is noted (and kept)."""
    columns = [(name, form.meanings[name]) for name in table.header]
    for number, cells in table.rows(notes):
        row = _Row(number, form, notes)
        for place, text in cells:
            name, meaning = columns[place] if place < len(columns) else (table.name(place), None)
            row.cells.append(Cell(name, text))
            if meaning is None:
                notes.add(number, name, "beyond-header", text)
            elif meaning.field is not Field.KEPT:
                row.take(name, meaning, text)
        yield row.issue()


class _Row:
    """One row while it is read."""

    def __init__(self, number: int, form: RowForm, notes: Notes) -> None:
        self.number, self.form, self.notes = number, form, notes
        self.cells: list[Cell] = []
        self.values: dict[str, Any] = {}
        self.people: dict[Field, str] = {}

    def take(self, column: str, meaning: Meaning, text: str) -> None:
        """Read one cell as what its column means."""
        field = meaning.field
        if field in _SINGLE:
            if field is not Field.PARENT or "parent" not in self.values:  # a key says more than an id
                self.values[_SINGLE[field]] = text.strip()
        elif field in _PEOPLE_FIELDS:
            self.people[field] = text.strip()
        elif field in DATES:
            self._date(column, field, text)
        elif field in _DURATIONS:
            self._duration(column, field, text)
        elif field in _LISTS:
            self._list(_LISTS[field]).extend(_split(text) if field is Field.LABELS else [text.strip()])
        else:
            self._take_text(column, meaning, text)

    def _take_text(self, column: str, meaning: Meaning, text: str) -> None:
        field = meaning.field
        if field is Field.DESCRIPTION:
            self.values["description"] = RichText(text, self.form.markup)
        elif field is Field.CRITERIA:
            self._list("criteria").append(RichText(text, self.form.markup))
        elif field is Field.COMMENT:
            self._list("comments").append(self._comment(column, text))
        elif field is Field.ATTACHMENT:
            self._list("attachments").append(self._attachment(text))
        elif field is Field.WORK_LOG:
            self._list("work_logs").append(self._work_log(column, text))
        else:
            self._list("links").append(JiraLink(meaning.detail or column, field.value, text.strip()))

    def issue(self) -> JiraIssue:
        for name, its_id in _PEOPLE.items():
            if name in self.people or its_id in self.people:
                self.values[name.value] = self._person(self.people.get(name, ""), self.people.get(its_id, ""))
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in self.values.items()
        }
        return JiraIssue(row=self.number, cells=tuple(self.cells), **values)

    def _list(self, name: str) -> list[Any]:
        found: list[Any] = self.values.setdefault(name, [])
        return found

    def _date(self, column: str, field: Field, text: str) -> None:
        read = self.form.dates.day(text) if field is Field.DUE else self.form.dates.moment(text)
        if read is None:
            self.notes.add(self.number, column, "unreadable-date", text)
        else:
            self.values[field.value] = read

    def _duration(self, column: str, field: Field, text: str) -> None:
        name, unit = _DURATIONS[field]
        read = durations.seconds(text, unit)
        if read is None:
            self.notes.add(self.number, column, "unreadable-duration", text)
        else:
            self.values[name] = read

    def _person(self, name: str, its_id: str = "") -> JiraPerson | None:
        name = name.strip("[] ")
        if not name and not its_id:
            return None
        if not its_id and name in self.form.names:
            return JiraPerson(self.form.names[name], name)
        email = name if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", name) else ""
        return JiraPerson(name or self.form.names.get(its_id, ""), its_id, email)

    def _comment(self, column: str, text: str) -> JiraComment:
        found = _STAMPED.fullmatch(text)
        at = self.form.dates.moment(found[1]) if found else None
        if found is None or at is None:
            self.notes.add(self.number, column, "comment-without-date", text)
            return JiraComment(None, None, RichText(text, self.form.markup))
        return JiraComment(at, self._person(found[2].strip()), RichText(found[3].strip("\r\n"), self.form.markup))

    def _attachment(self, text: str) -> JiraAttachment:
        found = _STAMPED.fullmatch(text)
        at = self.form.dates.moment(found[1]) if found else None
        if found is None or at is None:
            return JiraAttachment(text.strip(), "", None, None)
        name, _, url = found[3].rpartition(";")
        return JiraAttachment(name or url, url if name else "", at, self._person(found[2].strip()))

    def _work_log(self, column: str, text: str) -> JiraWorkLog:
        parts = text.rsplit(";", 3)
        at = self.form.dates.moment(parts[-3]) if len(parts) >= 3 else None
        spent = durations.seconds(parts[-1])
        if at is None or spent is None:
            self.notes.add(self.number, column, "unreadable-work-log", text)
            return JiraWorkLog(None, None, None, text)
        return JiraWorkLog(at, self._person(parts[-2].strip()), spent, parts[0] if len(parts) == 4 else "")


def _split(text: str) -> list[str]:
    """Several labels in one cell: other trackers write them so."""
    return [part for part in (label.strip() for label in re.split(r"[,;]", text.strip().strip("[]"))) if part]
