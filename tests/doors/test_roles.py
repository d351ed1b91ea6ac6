"""Every role of both sides against every command: the table is written here again, by hand, from the mission."""

from __future__ import annotations

import pytest
from django.db import transaction

from signoff.charter.sides import ROLES, CooperationModel, Role, Side
from signoff.kernel.command import commands, read_command
from signoff.kernel.refusals import Refused
from signoff.kernel.run import run
from signoff.people.models import Membership, Person, Project
from tests.attacks.figures import report
from tests.cast import Cast
from tests.doors.samples import SAMPLES

CUSTOMERS = {"product_owner", "delegate", "observer", "finance"}
BUILDERS = {"team_lead", "developer", "tester"}
CONTRACTORS = BUILDERS | {"project_manager", "business_analyst", "executive", "finance"}
DECIDE = {"product_owner", "delegate"}
WRITE = {"project_manager", "business_analyst"}
NOBODY: set[str] = set()

MAY: dict[str, tuple[set[str], set[str]]] = {
    "acceptance.accept-task": (DECIDE, NOBODY),
    "acceptance.hand-over-task": (NOBODY, BUILDERS | {"project_manager"}),
    "acceptance.judge-criterion": (DECIDE, NOBODY),
    "acceptance.return-task": (DECIDE, NOBODY),
    "backlog.add-task": (DECIDE, BUILDERS | WRITE),
    "backlog.agree-mix": (DECIDE, {"project_manager"}),
    "backlog.answer-concern": (NOBODY, WRITE | {"team_lead"}),
    "backlog.assign-task": (NOBODY, {"project_manager", "team_lead"}),
    "backlog.change-template": (DECIDE, WRITE),
    "backlog.block-task": (NOBODY, BUILDERS | {"project_manager"}),
    "backlog.unblock-task": (NOBODY, BUILDERS | {"project_manager"}),
    "backlog.estimate-task": (NOBODY, BUILDERS),
    "backlog.move-task": (NOBODY, BUILDERS | {"project_manager"}),
    "backlog.raise-concern": (CUSTOMERS - {"observer"}, NOBODY),
    "backlog.rank-task": (DECIDE, NOBODY),
    "backlog.record-past-tasks": ({"product_owner"}, WRITE),
    "backlog.repeat-concern": (CUSTOMERS - {"observer"}, NOBODY),
    "backlog.retire-template": (DECIDE, WRITE),
    "backlog.reword-task": (DECIDE, WRITE),
    "backlog.set-priority": (DECIDE, NOBODY),
    "backlog.set-value": (DECIDE, NOBODY),
    "backlog.settle-concern": (CUSTOMERS - {"observer"}, NOBODY),
    "backlog.write-template": (DECIDE, WRITE),
    "discussions.write-comment": (CUSTOMERS, CONTRACTORS),
    "files.attach-file": (CUSTOMERS - {"observer"}, CONTRACTORS),
    "files.erase-file": ({"product_owner"}, {"project_manager"}),
    "people.change-cooperation-model": ({"product_owner"}, NOBODY),
    "people.change-roles": ({"product_owner"}, {"project_manager"}),
    "people.create-first-account": (NOBODY, NOBODY),
    "people.create-project": (NOBODY, NOBODY),
    "people.end-membership": ({"product_owner"}, {"project_manager"}),
    "people.invite-person": ({"product_owner"}, {"project_manager"}),
    "people.renew-invitation": ({"product_owner"}, {"project_manager"}),
    "people.withdraw-invitation": ({"product_owner"}, {"project_manager"}),
    "scope.add-part": (DECIDE, WRITE),
    "scope.approve-baseline": (DECIDE, NOBODY),
    "scope.change-part": (DECIDE, WRITE),
    "scope.change-requirement": (DECIDE, WRITE),
    "scope.link-requirement": (NOBODY, WRITE),
    "scope.make-task": (NOBODY, WRITE),
    "scope.move-part": (DECIDE, WRITE),
    "scope.offer-baseline": (NOBODY, WRITE),
    "scope.place-task": (DECIDE, WRITE),
    "scope.place-tasks": (DECIDE, WRITE),
    "scope.record-requirement": (DECIDE, WRITE),
    "scope.retire-part": (DECIDE, WRITE),
    "scope.set-part-priority": (DECIDE, NOBODY),
    "scope.settle-requirement": (NOBODY, WRITE),
    "scope.take-up-requirement": (NOBODY, WRITE),
    "scope.withdraw-requirement": (DECIDE, NOBODY),
    "proposals.agree": (DECIDE, NOBODY),
    "proposals.decline": (DECIDE, NOBODY),
    "proposals.suggest": (CUSTOMERS - {"observer"}, CONTRACTORS),
    "proposals.withdraw": (CUSTOMERS - {"observer"}, CONTRACTORS),
    "sprints.add-subtask": (NOBODY, BUILDERS | WRITE),
    "sprints.allow-overcommitment": (NOBODY, {"project_manager"}),
    "sprints.assign-subtask": (NOBODY, BUILDERS | WRITE),
    "sprints.carry-over": (DECIDE, {"project_manager"}),
    "sprints.complete-sprint": (DECIDE, {"project_manager"}),
    "sprints.let-in-critical-bug": (DECIDE, NOBODY),
    "sprints.record-emergency-work": (NOBODY, BUILDERS | {"project_manager"}),
    "sprints.take-into-running-sprint": (DECIDE, {"project_manager"}),
    "sprints.take-out-of-running-sprint": (DECIDE, {"project_manager"}),
    "sprints.change-sprint": (DECIDE, {"project_manager"}),
    "sprints.change-subtask": (NOBODY, BUILDERS | WRITE),
    "sprints.divide-task": (NOBODY, BUILDERS | WRITE),
    "sprints.drop-subtask": (NOBODY, BUILDERS | WRITE),
    "sprints.finish-subtask": (NOBODY, BUILDERS | {"project_manager"}),
    "sprints.plan-sprint": (DECIDE, {"project_manager"}),
    "sprints.plan-task": (DECIDE, BUILDERS | WRITE),
    "sprints.record-absence": (CUSTOMERS - {"observer"}, CONTRACTORS),
    "sprints.record-planning": (DECIDE, BUILDERS | WRITE),
    "sprints.remove-participant": (DECIDE, {"project_manager"}),
    "sprints.set-delivery-deadline": (NOBODY, {"project_manager"}),
    "sprints.set-development-deadline": (NOBODY, {"developer", "team_lead"}),
    "sprints.set-participant": (DECIDE, {"project_manager"}),
    "sprints.set-testing-deadline": (NOBODY, {"tester"}),
    "sprints.set-working-hours": (CUSTOMERS - {"observer"}, CONTRACTORS),
    "sprints.sign-plan": (DECIDE, {"project_manager"}),
    "sprints.take-out": (DECIDE, BUILDERS | WRITE),
    "sprints.withdraw-absence": (CUSTOMERS - {"observer"}, CONTRACTORS),
}
OWN_AFFAIRS = {
    "mail.choose-letters",
    "people.accept-invitation",
    "people.change-account",
    "people.create-api-token",
    "people.renew-first-invitations",
    "people.revoke-api-token",
}
"""What everybody does for themselves, whatever their role."""


