"""Opening a project, and saying how the two sides work together in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from signoff.charter.sides import DECIDING_ROLE, CooperationModel, Side
from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.refusals import gettext_noop as _later
from signoff.kernel.scene import Outcome, Scene
from signoff.kernel.values import Line, Name, Personal, Revision
from signoff.ledger.opening import begin_project_logs
from signoff.ledger.telling import Told
from signoff.people.deeds import InstallationCommand, ProjectCommand, ProjectScene
from signoff.people.letters import invite
from signoff.people.models import Membership, Organisation, Person, Project
from signoff.people.values import EmailAddress


class FirstPerson(BaseModel):
    """Who decides for a side from the first day on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Name
    email: EmailAddress


class CreateProject(InstallationCommand[None]):
    """A customer's order from a contractor gets its workroom (S1).

    Each side has its deciding person from the start: the customer's product owner and the contractor's project
    manager. They are invited; whoever opens the project and is one of them has their place at once.
    """

    decision: ClassVar[str] = "new-project"

    key: ProjectKey
    name: Name
    customer: Name
    customer_short: Annotated[Line, Field(max_length=40)] = ""
    contractor: Name
    contractor_short: Annotated[Line, Field(max_length=40)] = ""
    cooperation_model: CooperationModel = CooperationModel.TIME_AND_MATERIALS
    product_owner: Annotated[FirstPerson, Personal()]
    project_manager: Annotated[FirstPerson, Personal()]

    def about(self, scene: Scene) -> None:
        return None

    def why_not(self, thing: None, scene: Scene) -> Iterator[Refusal]:
        if Project.objects.filter(key=self.key).exists():
            yield Refusal(
                "key-taken",
                _later("Another project has the key %(key)s. Choose another."),
                "S1",
                {"key": self.key},
            )
        if self.customer == self.contractor:
            yield Refusal("one-side-only", _later("Customer and contractor are two organisations."), "S1")
        if self.product_owner.email == self.project_manager.email:
            yield Refusal("one-person-only", _later("The two sides are decided for by two people."), "S1")

    def apply(self, thing: None, scene: Scene) -> Outcome:
        project = Project(
            key=self.key,
            name=self.name,
            customer=_organisation(self.customer, self.customer_short),
            contractor=_organisation(self.contractor, self.contractor_short),
            cooperation_model=self.cooperation_model,
            created_at=scene.now,
        )
        scene.keep(project)
        scene.log = begin_project_logs(project.pk)
        for side, first in ((Side.CUSTOMER, self.product_owner), (Side.CONTRACTOR, self.project_manager)):
            person = person_at(first.email, first.name)
            membership = Membership(
                project=project, person=person, side=side, roles=[DECIDING_ROLE[side].value], since=scene.now
            )
            if person.pk == scene.by.pk:
                membership.joined_at = scene.now
                scene.keep(membership)
            else:
                invite(membership, scene)
        return Outcome(answer={"project": project.key}, told={"name": project.name})

    @classmethod
    def sentence(cls, told: Told) -> str:
        return _("opened the project “%(name)s”.") % {"name": told.given("name")}


def _organisation(name: str, short_name: str) -> Organisation:
    found, _made = Organisation.objects.get_or_create(
        name=name, defaults={"short_name": short_name or name.split(maxsplit=1)[0][:40]}
    )
    return found


def person_at(email: str, name: str) -> Person:
    """The person with this address; somebody new cannot sign in before they accept an invitation."""
    found = Person.objects.filter(email__iexact=email).first()
    if found:
        return found
    person = Person(email=email, name=name)
    person.set_unusable_password()
    person.save()
    return person


class ChangeCooperationModel(ProjectCommand[Project]):
    """The product owner says how the two sides work together; it decides who gives work to developers (B3)."""

    decision: ClassVar[str] = "cooperation-model"

    project: ProjectKey
    revision: Revision
    cooperation_model: CooperationModel

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Project:
        scene.expect(scene.project, self.revision)
        return scene.project

    def apply(self, project: Project, scene: ProjectScene) -> Outcome:
        project.cooperation_model = self.cooperation_model
        scene.keep(project)
        return Outcome(answer={"project": project.key, "revision": project.revision})

    @classmethod
    def sentence(cls, told: Told) -> str:
        model = CooperationModel(str(told.given("cooperation_model"))).label
        return _("set how the two sides work together: %(model)s.") % {"model": model}
