"""What programs read of the scope."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast, add_task, do


@pytest.fixture
def scoped(cast: Cast) -> Cast:
    """A stage with an epic and a task in it, a requirement, and an approved baseline."""
    do("scope.add-part", cast.priya, project="BOOK", level="stage", title="First release")
    do("scope.add-part", cast.priya, project="BOOK", level="epic", title="Visits", parent="BOOK.1")
    do("scope.record-requirement", cast.helena, project="BOOK", title="Moving without a call")
    do("scope.make-task", cast.priya, requirement="BOOK.1", title="Patient moves a visit", part="BOOK.2")
    points: dict[str, Any] = {"optimistic": 600, "likely": 1200, "pessimistic": 3000}
    do("backlog.estimate-task", cast.sofia, task="BOOK-1", revision=2, **points)
    do("scope.offer-baseline", cast.jonas, project="BOOK", reason="The first release.")
    do("scope.approve-baseline", cast.helena, baseline="BOOK.1")
    return cast


def read(person: Any, address: str) -> Any:
    client = Client()
    client.force_login(person)
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.content[:300]
    return response.json()


def test_the_tree_comes_with_what_rolls_up(scoped: Cast) -> None:
    stage, epic = read(scoped.amara, "projects/BOOK/parts")["parts"]
    assert (stage["part"], epic["parent"]) == ("BOOK.1", "BOOK.1")
    assert stage["tasks"] == epic["tasks"] == 1
    assert stage["minutes"] == epic["minutes"] == {"low": 887, "expected": 1400, "high": 1913}
    assert read(scoped.amara, "projects/BOOK/parts/2") == epic


def test_a_requirement_comes_with_its_tasks(scoped: Cast) -> None:
    (listed,) = read(scoped.sofia, "projects/BOOK/requirements?state=open")["requirements"]
    whole = read(scoped.sofia, "projects/BOOK/requirements/1")
    assert (listed["title"], whole["tasks"]) == ("Moving without a call", ["BOOK-1"])


def test_a_task_says_where_it_stands_and_who_estimated_it(scoped: Cast) -> None:
    task = read(scoped.sofia, "tasks/BOOK-1")
    assert (task["part"], task["requirement"], task["estimate_high"]) == ("BOOK.2", "BOOK.1", 3000)
    assert [each["person"]["name"] for each in task["estimates"]] == ["Sofia Lindqvist"]


def test_baselines_come_whole_and_compared(scoped: Cast) -> None:
    (listed,) = read(scoped.sofia, "projects/BOOK/baselines")["baselines"]
    assert listed["approved_by"]["name"] == "Helena Brandt"
    assert [line["key"] for line in read(scoped.sofia, "projects/BOOK/baselines/1")["lines"]] == ["BOOK-1"]
    task = add_task(scoped.helena, title="Clinic closes")
    do("scope.place-task", scoped.priya, task=task, revision=1, part="BOOK.2")
    changes = read(scoped.sofia, "projects/BOOK/scope-changes?since=1")
    assert [line["title"] for line in changes["added"]] == ["Clinic closes"]


@pytest.mark.parametrize("address", ["parts", "parts/1", "requirements", "requirements/1", "baselines", "baselines/1"])
def test_of_a_strangers_project_there_is_as_little_as_of_none(scoped: Cast, address: str) -> None:
    client = Client()
    client.force_login(scoped.astrid)
    hidden, absent = (client.get(f"/api/v1/projects/{key}/{address}") for key in ("BOOK", "NONE"))
    assert (hidden.status_code, hidden.content) == (404, absent.content)
