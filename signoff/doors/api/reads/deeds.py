"""What can be done at all, and who may: the charter and the commands, for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router
from pydantic import BaseModel

from signoff.charter.decisions import Decision, decision_named
from signoff.charter.sides import ROLES, CooperationModel, Side
from signoff.doors.api.answers import OF_READS
from signoff.doors.api.deeds import PREFIX
from signoff.doors.api.reads.common import only
from signoff.doors.describing import summary
from signoff.kernel.command import Command, commands

router = Router(tags=["commands"])


class DecisionRead(BaseModel):
    """Who may decide it: roles by side. `by_model` holds instead where the cooperation model says so.

    `outside_projects`: "anyone" for one's own account, "administrator" for the installation's.
    """

    name: str
    title: str
    rule: str
    customer: list[str]
    contractor: list[str]
    by_model: dict[str, dict[str, list[str]]]
    outside_projects: str

    @classmethod
    def of(cls, row: Decision) -> DecisionRead:
        return cls(
            name=row.name,
            title=gettext(row.title),
            rule=row.rule,
            customer=_roles(row, Side.CUSTOMER),
            contractor=_roles(row, Side.CONTRACTOR),
            by_model={model: {side: _roles(row, side, model) for side in Side} for model in row.by_model},
            outside_projects=row.outside_projects,
        )


def _roles(row: Decision, side: Side, model: CooperationModel | None = None) -> list[str]:
    return [role.value for role in ROLES[side] if role in row.holders(side, model)]


class CommandRead(BaseModel):
    """A command: what it does, where it is posted to, what it wants and who may."""

    name: str
    summary: str
    address: str
    schema_address: str
    decision: DecisionRead


class CommandsRead(BaseModel):
    """All of them."""

    commands: list[CommandRead]


@router.get("/commands", response={200: CommandsRead, **OF_READS}, operation_id="commands", summary="What can be done")
def all_commands(request: HttpRequest) -> CommandsRead:
    only(request)
    return CommandsRead(commands=[_command(name, declared) for name, declared in sorted(commands.items())])


def _command(name: str, declared: type[Command[Any, Any]]) -> CommandRead:
    return CommandRead(
        name=name,
        summary=summary(declared),
        address=f"/api/v1{PREFIX}{name}",
        schema_address=f"/api/v1/openapi.json#/components/schemas/{name}",
        decision=DecisionRead.of(decision_named(declared.decision)),
    )
