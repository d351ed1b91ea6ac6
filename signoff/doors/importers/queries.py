"""What an import must know of the project that it goes to."""

from __future__ import annotations

from signoff.backlog.models import Task
from signoff.doors.importers.jira.people import KnownPerson
from signoff.people.queries import team
from signoff.people.standing import Member


def keys_here(*, seen_by: Member) -> frozenset[str]:
    """The keys, in other trackers, of what has been brought into the project already."""
    here = Task.objects.filter(project=seen_by.project).exclude(external_key="")
    return frozenset(here.values_list("external_key", flat=True))


def people_here(*, seen_by: Member) -> list[KnownPerson]:
    """Everybody of the project, to match the file's people with."""
    return [KnownPerson(row.person.pid, row.person.name, row.person.email) for row in team(seen_by=seen_by)]