def charter_refuses(command: str, by: Person, given: dict[str, object]) -> bool:
    """Whether the charter says no; what was done otherwise is rolled back, for the next role."""
    try:
        with transaction.atomic():
            run(read_command(command, given), by=by, door="test")
            transaction.set_rollback(True)
    except Refused as refused:
        return any(each.code.startswith("not-yours-") for each in refused.refusals)
    return False


def with_role(somebody: Person, role: Role) -> Person:
    """The same person in another role, as the table of memberships says."""
    Membership.objects.filter(person=somebody, project__key="BOOK").update(roles=[role.value])
    return somebody


def those_who_may(cast: Cast, command: str) -> tuple[set[str], set[str]]:
    sample = SAMPLES[command](cast)
    found: dict[Side, set[str]] = {Side.CUSTOMER: set(), Side.CONTRACTOR: set()}
    spare = {Side.CUSTOMER: cast.ingrid, Side.CONTRACTOR: cast.elena}
    for side, roles in ROLES.items():
        for role in roles:
            if not charter_refuses(command, with_role(spare[side], role), sample.given):
                found[side].add(role.value)
    return found[Side.CUSTOMER], found[Side.CONTRACTOR]


def test_the_table_names_every_command() -> None:
    assert sorted(MAY.keys() | OWN_AFFAIRS) == sorted(commands)


@pytest.mark.parametrize("command", sorted(MAY))
def test_each_role_may_what_the_table_says_and_nothing_else(cast: Cast, command: str) -> None:
    may = those_who_may(cast, command)
    wrong = [role for found, told in zip(may, MAY[command], strict=True) for role in found ^ told]
    report("B1", sum(map(len, ROLES.values())), wrong, "commands tried in every role, each against the table")


def test_with_a_dedicated_team_the_customer_gives_work_to_developers(cast: Cast) -> None:
    Project.objects.update(cooperation_model=CooperationModel.DEDICATED_TEAM)
    assert those_who_may(cast, "backlog.assign-task") == (DECIDE, {"team_lead"})
