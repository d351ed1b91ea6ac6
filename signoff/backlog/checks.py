"""What is derived from tasks, held against them: for `bin/signoff verify`."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Case, Count, F, Max, Value, When
from django.db.models.fields import BooleanField

from signoff.backlog.models import Task, TaskTally
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
