"""A verdict on one criterion, as it is given and as it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from signoff.acceptance.deeds import HandedOver
from signoff.acceptance.models import CriterionVerdict, Handover, Verdict
from signoff.kernel.values import Text
from signoff.people.deeds import ProjectScene

CriterionId = Annotated[int, Field(ge=1, le=10_000)]


class GivenVerdict(BaseModel):
    """Met, or not met with what was expected, what happened and what would be better (D3)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    criterion: CriterionId
    met: bool
    expected: Text = ""
    happened: Text = ""
    better: Text = ""


def merged(
    handover: Handover,
    kept: dict[int, CriterionVerdict],
    given: Sequence[GivenVerdict],
    scene: ProjectScene,
) -> list[CriterionVerdict]:
    """The rows to write for the verdicts that differ from those already kept."""
    rows = []
    for verdict in given:
        row = kept.get(verdict.criterion) or CriterionVerdict(
            handover=handover, content_revision=handover.task.content_revision, criterion=verdict.criterion
        )
        said = (verdict.met, verdict.expected, verdict.happened, verdict.better)
        if row.revision and (row.met, row.expected, row.happened, row.better) == said:
            continue
        row.met, row.expected, row.happened, row.better = said
        row.by, row.at = scene.by, scene.now
        rows.append(row)
    return rows


def settle(
    work: HandedOver, outcome: Verdict.Outcome, given: Sequence[GivenVerdict], note: str, scene: ProjectScene
) -> None:
    """Write the verdict on the task, and those on its criteria that came with it."""
    scene.keep(*merged(work.current, work.verdicts, given, scene))
    scene.keep(
        Verdict(
            handover=work.current,
            outcome=outcome,
            content_revision=work.task.content_revision,
            note=note,
            by=scene.by,
            at=scene.now,
        )
    )
