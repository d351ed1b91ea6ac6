"""Jira's issues as our own values: what would come in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from . import criteria as criteria_of
from .cleaning import fit, one_line
from .columns import Field, Meaning
from .guesses import DONE, kind_of, priority_of, step_of
from .mapping import Mapping
from .markup import to_markdown
from .people import People
from .problems import Notes
from .values import JiraComment, JiraIssue, RichText

LONGEST_TITLE = 200
LONGEST_TEXT = 200_000
LONGEST_CRITERION = 500
MOST_CRITERIA = 50
MOST_MINUTES = 600_000
LONGEST_KEY = 100
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class PastComment:
    """What somebody said there. `author`: a pseudonymous id of a person here, or ""."""

    at: datetime
    author: str
    author_name: str
    text: str


@dataclass(frozen=True, slots=True)
class PastTask:
    """A task as it was in the other tracker. `done_at`: finished there, which is no acceptance (AC1).

    `kept`: every cell of the file that does not stand in the task word for word, in the file's order.
    """

    row: int
    external_key: str
    title: str
    story: str
    criteria: tuple[str, ...]
    kind: str
    priority: str  # critical, high, medium, low or "" (P1)
    step: str
    assignee: str
    estimate_minutes: int | None
    created_at: datetime
    done_at: datetime | None
    comments: tuple[PastComment, ...]
    kept: tuple[tuple[str, str], ...]

    @property
    def done_before(self) -> bool:
        """Whether the work was done before the project came to Signoff."""
        return self.done_at is not None


@dataclass
class Turning:
    """Turns issues into tasks by one mapping. `now` stands in where the file tells no date."""

    mapping: Mapping
    columns: dict[str, Meaning]
    people: People
    notes: Notes
    now: datetime
    seen: dict[str, int] = field(default_factory=dict)

    def tasks(self, issues: Iterable[JiraIssue]) -> Iterator[tuple[JiraIssue, PastTask]]:
        """Each issue with its task. A key that stood in an earlier row is noted and left out."""
        for issue in issues:
            key = self._key(issue)
            if key in self.seen:
                self.notes.add(issue.row, self._column(Field.KEY), "key-twice", f"{key} ({self.seen[key]})")
                continue
            self.seen[key] = issue.row
            yield issue, self._task(issue, key)

    def _task(self, issue: JiraIssue, key: str) -> PastTask:
        title, story = self._title(issue, key), self._story(issue)
        step = self._step(issue)
        comments = tuple(self._comments(issue))
        priority = self.mapping.priorities.get(issue.priority) or priority_of(issue.priority).value
        created = issue.created or issue.updated or issue.resolved or self.now
        return PastTask(
            row=issue.row,
            external_key=key,
            title=title,
            story=story,
            criteria=tuple(self._criteria(issue, story)),
            kind=self.mapping.kinds.get(issue.type) or kind_of(issue.type).value,
            priority="" if priority == "none" else priority,
            step="testing" if step == DONE else step,
            assignee=self.people.pid_of(issue.assignee),
            estimate_minutes=self._estimate(issue),
            created_at=created,
            done_at=(issue.resolved or issue.updated or created) if step == DONE else None,
            comments=comments,
            kept=tuple(self._kept(issue, {title, story, key}, {comment.text for comment in comments})),
        )

    def _step(self, issue: JiraIssue) -> str:
        """A file without statuses still tells what is finished, by when it was."""
        if not issue.status and issue.resolved:
            return DONE
        return self.mapping.statuses.get(issue.status) or step_of(issue.status, issue.status_category).value

    def _key(self, issue: JiraIssue) -> str:
        key = one_line(fit(issue.key)[0])
        if key and len(key) <= LONGEST_KEY:
            return key
        if key:
            self.notes.add(issue.row, self._column(Field.KEY), "key-too-long", key)
        whole = "\n".join(f"{cell.column}\t{cell.value}" for cell in issue.cells)
        return "row-" + hashlib.sha256(whole.encode()).hexdigest()[:20]

    def _title(self, issue: JiraIssue, key: str) -> str:
        text, code = fit(issue.summary)
        title = one_line(text)
        column = self._column(Field.SUMMARY)
        if code:
            self.notes.add(issue.row, column, code, title)
        if not title:
            if column in self.columns:
                self.notes.add(issue.row, column, "no-summary")
            return key
        if len(title) > LONGEST_TITLE:
            self.notes.add(issue.row, column, "title-cut", title)
            return title[: LONGEST_TITLE - 1].rstrip() + "…"
        return title

    def _story(self, issue: JiraIssue) -> str:
        return self._text(issue, Field.DESCRIPTION, issue.description) if issue.description else ""

    def _text(self, issue: JiraIssue, column: Field, source: RichText) -> str:
        text, code = fit(to_markdown(source, self.people.names))
        if code:
            self.notes.add(issue.row, self._column(column), code, source.source)
        if len(text) > LONGEST_TEXT:
            self.notes.add(issue.row, self._column(column), "text-cut", text)
            text = text[: LONGEST_TEXT - 1] + "…"
        return text

    def _criteria(self, issue: JiraIssue, story: str) -> list[str]:
        found: list[str] = []
        for source in issue.criteria:
            found += criteria_of.criteria_in(self._text(issue, Field.CRITERIA, source))
        if not found and self.mapping.criteria_from_story:
            found = criteria_of.criteria_in(criteria_of.criteria_section(story))
        column = self._column(Field.CRITERIA if issue.criteria else Field.DESCRIPTION)
        if len(found) > MOST_CRITERIA:
            self.notes.add(issue.row, column, "too-many-criteria", str(len(found)))
        for long in (text for text in found[:MOST_CRITERIA] if len(text) > LONGEST_CRITERION):
            self.notes.add(issue.row, column, "criterion-cut", long)
        return [
            text if len(text) <= LONGEST_CRITERION else text[: LONGEST_CRITERION - 1] + "…"
            for text in found[:MOST_CRITERIA]
        ]

    def _estimate(self, issue: JiraIssue) -> int | None:
        if not issue.estimate_seconds:
            return None
        minutes = max(1, round(issue.estimate_seconds / 60))
        if minutes > MOST_MINUTES:
            self.notes.add(issue.row, self._column(Field.ESTIMATE), "estimate-too-long", str(minutes))
            return None
        return minutes

    def _comments(self, issue: JiraIssue) -> Iterator[PastComment]:
        for comment in issue.comments:
            text = self._text(issue, Field.COMMENT, comment.text)
            if text.strip():
                yield self._comment(issue, comment, text)

    def _comment(self, issue: JiraIssue, comment: JiraComment, text: str) -> PastComment:
        name = one_line(fit(self.people.label_of(comment.author))[0])[:LONGEST_NAME]
        at = comment.at or issue.updated or issue.created or self.now
        return PastComment(at, self.people.pid_of(comment.author), name, text)

    def _kept(self, issue: JiraIssue, texts: set[str], comments: set[str]) -> Iterator[tuple[str, str]]:
        """The cells that do not stand in the task as they were written."""
        for cell in issue.cells:
            value = cell.value.replace("\r\n", "\n").strip()
            if value in texts or (";" in value and self._said_in(cell.column, value, comments)):
                continue
            yield cell.column, cell.value

    def _said_in(self, column: str, value: str, comments: set[str]) -> bool:
        """Whether a packed comment came in word for word, with its time and author."""
        meaning = self.columns.get(column)
        return (
            meaning is not None
            and meaning.field is Field.COMMENT
            and value.count(";") >= 2
            and value.split(";", 2)[2].strip() in comments
        )

    def _column(self, wanted: Field) -> str:
        """What the file calls it: the name for messages."""
        return next((name for name, meaning in self.columns.items() if meaning.field is wanted), wanted.value)
