"""What an export holds, whichever form it came in: frozen values, and nothing of the file left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Markup(StrEnum):
    """How a long text is written."""

    WIKI = "wiki"  # Jira's own: h1. *bold* {code}
    ADF = "adf"  # Atlassian Document Format, JSON
    HTML = "html"  # the XML export's
    MARKDOWN = "markdown"


class Cell(NamedTuple):
    """One non-empty cell (or JSON field, or XML element): its column's name and its text as it was."""

    column: str
    value: str


class RichText(NamedTuple):
    """A long text as it stood in the file, and how it is written."""

    source: str
    markup: Markup


class JiraPerson(NamedTuple):
    """A person as the export names them; an id alone where the file gives no name."""

    name: str = ""
    id: str = ""
    email: str = ""

    @property
    def label(self) -> str:
        """What to show: the name, else the address, else the id."""
        return self.name or self.email or self.id


class JiraComment(NamedTuple):
    at: datetime | None
    author: JiraPerson | None
    text: RichText


class JiraAttachment(NamedTuple):
    """A file's name and address; the file itself is not in any of Jira's exports."""

    name: str
    url: str
    at: datetime | None
    author: JiraPerson | None


class JiraWorkLog(NamedTuple):
    at: datetime | None
    author: JiraPerson | None
    seconds: int | None
    text: str


class JiraLink(NamedTuple):
    """A link to another issue, read from this one: direction is "inward" or "outward"."""

    kind: str
    direction: str
    key: str


class JiraChange(NamedTuple):
    """One field's change in the issue's history."""

    at: datetime | None
    author: JiraPerson | None
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class JiraIssue:
    """One issue. `cells` holds every non-empty cell of the file, in order, so that nothing is lost;
    the other members are what could be read out of them. `row` counts as a spreadsheet does: the
    header is row 1 (in JSON and XML the first issue is row 1). Moments are aware, durations seconds.
    """

    row: int
    cells: tuple[Cell, ...] = ()
    key: str = ""
    id: str = ""
    summary: str = ""
    description: RichText | None = None
    type: str = ""
    status: str = ""
    status_category: str = ""
    priority: str = ""
    resolution: str = ""
    reporter: JiraPerson | None = None
    assignee: JiraPerson | None = None
    creator: JiraPerson | None = None
    created: datetime | None = None
    updated: datetime | None = None
    resolved: datetime | None = None
    due: date | None = None
    labels: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    fix_versions: tuple[str, ...] = ()
    affects_versions: tuple[str, ...] = ()
    sprints: tuple[str, ...] = ()
    estimate_seconds: int | None = None
    remaining_seconds: int | None = None
    spent_seconds: int | None = None
    story_points: str = ""
    parent: str = ""
    epic: str = ""
    criteria: tuple[RichText, ...] = ()
    links: tuple[JiraLink, ...] = ()
    comments: tuple[JiraComment, ...] = ()
    attachments: tuple[JiraAttachment, ...] = ()
    work_logs: tuple[JiraWorkLog, ...] = ()
    changes: tuple[JiraChange, ...] = ()
