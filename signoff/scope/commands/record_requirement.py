"""Writing down what the customer needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from django.utils.translation import gettext as _

from signoff.backlog.rules import against_no_change
from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Line, Text, Title
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.people.models import Project
from signoff.scope import rules
from signoff.scope.deeds import RequirementChange, key_of
from signoff.scope.models import Requirement
from signoff.scope.queries import next_number

State = Requirement.State


class RecordRequirement(ProjectCommand[Project]):
    """A requirement comes in from the customer: what they need in their words, and where it comes from (S6).

    An idea is enough: an analyst takes it up and makes tasks of it. Files are attached to it afterwards.
    """

    decision: ClassVar[str] = "requirement"

    project: ProjectKey
    title: Title
    text: Text = ""
    origin: Line = ""

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Project:
        return scene.project

    def apply(self, project: Project, scene: ProjectScene) -> Outcome:
        requirement = Requirement(
            project=project,
            number=next_number(Requirement.objects.all(), project),
            title=self.title,
            text=self.text,
            origin=self.origin,
            state_since=scene.now,
            by=scene.by,
            at=scene.now,
        )
        scene.keep(requirement)
        key = key_of(requirement)
        return Outcome(answer={"requirement": key, "revision": requirement.revision}, told={"requirement": key})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("wrote down the requirement “%(title)s”.") % {"title": told.given("title")}


class ChangeRequirement(RequirementChange):
    """A requirement is written anew; all three are given as they shall be. One that was settled is open again (S6)."""

    decision: ClassVar[str] = "requirement"

    title: Title
    text: Text = ""
    origin: Line = ""

    def why_not(self, requirement: Requirement, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_withdrawn(requirement.state)
        was = requirement.title, requirement.text, requirement.origin
        yield from against_no_change(was != (self.title, self.text, self.origin))

    def apply(self, requirement: Requirement, scene: ProjectScene) -> Outcome:
        requirement.title, requirement.text, requirement.origin = self.title, self.text, self.origin
        again = requirement.state == State.SETTLED
        if again:
            requirement.state, requirement.state_since, requirement.note = State.OPEN, scene.now, ""
        scene.keep(requirement)
        return Outcome(
            answer={"requirement": self.requirement, "revision": requirement.revision}, told={"again": int(again)}
        )

    @classmethod
    def sentence(cls, told: Told) -> str:
        if told.word("again"):
            return _("changed the requirement “%(title)s” after it was settled; it is open again.") % {
                "title": told.given("title")
            }
        return _("changed the requirement “%(title)s”.") % {"title": told.given("title")}
