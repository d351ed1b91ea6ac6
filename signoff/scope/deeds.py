"""What all deeds on the scope share: naming the thing, and seeing it."""

from __future__ import annotations

from signoff.kernel.keys import NumberedKey
from signoff.kernel.values import Revision
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.scope.models import Part, Requirement
from signoff.scope.queries import part_named, requirement_named


class PartChange(ProjectCommand[Part]):
    """A deed that changes a part: `revision` is the one that the actor has seen (C4)."""

    part: NumberedKey
    revision: Revision

    @property
    def project_key(self) -> str:
        return self.part.partition(".")[0]

    def about(self, scene: ProjectScene) -> Part:
        part = part_named(self.part, seen_by=scene.member)
        scene.expect(part, self.revision)
        return part


class RequirementChange(ProjectCommand[Requirement]):
    """A deed that changes a requirement: `revision` is the one that the actor has seen (C4)."""

    requirement: NumberedKey
    revision: Revision

    @property
    def project_key(self) -> str:
        return self.requirement.partition(".")[0]

    def about(self, scene: ProjectScene) -> Requirement:
        requirement = requirement_named(self.requirement, seen_by=scene.member)
        scene.expect(requirement, self.revision)
        return requirement


def key_of(row: Part | Requirement) -> str:
    """How a command names it: BOOK.7."""
    return row.obj.partition(":")[2]
