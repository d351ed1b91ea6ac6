"""The scope as a tree, with what rolls up in it: at a cost that grows with the number of parts, not of tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection

from signoff.forecast.whole import Range, Sums, range_of
from signoff.people.standing import Member
from signoff.scope.models import Part
from signoff.scope.queries import parts


@dataclass(frozen=True)
class Work:
    """How many tasks, how many of them are finished, and their hours: all, and of the finished ones, in minutes."""

    tasks: int = 0
    finished: int = 0
    sums: Sums = field(default_factory=Sums)
    finished_minutes: int = 0

    def __add__(self, other: Work) -> Work:
        return Work(
            self.tasks + other.tasks,
            self.finished + other.finished,
            self.sums + other.sums,
            self.finished_minutes + other.finished_minutes,
        )

    @property
    def range(self) -> Range:
        return range_of(self.sums)

    @property
    def without_estimate(self) -> int:
        return self.tasks - self.sums.estimated

    @property
    def progress(self) -> tuple[int, int]:
        """(done, whole) by hours; by tasks as long as nothing is estimated."""
        if self.sums.likely:
            return self.finished_minutes, self.sums.likely
        return self.finished, self.tasks


@dataclass
class Node:
    """A part with those below it. `own` is what stands directly at it, `work` with all below."""

    part: Part
    depth: int
    own: Work
    children: list[Node]

    @cached_property
    def work(self) -> Work:
        return sum((child.work for child in self.children), self.own)

    @property
    def below(self) -> int:
        """How many parts are below it, at all depths."""
        return sum(1 + child.below for child in self.children)

    def walk(self, deepest: int) -> Iterator[Node]:
        """The node and those below it, in order, down to this depth."""
        yield self
        if self.depth < deepest:
            for child in self.children:
                yield from child.walk(deepest)


@dataclass(frozen=True)
class Tree:
    """The scope of a project: its topmost parts, each with what is below it."""

    roots: tuple[Node, ...]

    @property
    def work(self) -> Work:
        return sum((root.work for root in self.roots), Work())

    def rows(self, deepest: int = 9) -> list[Node]:
        """The parts in the order of the tree."""
        return [node for root in self.roots for node in root.walk(deepest)]

    def node(self, number: int) -> Node | None:
        return next((node for node in self.rows() if node.part.number == number), None)


def tree(*, seen_by: Member) -> Tree:
    """The scope of the member's project, without what is no longer wanted: in two queries."""
    rows = list(parts(seen_by=seen_by).filter(retired_at=None))
    for row in rows:
        row.project = seen_by.project
    work = work_at_parts(seen_by=seen_by)
    below = _by_parent(rows)

    def node(part: Part, depth: int) -> Node:
        children = [node(child, depth + 1) for child in below.get(part.pk, ())]
        for child in children:
            child.part.parent = part
        return Node(part, depth, work.get(part.pk, Work()), children)

    return Tree(tuple(node(part, 0) for part in below.get(None, ())))


WORK = """
    SELECT tally.part_id, CASE WHEN tally.step = 'accepted' OR tally.done_before THEN 1 ELSE 0 END AS finished,
        SUM(tally.count), SUM(estimated), SUM(low), SUM(likely), SUM(high), SUM(squares)
    FROM signoff_parttally tally JOIN signoff_part part ON part.id = tally.part_id
    WHERE part.project_id = %s GROUP BY 1, 2
"""
"""In SQL, since the ORM takes longer over five hundred such rows than the database does."""


def work_at_parts(*, seen_by: Member) -> dict[int, Work]:
    """By primary key of the part: what stands directly at it, from the tallies."""
    found: dict[int, Work] = defaultdict(Work)
    with connection.cursor() as cursor:
        cursor.execute(WORK, [seen_by.project.pk])
        for part, finished, *sums in cursor.fetchall():
            count, *rest = (int(each) for each in sums)
            whole = Sums(*rest)
            found[part] += Work(count, count if finished else 0, whole, whole.likely if finished else 0)
    return found


def in_tree_order(rows: Sequence[Part]) -> list[Part]:
    """The parts, each followed by those below it."""
    below = _by_parent(rows)

    def walk(parent: int | None) -> Iterator[Part]:
        for part in below.get(parent, ()):
            yield part
            yield from walk(part.pk)

    return list(walk(None))


def _by_parent(rows: Sequence[Part]) -> dict[int | None, list[Part]]:
    """In their order, by the primary key of their parent."""
    below: dict[int | None, list[Part]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.position, row.number)):
        below[row.parent_id].append(row)
    return below
