"""Which kinds of work both sides want in a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from signoff.backlog import rules
from signoff.backlog.models import Mix
from signoff.backlog.words import Kind
from signoff.kernel.keys import ProjectKey
from signoff.kernel.refusals import Refusal
from signoff.kernel.scene import Outcome
from signoff.ledger.telling import Told
from signoff.people.deeds import ProjectCommand, ProjectScene

Share = Annotated[int, Field(ge=0, le=100)]


class Shares(BaseModel):
    """The share of each kind of work, in per cent; together 100."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    feature: Share
    autotest: Share
    technical_debt: Share
    documentation: Share
    bug: Share


class AgreeMix(ProjectCommand[Mix]):
    """Both sides agree on the shares of the kinds of work in a plan, in per cent (P2).

    No side sets them alone: whoever decides it on one side suggests it, and the other agrees.
    """

    decision: ClassVar[str] = "mix"
    proposable: ClassVar[bool] = True

    project: ProjectKey
    shares: Shares

    @property
    def project_key(self) -> str:
        return self.project

    def about(self, scene: ProjectScene) -> Mix:
        """The mix as it was agreed, or one that nobody has agreed on yet."""
        found = Mix.objects.filter(project=scene.project).select_related("by").first()
        mix = found or Mix(project=scene.project, shares={})
        mix.project = scene.project
        return mix

    def why_not(self, mix: Mix, scene: ProjectScene) -> Iterator[Refusal]:
        wanted = self.shares.model_dump()
        yield from rules.against_mix(shares=list(wanted.values()), agreed=scene.agreed)
        yield from rules.against_no_change(wanted != mix.shares)

    def apply(self, mix: Mix, scene: ProjectScene) -> Outcome:
        mix.shares, mix.by, mix.at = self.shares.model_dump(), scene.by, scene.now
        scene.keep(mix)
        return Outcome(answer={"shares": mix.shares})

    def before(self, mix: Mix) -> dict[str, Any]:
        return {"shares": mix.shares}

    @classmethod
    def changes(cls, before: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
        for kind in MIX_ORDER:
            was = before["shares"].get(kind.value)
            yield str(kind.label), _per_cent(was) if was is not None else "", _per_cent(given["shares"][kind.value])

    @classmethod
    def sentence(cls, told: Told) -> str:
        given = told.given("shares")
        shares = ", ".join(f"{kind.label} {_per_cent(given[kind.value])}" for kind in MIX_ORDER)
        return _("agreed on the mix: %(shares)s.") % {"shares": shares}


MIX_ORDER = (Kind.FEATURE, Kind.AUTOTEST, Kind.TECHNICAL_DEBT, Kind.DOCUMENTATION, Kind.BUG)


def _per_cent(share: int) -> str:
    return _("%(share)s %%") % {"share": share}
