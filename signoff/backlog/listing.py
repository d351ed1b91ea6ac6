"""One page of a project's tasks: filtered, searched, sorted, at the same cost for ten and for a million."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from django.core import signing
from django.db.models import (
    BigIntegerField,
    BooleanField,
    F,
    Func,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from signoff.backlog.models import Task
from signoff.backlog.queries import tasks
from signoff.backlog.search import matching
from signoff.backlog.words import Kind, Priority, Step
from signoff.kernel.refusals import Problem, Unreadable
from signoff.people.standing import Member
from signoff.scope.models import Part
from signoff.sprints.models import Sprint

MOST_ROWS = 200
NOBODY = "nobody"
NO_SPRINT = "none"
OUTSIDE = "none"
"""The part of what stands in no part of the scope."""

PriorityName = Literal["critical", "high", "medium", "low", "unset"]


class TaskSort(StrEnum):
    """The customer's order (priority, then place), by age, by time at the same step, or by title."""

    ORDER = "order"
    NEWEST = "newest"
    OLDEST = "oldest"
    STEP_SINCE = "step_since"
    TITLE = "title"


class TaskFilter(BaseModel):
    """Which tasks, in which order. The names are those of the address; several values of one name mean "or".

    `open` is None for open and closed ones; `part` is the number of a part of the scope, or "none" outside it;
    `within` counts what stands below that part too; `sprint` is the number of a sprint, or "none" for what is in none;
    `assignee` is a person's pseudonymous id, or "nobody"; `q` is what to look for in titles and stories.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    step: tuple[Step, ...] = ()
    open: bool | None = None
    priority: tuple[PriorityName, ...] = ()
    kind: tuple[Kind, ...] = ()
    assignee: Annotated[str, Field(max_length=20, pattern=r"^[\w.-]*$")] = ""
    q: Annotated[str, Field(max_length=200)] = ""
    ready: Literal["", "needs_criteria", "needs_estimate", "ready"] = ""
    sprint: Annotated[str, Field(max_length=9, pattern=r"^([0-9]*|none)$")] = ""
    part: Annotated[str, Field(pattern=r"^(none|[1-9][0-9]{0,8})?$")] = ""
    within: Annotated[str, Field(max_length=9, pattern=r"^[0-9]*$")] = ""
    sort: TaskSort = TaskSort.ORDER


@dataclass(frozen=True)
class TaskPage:
    """Some rows, and the cursor of those that follow; None after the last."""

    rows: list[Task]
    next_cursor: str | None


@dataclass(frozen=True)
class RowPage:
    """Some rows of a few columns each, and the cursor of those that follow; None after the last."""

    rows: list[Any]
    next_cursor: str | None


Shape = Callable[[QuerySet[Task]], QuerySet[Any]]


def page_of_tasks(wanted: TaskFilter, *, seen_by: Member, after: str | None = None, limit: int = 50) -> TaskPage:
    """Up to `limit` tasks after the cursor. Raises Unreadable for a cursor that this sort did not give.

    Rows come without story and criteria (`no_criteria` says that there are none), with project and assignee
    loaded: one query, or two where open tasks end and closed ones follow.
    """
    rows, cursor = _some(
        wanted, seen_by, after, limit, lambda rows: rows.select_related("assignee").defer("story", "criteria")
    )
    for row in rows:
        row.project = seen_by.project
    return TaskPage(rows, cursor)


def page_of_rows(
    wanted: TaskFilter, columns: Sequence[str], *, seen_by: Member, after: str | None = None, limit: int = 50
) -> RowPage:
    """The same, for a page that shows only these columns of many tasks: with `no_criteria`, `part_title` and
    `sprint_number`, at a third less of the cost. The columns hold those of the sort.
    """
    columns = [*columns, "no_criteria", "part_title", "sprint_number"]
    # Subqueries, asked for the rows of the page only: beside a join PostgreSQL may sort all tasks of the project first.
    places = {
        "part_title": Subquery(Part.objects.filter(pk=OuterRef("part_id")).values("title")),
        "sprint_number": Subquery(Sprint.objects.filter(pk=OuterRef("sprint_id")).values("number")),
    }
    found = _some(wanted, seen_by, after, limit, lambda rows: rows.annotate(**places).values_list(*columns, named=True))
    return RowPage(*found)


def _some(
    wanted: TaskFilter, seen_by: Member, after: str | None, limit: int, shape: Shape
) -> tuple[list[Any], str | None]:
    """Up to `limit` rows of this shape after the cursor, and the cursor of those that follow."""
    limit = max(1, min(limit, MOST_ROWS))
    begin, last = _read_cursor(after, wanted.sort) if after else (0, None)
    found: list[tuple[int, Any]] = []
    for place, part in enumerate(_parts(wanted, seen_by)):
        if place < begin or len(found) > limit:
            continue
        rows = shape(_in_order(part, wanted.sort, last if place == begin else None))
        found.extend((place, row) for row in rows[: limit + 1 - len(found)])
    shown = found[:limit]
    cursor = _cursor(wanted.sort, *shown[-1]) if len(found) > limit else None
    return [row for _place, row in shown], cursor


def filtered(wanted: TaskFilter, *, seen_by: Member) -> QuerySet[Task]:
    """The tasks that the filter lets through, in no order."""
    rows = tasks(seen_by=seen_by)
    if wanted.step:
        rows = rows.filter(step__in=wanted.step, done_before=None)
    if wanted.open is not None:
        rows = rows.filter(is_open=Value(wanted.open))
    if wanted.priority:
        rows = rows.filter(priority__in=[Priority[name.upper()] for name in wanted.priority])
    if wanted.kind:
        rows = rows.filter(kind__in=wanted.kind)
    if wanted.assignee == NOBODY:
        rows = rows.filter(assignee=None)
    elif wanted.assignee:
        rows = rows.filter(assignee__pid=wanted.assignee)
    if wanted.part == OUTSIDE:
        rows = rows.filter(part=None)
    elif wanted.part:
        # As a subquery, so that the index by part answers.
        named = Part.objects.filter(project_id=seen_by.project.pk, number=int(wanted.part))
        rows = rows.filter(part_id=Subquery(named.values("pk")[:1]))
    return matching(_ready(_placed(rows, wanted, seen_by), wanted.ready), wanted.q)


PART_AND_BELOW = """
    WITH RECURSIVE below(id) AS (
        SELECT id FROM signoff_part WHERE project_id = %s AND number = %s
        UNION SELECT part.id FROM signoff_part part JOIN below ON part.parent_id = below.id
    ) SELECT id FROM below
