"""One export, looked through once and then read as often as one likes, each time as a stream."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from . import json_issues, rows, xml_issues
from .columns import DATES, Field, Meaning, Sure, known_names, meanings
from .csv_reader import Table
from .date_guess import DateSamples
from .dates import DateForm
from .json_reader import JsonFile
from .mapping import Mapping
from .problems import Notes
from .source import Form, look_at
from .values import JiraIssue, Markup
from .xml_reader import XmlFile

_MOST_NAMES = 50_000
_JIRA_COLUMNS = 4  # known names that make a CSV Jira's own


class Reading:
    """A file with the mapping that the person gave. Raises ImportProblem when it is no export.

    `columns`: name → what it means. `filled`: name → rows in which it holds something. `dates`: how dates are
    written, `dates_sure` whether the dates prove it. `total`: issues that Jira's search found, if the file says so.
    """

    def __init__(self, path: Path, mapping: Mapping | None = None, zone: tzinfo = UTC) -> None:
        self.mapping = mapping or Mapping()
        self.source = look_at(path)
        self.columns: dict[str, Meaning] = {}
        self.filled: Counter[str] = Counter()
        self.rows = 0
        self.total = 0
        self.dates, self.dates_sure = DateForm(zone=zone), Sure.KNOWN
        self.names: dict[str, str] = {}
        self._zone: tzinfo = ZoneInfo(self.mapping.zone) if self.mapping.zone else zone
        self._look_through()

    @property
    def source_name(self) -> str:
        """What the kept records are marked with: jira-csv, jira-json, jira-xml, or csv."""
        return f"jira-{self.source.form}" if self.is_jira else "csv"

    @property
    def is_jira(self) -> bool:
        """Whether this is Jira's own export: a CSV is when it has Jira's name for the key and a few more."""
        if self.source.form is not Form.CSV:
            return True
        has_key = any(each.field is Field.KEY and each.sure is Sure.KNOWN for each in self.columns.values())
        return has_key and known_names(self.columns) >= _JIRA_COLUMNS

    @property
    def markup(self) -> Markup:
        """How a CSV's long texts are written: Jira's own markup only when the columns are Jira's."""
        return self.mapping.markup or (Markup.WIKI if self.is_jira else Markup.MARKDOWN)

    def issues(self, notes: Notes | None = None) -> Iterator[JiraIssue]:
        """Every issue of the file, in its order. Cells that are not what they are named go to `notes`."""
        notes = notes if notes is not None else Notes()
        if self.source.form is Form.CSV:
            form = rows.RowForm(self.columns, self.dates, self.markup, self.names)
            return rows.issues_of(self._table, form, notes)
        if self.source.form is Form.JSON:
            return json_issues.issues_of(self._json, self.columns, notes)
        return xml_issues.issues_of(self._xml, self.columns, notes)

    def _look_through(self) -> None:
        if self.source.form is Form.CSV:
            self._table = Table(self.source)
            self._look_through_table()
        elif self.source.form is Form.JSON:
            self._json = JsonFile(self.source)
            self._count(json_issues.issues_of(self._json, {}, Notes()))
            self.total = self._json.total
            self._name_the_fields(self._json.names)
        else:
            self._xml = XmlFile(self.source)
            self._count(xml_issues.issues_of(self._xml, {}, Notes()))
            self.total = self._xml.total
            self.columns = {name: self._said(name, xml_issues.xml_meaning(name)) for name in self.filled}

    def _name_the_fields(self, names: MappingOf[str, str]) -> None:
        """The names of custom fields stand behind the issues, so they are known only now."""
        by_id, self.filled = self.filled, Counter()
        for field_id, count in by_id.items():
            name = json_issues.column_of(field_id, names)
            self.filled[name] += count
            self.columns[name] = self._said(name, json_issues.json_meaning(field_id, name))

    def _said(self, name: str, found: Meaning | None) -> Meaning:
        if name in self.mapping.columns:
            return Meaning(self.mapping.columns[name], Sure.KNOWN)
        return found or Meaning(Field.KEPT, Sure.KNOWN)

    def _count(self, issues: Iterator[JiraIssue]) -> None:
        for issue in issues:
            self.rows += 1
            self.filled.update(list(dict.fromkeys(cell.column for cell in issue.cells)))
            for person in (issue.reporter, issue.assignee, issue.creator):
                if person and person.id and person.name and len(self.names) < _MOST_NAMES:
                    self.names[person.id] = person.name

    def _look_through_table(self) -> None:
        """Count what is filled, collect dates, and who is behind which account id."""
        table = self._table
        self.columns = meanings(table.header, self.mapping.columns)
        kinds = [self.columns[name].field for name in table.header]
        pairs = {at: at + 1 for at, kind in enumerate(kinds[:-1]) if kinds[at + 1] == kind + "_id"}
        samples, filled = DateSamples(), [0] * len(table.header)
        for _, cells in table.rows():
            self.rows += 1
            found = dict(cells)
            for place, text in cells:
                if place >= len(kinds):
                    continue
                filled[place] += 1
                if kinds[place] in DATES:
                    samples.add(text)
                elif kinds[place] is Field.COMMENT:
                    samples.add(text[:40].partition(";")[0])
                if place in pairs and pairs[place] in found and len(self.names) < _MOST_NAMES:
                    self.names[found[pairs[place]].strip()] = text.strip()
        for name, count in zip(table.header, filled, strict=True):
            self.filled[name] += count
        self.dates, self.dates_sure = samples.form(self._zone)
        if self.mapping.order:
            self.dates, self.dates_sure = self.dates._replace(order=self.mapping.order), Sure.KNOWN
