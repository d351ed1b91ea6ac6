"""Where an import goes, and a first look at its file from there."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from signoff.charter.decisions import decision_named
from signoff.doors.importers.jira.mapping import Mapping
from signoff.doors.importers.jira.preview import Preview, preview
from signoff.doors.importers.jira.reading import Reading
from signoff.doors.importers.queries import keys_here, people_here
from signoff.kernel import clock
from signoff.kernel.refusals import Refused
from signoff.people.models import Person
from signoff.people.queries import holders, standing
from signoff.people.standing import Member


def place_of(project: str, person: Person) -> Member:
    """Where the person stands in the project, if they may bring in a backlog. Raises NotThere or Refused."""
    member = standing(project, seen_by=person)
    decision = decision_named("import")
    if not member.may(decision):
        names = tuple(row.person.name for row in holders(decision, seen_by=member))
        raise Refused([decision.refusal_to(names)], beyond_role=True)
    return member


def open_file(path: Path, member: Member, mapping: Mapping | None = None) -> Reading:
    """The file, with dates that name no zone read in the person's own. Raises ImportProblem."""
    return Reading(path, mapping, ZoneInfo(member.person.time_zone or "UTC"))


def previewed(reading: Reading, member: Member) -> Preview:
    """What would come in of the file. Raises ImportProblem."""
    return preview(reading, people_here(seen_by=member), clock.now(), keys_here(seen_by=member))
