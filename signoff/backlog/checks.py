"""What is derived from tasks, held against them: for `bin/signoff verify`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Case, Count, F, Max, Value, When
from django.db.models.fields import BooleanField

from signoff.backlog.models import PartTally, Task, TaskTally
from signoff.backlog.tally import sort_of
from signoff.ledger.findings import Finding
from signoff.people.models import Project

SORT = ("project__key", "step", "priority", "kind", "was_done")


def findings(project: Project | None) -> Iterator[Finding]:
    """Tallies that do not say how many tasks there are, and numbers that would be given twice."""
    counted = _counted(project)
    rows = TaskTally.objects.filter(**_within(project)).exclude(count=0).annotate(was_done=F("done_before"))
    told = {sort: count for *sort_, count in rows.values_list(*SORT, "count") for sort in [tuple(sort_)]}
    for sort in sorted(counted.keys() | told.keys(), key=str):
        if counted.get(sort, 0) != told.get(sort, 0):
            what = f"says {told.get(sort, 0)} tasks of the sort {sort[1:]}; there are {counted.get(sort, 0)}"
            yield Finding(f"the tally of {sort[0]} (signoff_tasktally)", what)
    yield from _of_parts(project)
    projects = Project.objects.filter(pk=project.pk) if project else Project.objects.all()
    ahead = projects.annotate(highest=Max("tasks__number")).filter(highest__gt=F("last_number"))
    for row in ahead:
        yield Finding(f"project:{row.key} (signoff_project, row {row.pk})", "its last_number was given out already")


def _within(project: Project | None) -> dict[str, Project]:
    return {"project": project} if project else {}


def _counted(project: Project | None) -> dict[tuple[object, ...], int]:
    was_done = Case(
        When(done_before__isnull=False, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    rows = Task.objects.filter(**_within(project)).annotate(was_done=was_done).order_by()
    return {tuple(sort): count for *sort, count in rows.values_list(*SORT).annotate(count=Count("pk"))}


PART_SORT = ("part__project__key", "part__number", "step", "priority", "done_before")
SUMS = ("count", "estimated", "low", "likely", "high", "squares")


def _of_parts(project: Project | None) -> Iterator[Finding]:
    """Parts whose tally does not say how many tasks stand there, and how many minutes they have."""
    summed = _summed(project)
    within = {"part__project": project} if project else {}
    rows = PartTally.objects.filter(**within).values_list(*PART_SORT, *SUMS)
    told = {tuple(row[:5]): tuple(row[5:]) for row in rows if any(row[5:])}
    for sort in sorted(summed.keys() | told.keys()):
        if summed.get(sort) != told.get(sort):
            what = f"says {told.get(sort)} of the sort {sort[2:]}; the tasks there say {summed.get(sort)}"
            yield Finding(f"the tally of part:{sort[0]}.{sort[1]} (signoff_parttally)", what)


def _summed(project: Project | None) -> dict[tuple[object, ...], tuple[int, ...]]:
    tasks = Task.objects.filter(part__isnull=False, **_within(project)).select_related("part__project")
    sums: dict[tuple[object, ...], list[int]] = defaultdict(lambda: [0] * len(SUMS))
    for task in tasks.defer("story", "criteria").iterator(chunk_size=500):
        if task.part is not None:
            sort = sort_of(task)
            at = sums[task.part.project.key, task.part.number, sort.step, sort.priority, sort.done_before]
            for place, each in enumerate((1, *sort.sums)):
                at[place] += each
    return {sort: tuple(values) for sort, values in sums.items()}
