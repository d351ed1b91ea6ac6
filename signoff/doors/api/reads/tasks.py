"""Tasks: a page of them, and one as a whole."""

from __future__ import annotations

import re
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from signoff.acceptance.rounds import rounds
from signoff.backlog.listing import TaskFilter, page_of_tasks
from signoff.backlog.models import ImportedRecord
from signoff.backlog.queries import task_named
from signoff.discussions.queries import comments
from signoff.doors.api.answers import OF_READS
from signoff.doors.api.auth import caller_of
from signoff.doors.api.reads.common import Limit, WhoRead, only
from signoff.doors.api.reads.task_shapes import (
    CommentRead,
    CriterionRead,
    EstimateRead,
    FileRead,
    HandoverRead,
    ImportedRead,
    TaskRead,
    WholeTaskRead,
    WordsRead,
    fields_of,
)
from signoff.files.queries import attachments_of
from signoff.kernel.keys import PROJECT_KEY
from signoff.kernel.refusals import NotThere

router = Router(tags=["tasks"])

KEY = re.compile(rf"{PROJECT_KEY}-[1-9][0-9]{{0,8}}")


class TaskQuery(TaskFilter):
    """Which tasks, in which order, and from where on."""

    after: Annotated[str, Field(max_length=2000, description="The `next` of the page before.")] = ""
    limit: Limit = 50


class TasksRead(BaseModel):
    """A page of tasks. `next` goes into `after` for the page that follows; null after the last."""

    tasks: list[TaskRead]
    next: str | None


@router.get(
    "/projects/{key}/tasks",
    response={200: TasksRead, **OF_READS},
    operation_id="tasks",
    summary="The tasks of a project, page by page",
)
def tasks(request: HttpRequest, key: str, query: Query[TaskQuery]) -> TasksRead:
    only(request, TaskQuery)
    member = caller_of(request).member(key)
    wanted = TaskFilter(**query.model_dump(include=set(TaskFilter.model_fields)))
    page = page_of_tasks(wanted, seen_by=member, after=query.after or None, limit=query.limit)
    return TasksRead(tasks=[TaskRead.of(row) for row in page.rows], next=page.next_cursor)


@router.get(
    "/tasks/{key}",
    response={200: WholeTaskRead, **OF_READS},
    operation_id="task",
    summary="One task, with all that belongs to it",
)
def task(request: HttpRequest, key: str, response: HttpResponse) -> WholeTaskRead:
    """The header `ETag` is its revision, which `If-Match` of a change wants."""
    only(request)
    if not KEY.fullmatch(key):
        raise NotThere(key)
    member = caller_of(request).member(key.partition("-")[0])
    row = task_named(key, seen_by=member)
    found = rounds(row, seen_by=member)
    imported = ImportedRecord.objects.filter(task=row).first()
    response.headers["ETag"] = f'"{row.revision}"'
    return WholeTaskRead(
        **fields_of(row),
        story=row.story,
        criteria=[CriterionRead(**each) for each in row.criteria],
        content_revision=row.content_revision,
        accepted_content=row.accepted_content,
        created_by=WhoRead.of(row.created_by),
        estimates=[EstimateRead.of(each) for each in row.estimates.select_related("person").order_by("work", "pk")],
        part=f"{member.project.key}.{row.part.number}" if row.part else None,
        requirement=f"{member.project.key}.{row.requirement.number}" if row.requirement else None,
        handovers=[HandoverRead.of(each, found) for each in found.handovers],
        comments=[CommentRead.of(each) for each in comments(row, seen_by=member)],
        files=[FileRead.of(each) for each in attachments_of(row, seen_by=member)],
        earlier_words=[WordsRead.of(each) for each in row.earlier_words.order_by("content_revision")],
        imported=ImportedRead.of(imported) if imported else None,
    )
