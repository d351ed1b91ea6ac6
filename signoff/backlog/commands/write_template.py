"""Writing what a new task can begin with: a template, or a recurring case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from django.db.models import Max
from django.utils.translation import gettext as _
from pydantic import BaseModel, Field

from signoff.backlog import rules
from signoff.backlog.commands.add import Criteria
from signoff.backlog.models import TaskTemplate
from signoff.backlog.offers import template_named
from signoff.backlog.words import Kind
from signoff.kernel.keys import NumberedKey, ProjectKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.kernel.values import Line, Name, Revision, Text
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene
from signoff.people.models import Project

WORDS = ("name", "kind", "title", "story", "criteria")


class TemplateWords(BaseModel):
    """What a task begins with. `name` is how people find it; title, story and criteria are those of the task."""

    name: Name
    kind: Kind = Kind.FEATURE
    title: Annotated[Line, Field(max_length=200)] = ""
    story: Text = ""
    criteria: Criteria = Field(default_factory=list)

    def words(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in WORDS}


class WriteTemplate(ProjectCommand[Project], TemplateWords):
    """Either side writes a template, or a case into the project's document of recurring cases (S4, S5)."""

    decision: ClassVar[str] = "template"

    project: ProjectKey
    sort: Literal["template", "case"] = "template"

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Project:
        return scene.project

    def apply(self, project: Project, scene: ProjectScene) -> Outcome:
        last = TaskTemplate.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
        template = TaskTemplate(project=project, number=last + 1, sort=self.sort, **self.words())
        scene.keep(template)
        return Outcome(answer={"template": f"{project.key}.{template.number}", "revision": template.revision})

    @classmethod
    def sentence(cls, told: Told) -> str:
        if told.given("sort") == "case":
            return _("wrote down the recurring case “%(name)s”.") % {"name": told.given("name")}
        return _("wrote the template “%(name)s”.") % {"name": told.given("name")}


class TemplateDeed(ProjectCommand[TaskTemplate]):
    """A deed that changes a template or a case, `BOOK.3`, at the revision that the actor has seen (C4)."""

    template: NumberedKey
    revision: Revision

    @property
    def project_key(self) -> str:
        return self.template.partition(".")[0]

    def about(self, scene: ProjectScene) -> TaskTemplate:
        found = template_named(self.template, seen_by=scene.member)
        scene.expect(found, self.revision)
        return found


class ChangeTemplate(TemplateDeed, TemplateWords):
    """A template, or a recurring case, is written anew; all of it is given as it shall be (S4, S5)."""

    decision: ClassVar[str] = "template"

    def why_not(self, template: TaskTemplate, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_retired(template.retired_at is not None)
        yield from rules.against_no_change(any(getattr(template, name) != new for name, new in self.words().items()))

    def apply(self, template: TaskTemplate, scene: ProjectScene) -> Outcome:
        for name, new in self.words().items():
            setattr(template, name, new)
        scene.keep(template)
        return Outcome(answer={"template": self.template, "revision": template.revision})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("changed what a task begins with in “%(name)s”.") % {"name": told.given("name")}


class RetireTemplate(TemplateDeed):
    """A template, or a recurring case, is no longer offered; tasks that began with it stay as they are (S4, S5)."""

    decision: ClassVar[str] = "template"

    def why_not(self, template: TaskTemplate, scene: ProjectScene) -> Iterator[Refusal]:
        yield from rules.against_retired(template.retired_at is not None)

    def apply(self, template: TaskTemplate, scene: ProjectScene) -> Outcome:
        template.retired_at = scene.now
        scene.keep(template)
        return Outcome(answer={"template": self.template}, told={"name": template.name})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("no longer offers “%(name)s”.") % {"name": told.word("name")}
