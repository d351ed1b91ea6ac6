"""Finding parts, requirements and baselines, as the person who asks can see them: both sides see all (A1)."""

from __future__ import annotations

from django.db.models import Max, QuerySet

from signoff.kernel.refusals import NotThere
from signoff.people.models import Project
from signoff.people.standing import Member
from signoff.scope.models import Baseline, Part, Requirement


def parts(*, seen_by: Member) -> QuerySet[Part]:
    """The parts of the project's scope, also those that are no longer wanted."""
    return Part.objects.filter(project_id=seen_by.project.pk)


def part_named(key: str, *, seen_by: Member) -> Part:
    """The part called `BOOK.7`. Raises NotThere."""
    part = parts(seen_by=seen_by).select_related("parent").filter(number=number_in(key, seen_by)).first()
    if part is None:
        raise NotThere(key)
    part.project = seen_by.project
    return part


def requirements(*, seen_by: Member) -> QuerySet[Requirement]:
    """The requirements of the member's project."""
    return Requirement.objects.filter(project_id=seen_by.project.pk)


def requirement_named(key: str, *, seen_by: Member) -> Requirement:
    """The requirement called `BOOK.3`. Raises NotThere."""
    rows = requirements(seen_by=seen_by).select_related("by", "analyst")
    requirement = rows.filter(number=number_in(key, seen_by)).first()
    if requirement is None:
        raise NotThere(key)
    requirement.project = seen_by.project
    return requirement


def baselines(*, seen_by: Member) -> QuerySet[Baseline]:
    """The baselines of the member's project, approved or not."""
    return Baseline.objects.filter(project_id=seen_by.project.pk)


def baseline_named(key: str, *, seen_by: Member) -> Baseline:
    """The baseline called `BOOK.2`. Raises NotThere."""
    rows = baselines(seen_by=seen_by).select_related("proposed_by", "approved_by")
    baseline = rows.filter(number=number_in(key, seen_by)).first()
    if baseline is None:
        raise NotThere(key)
    baseline.project = seen_by.project
    return baseline


def number_in(key: str, member: Member) -> int:
    """The number of `BOOK.7` in the member's project. Raises NotThere for another project's."""
    project, _dot, number = key.partition(".")
    if project != member.project.key or not number.isdecimal() or len(number) > 9:
        raise NotThere(key)
    return int(number)


def next_number(rows: QuerySet[Part] | QuerySet[Requirement] | QuerySet[Baseline], project: Project) -> int:
    """The number after the highest of the project. Its log's head is locked."""
    highest = rows.filter(project=project).aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
