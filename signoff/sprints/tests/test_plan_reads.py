"""What programs read of sprints and their plans: as much as the pages show."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from signoff.people.models import Person
from signoff.sprints.tests.test_plan_task import begun
from tests.cast import Cast, do, plan_digest, planned_sprint, ready_task, running_sprint, start


def read(person: Person, address: str, status: int = 200) -> Any:
    client = Client()
    client.force_login(person)
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status, answer.content[:300]
    return answer.json()


def test_sprints_come_page_by_page_newest_first(cast: Cast) -> None:
    running_sprint(cast)
    begun(cast, starts_on=date(2026, 12, 7))
    first = read(cast.amara, "projects/BOOK/sprints?limit=1")
    assert [(each["sprint"], each["state"]) for each in first["sprints"]] == [("BOOK.2", "planned")]
    rest = read(cast.amara, f"projects/BOOK/sprints?before={first['next']}")
    assert [(each["sprint"], each["state"]) for each in rest["sprints"]] == [("BOOK.1", "running")]
    assert rest["next"] is None


def test_a_plan_says_what_is_signed_and_what_is_open(cast: Cast) -> None:
    sprint = planned_sprint(cast)
    plan = read(cast.helena, "projects/BOOK/sprints/1")["plan"]
    assert (plan["digest"], plan["open"], plan["signatures"]) == (plan_digest(cast, sprint), [], [])
    assert plan["content"]["tasks"][0]["key"] == "BOOK-1"
    do("sprints.sign-plan", cast.jonas, sprint=sprint, plan=plan["digest"])
    do("sprints.plan-task", cast.jonas, sprint=sprint, task=ready_task(cast))
    plan = read(cast.helena, "projects/BOOK/sprints/1")["plan"]
    assert [each["holds"] for each in plan["signatures"]] == [False]
    assert {each["code"] for each in plan["open"]} >= {"not-divided", "no-testing-date"}


def test_what_runs_says_what_was_committed_to(cast: Cast) -> None:
    start(cast, planned_sprint(cast))
    whole = read(cast.sofia, "projects/BOOK/sprints/1")
    assert (whole["state"], whole["plan"], whole["result"]) == ("running", None, None)
    assert whole["commitment"]["goal"] == "Visits can be moved"


def test_what_is_not_ones_own_is_not_there(cast: Cast) -> None:
    planned_sprint(cast)
    assert read(cast.astrid, "projects/BOOK/sprints/1", 404) == read(cast.astrid, "projects/NONE/sprints/1", 404)
    read(cast.helena, "projects/BOOK/sprints/9", 404)
