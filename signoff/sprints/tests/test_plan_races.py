"""Two people plan at once: one person's hours are given away once, and a sprint starts once (C4)."""

from __future__ import annotations

import pytest

from signoff.kernel.refusals import Refused
from signoff.ledger.verify import verify
from signoff.people.models import Person
from signoff.sprints.models import PlanSignature, Sprint, SprintTask
from signoff.sprints.tests.test_plan_task import begun, long_task
from tests import cast as stage
from tests.attacks.test_c3_c4_races import at_once
from tests.cast import do, plan_digest, planned_sprint

pytestmark = pytest.mark.usefixtures("own_database")


def test_of_two_tasks_that_fit_only_one_by_one_one_is_drawn_in() -> None:
    cast = stage.cast()
    sprint = begun(cast)
    tasks = [long_task(cast, 30), long_task(cast, 30)]

    def draw(task: str) -> str:
        try:
            do("sprints.plan-task", cast.priya, sprint=sprint, task=task)
        except Refused as refused:
            return refused.refusals[0].code
        return "done"

    assert sorted(at_once(draw, tasks)) == ["done", "over-capacity"]
    assert SprintTask.objects.count() == 1


def test_of_two_signatures_at_once_the_second_starts_the_sprint() -> None:
    cast = stage.cast()
    sprint = planned_sprint(cast)
    plan = plan_digest(cast, sprint)

    def sign(by: Person) -> bool:
        return bool(do("sprints.sign-plan", by, sprint=sprint, plan=plan).answer["started"])

    assert sorted(at_once(sign, [cast.jonas, cast.helena])) == [False, True]
    assert Sprint.objects.get().is_running
    assert PlanSignature.objects.filter(voided_at=None).count() == 2
    assert not list(verify(cast.project))


def test_of_one_side_signing_twice_at_once_one_signature_stands() -> None:
    cast = stage.cast()
    sprint = planned_sprint(cast)
    plan = plan_digest(cast, sprint)

    def sign(by: Person) -> str:
        try:
            do("sprints.sign-plan", by, sprint=sprint, plan=plan)
        except Refused as refused:
            return refused.refusals[0].code
        return "done"

    assert sorted(at_once(sign, [cast.helena, cast.tomas])) == ["done", "signed-already"]
