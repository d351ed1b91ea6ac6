"""What would come in, before anything does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeVar

from .columns import Field, Meaning, Sure
from .guesses import Guess, kind_of, priority_of, step_of
from .people import KnownPerson, People
from .problems import Note, Notes
from .reading import Reading
from .source import Form
from .tasks import PastTask, Turning
from .values import JiraIssue, JiraPerson

Key = TypeVar("Key")
SHOWN_TASKS = 20
_MOST_DISTINCT = 5000


class ColumnPlan(NamedTuple):
    """A column: its meaning, and in how many rows it holds something."""

    name: str
    filled: int
    field: Field
    sure: Sure


class Choice(NamedTuple):
    """A word of the file, how often it stands there, and what it becomes."""

    name: str
    times: int
    value: str
    sure: Sure


class PersonPlan(NamedTuple):
    """A person of the file: pid is "" where only the name is kept."""

    name: str
    id: str
    email: str
    times: int
    pid: str
    sure: Sure


@dataclass(frozen=True)
class Preview:
    """`missing`: what must be said before an import ("summary"). `notes`: the first of `note_counts`.

    `found_by_jira`: how many issues the search had, when the file holds fewer (0 else).
    """

    form: str
    encoding: str
    encoding_sure: Sure
    delimiter: str
    rows: int
    found_by_jira: int
    missing: tuple[str, ...]
    columns: tuple[ColumnPlan, ...]
    statuses: tuple[Choice, ...]
    priorities: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    people: tuple[PersonPlan, ...]
    order: str
    order_sure: Sure
    zone: str
    markup: str
    tasks: int
    new: int
    here_already: int
    done_before: int
    comments: int
    criteria: int
    kept_cells: int
    first_tasks: tuple[PastTask, ...]
    notes: tuple[Note, ...]
    note_counts: dict[str, int]

    @property
    def unrecognised(self) -> tuple[ColumnPlan, ...]:
        """Columns that hold something and mean nothing here: kept as imported data, or mapped by hand."""
        return tuple(column for column in self.columns if column.sure is Sure.NO and column.filled)


class _Counts:
    """What is counted while the tasks go by."""

    def __init__(self) -> None:
        self.statuses: Counter[tuple[str, str]] = Counter()
        self.priorities: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.people: Counter[JiraPerson] = Counter()
        self.sums: Counter[str] = Counter()
        self.first: list[PastTask] = []

    def add(self, issue: JiraIssue, task: PastTask, here: Collection[str]) -> None:
        _bounded(self.statuses, (issue.status, issue.status_category))
        _bounded(self.priorities, issue.priority)
        _bounded(self.kinds, issue.type)
        for person in (issue.assignee, issue.reporter, issue.creator, *(each.author for each in issue.comments)):
            if person:
                _bounded(self.people, person)
        self.sums["tasks"] += 1
        self.sums["here"] += task.external_key in here
        self.sums["done"] += task.done_before
        self.sums["comments"] += len(task.comments)
        self.sums["criteria"] += len(task.criteria)
        self.sums["kept"] += len(task.kept)
        if len(self.first) < SHOWN_TASKS:
            self.first.append(task)


def _bounded(counter: Counter[Key], key: Key) -> None:
    if key in counter or len(counter) < _MOST_DISTINCT:
        counter[key] += 1


def preview(
    reading: Reading, known: Iterable[KnownPerson], now: datetime, here_already: Collection[str] = frozenset()
) -> Preview:
    """Read the whole file once as an import would. `here_already`: external keys of this project."""
    notes, counts = Notes(), _Counts()
    people = People(known, reading.mapping.people, reading.names)
    turning = Turning(reading.mapping, reading.columns, people, notes, now)
    for issue, task in turning.tasks(reading.issues(notes)):
        counts.add(issue, task, here_already)
    sums, mapping = counts.sums, reading.mapping
    return Preview(
        form=reading.source_name,
        encoding=reading.source.encoding,
        encoding_sure=reading.source.encoding_sure,
        delimiter=reading.source.delimiter,
        rows=reading.rows,
        found_by_jira=reading.total if reading.total > reading.rows else 0,
        missing=() if reading.source.form is not Form.CSV or has_summary(reading.columns) else ("summary",),
        columns=tuple(ColumnPlan(name, reading.filled[name], *each[:2]) for name, each in reading.columns.items()),
        statuses=_statuses(counts.statuses, mapping.statuses),
        priorities=_choices(counts.priorities, mapping.priorities, priority_of),
        kinds=_choices(counts.kinds, mapping.kinds, kind_of),
        people=_people(counts.people, people),
        order=str(reading.dates.order),
        order_sure=reading.dates_sure,
        zone=str(reading.dates.zone),
        markup=str(reading.markup),
        tasks=sums["tasks"],
        new=sums["tasks"] - sums["here"],
        here_already=sums["here"],
        done_before=sums["done"],
        comments=sums["comments"],
        criteria=sums["criteria"],
        kept_cells=sums["kept"],
        first_tasks=tuple(counts.first),
        notes=notes.first,
        note_counts=dict(notes.counts),
    )


def has_summary(columns: Mapping[str, Meaning]) -> bool:
    """Whether the file says what each task is called: without that nothing can come in."""
    return any(meaning.field is Field.SUMMARY for meaning in columns.values())


def _choices(counts: Counter[str], said: Mapping[str, str], guess: Callable[[str], Guess]) -> tuple[Choice, ...]:
    return tuple(
        Choice(name, count, said.get(name) or guess(name).value, Sure.KNOWN if name in said else guess(name).sure)
        for name, count in counts.most_common()
        if name
    )


def _statuses(counts: Counter[tuple[str, str]], said: Mapping[str, str]) -> tuple[Choice, ...]:
    """One choice a name, by its commonest category."""
    totals: Counter[str] = Counter()
    category: dict[str, str] = {}
    for (name, its_category), count in counts.most_common():
        totals[name] += count
        category.setdefault(name, its_category)
    return _choices(totals, said, lambda name: step_of(name, category[name]))


def _people(counts: Counter[JiraPerson], people: People) -> tuple[PersonPlan, ...]:
    """One line for each person, however the file names them."""
    totals: Counter[str] = Counter()
    first: dict[str, JiraPerson] = {}
    for person, count in counts.most_common():
        label = people.label_of(person)
        totals[label] += count
        if label not in first or (person.email and not first[label].email):
            first[label] = person
    return tuple(
        PersonPlan(label, first[label].id, first[label].email, count, *people.match(first[label]))
        for label, count in totals.most_common()
    )