"""


def _placed(rows: QuerySet[Task], wanted: TaskFilter, seen_by: Member) -> QuerySet[Task]:
    """Those within a part of the scope, and of a sprint."""
    if wanted.within:
        rows = rows.filter(part__in=RawSQL(PART_AND_BELOW, [seen_by.project.pk, int(wanted.within)]))  # noqa: S611
    if wanted.sprint == NO_SPRINT:
        return rows.filter(sprint=None)
    return rows.filter(sprint__number=int(wanted.sprint)) if wanted.sprint else rows


NO_CRITERIA = Exact(F("criteria"), Value([], JSONField()))


def _ready(rows: QuerySet[Task], ready: str) -> QuerySet[Task]:
    if ready == "needs_criteria":
        return rows.filter(NO_CRITERIA)
    if ready == "needs_estimate":
        return rows.filter(~Q(NO_CRITERIA), estimate_minutes=None)
    return rows.filter(~Q(NO_CRITERIA), estimate_minutes__isnull=False) if ready else rows


def _parts(wanted: TaskFilter, seen_by: Member) -> list[QuerySet[Task]]:
    """In the customer's order open tasks come before closed ones, each part by its own stretch of the index.

    `Value(True)`: a bare `WHERE is_open`, which Django makes of True, is no comparison that an index answers.
    """
    rows = filtered(wanted, seen_by=seen_by).annotate(no_criteria=NO_CRITERIA)
    if wanted.sort is TaskSort.ORDER and wanted.open is None:
        return [rows.filter(is_open=Value(True)), rows.filter(is_open=Value(False))]
    return [rows]


COLUMNS: dict[TaskSort, tuple[str, ...]] = {
    TaskSort.ORDER: ("priority", "position", "number"),
    TaskSort.NEWEST: ("number",),
    TaskSort.OLDEST: ("number",),
    TaskSort.STEP_SINCE: ("step_since", "number"),
    TaskSort.TITLE: ("title", "number"),
}


def _in_order(rows: QuerySet[Task], sort: TaskSort, last: list[Any] | None) -> QuerySet[Task]:
    """The rows in this order, only those after `last`: compared as an index compares, never by an offset."""
    columns = [Lower(name) if name == "title" else F(name) for name in COLUMNS[sort]]
    downwards = sort is TaskSort.NEWEST
    if last is not None:
        values = [_bound(each) for each in last]
        rows = rows.filter(_beyond(columns, values, " < " if downwards else " > "))
    return rows.order_by(*(column.desc() if downwards else column.asc() for column in columns))


def _bound(value: Any) -> Value | Func:
    """The value as it is compared. PostgreSQL is told that a number may be a large one: it would be cut off."""
    if isinstance(value, str):
        return Lower(Value(value))
    return Value(value, BigIntegerField()) if isinstance(value, int) else Value(value)


def _beyond(columns: Sequence[F | Func], values: Sequence[Value | Func], comparison: str) -> Func:
    """`(a, b) > (x, y)`. On SQLite Django spells it out with ORs, of which an index answers the first only."""
    sides = (Func(*side, template="(%(expressions)s)") for side in (columns, values))
    return Func(*sides, template="%(expressions)s", arg_joiner=comparison, output_field=BooleanField())


def _cursor(sort: TaskSort, place: int, row: Any) -> str:
    """Where the page ended. Signed, so that only what we gave out is ever read again."""
    values = [getattr(row, name) for name in COLUMNS[sort]]
    plain = [each.isoformat() if isinstance(each, datetime) else each for each in values]
    return signing.dumps([sort, place, plain], salt="signoff.backlog.listing", compress=True)


def _read_cursor(text: str, sort: TaskSort) -> tuple[int, list[Any]]:
    try:
        given_for, place, values = signing.loads(text, salt="signoff.backlog.listing")
    except (signing.BadSignature, ValueError):
        given_for = None
    if given_for != sort:
        raise Unreadable([Problem("after", _("is not the cursor of a page in this order"))])
    if sort is TaskSort.STEP_SINCE:
        values = [datetime.fromisoformat(values[0]), *values[1:]]
    return place, values
