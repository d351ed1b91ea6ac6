"""What programs read of suggestions, concerns, templates and the mix: as much as the pages show."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from signoff.people.models import Person
from signoff.proposals.tests.talk import REASON, higher, suggest
from tests.cast import Cast, add_task, do


def read(by: Person, address: str, status: int = 200) -> Any:
    client = Client()
    client.force_login(by)
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status, answer.content[:300]
    return answer.json()


def test_suggestions_come_newest_first_page_by_page(cast: Cast) -> None:
    for _number in range(3):
        suggest(cast.jonas, higher(add_task(cast.helena)))
    first = read(cast.amara, "projects/BOOK/suggestions?limit=2")
    assert [each["proposal"] for each in first["proposals"]] == ["BOOK.3", "BOOK.2"]
    rest = read(cast.amara, f"projects/BOOK/suggestions?limit=2&before={first['next']}")
    assert ([each["proposal"] for each in rest["proposals"]], rest["next"]) == (["BOOK.1"], None)


def test_a_suggestion_says_what_it_would_change(cast: Cast) -> None:
    task = add_task(cast.helena, priority="low")
    suggest(cast.jonas, higher(task))
    said = read(cast.helena, "projects/BOOK/suggestions/1")
    assert (said["reason"], said["about"], said["outcome"]) == (REASON, f"task:{task}", "")
    assert (said["before"], said["commands"][0]["given"]["priority"]) == ([{"priority": "low"}], "high")


def test_those_that_wait_and_those_that_were_answered(cast: Cast) -> None:
    keys = [suggest(cast.jonas, higher(add_task(cast.helena))) for _number in range(2)]
    do("proposals.decline", cast.helena, proposal=keys[0], note="No")
    for wanted, found in (("true", "BOOK.2"), ("false", "BOOK.1")):
        (only,) = read(cast.helena, f"projects/BOOK/suggestions?open={wanted}")["proposals"]
        assert only["proposal"] == found


def test_concerns_are_read_by_project_and_by_task(cast: Cast) -> None:
    task = add_task(cast.helena)
    do("backlog.raise-concern", cast.ingrid, task=task, text="Why so late?")
    do("backlog.answer-concern", cast.jonas, task=task, concern=1, answer="It waits")
    (concern,) = read(cast.sofia, "projects/BOOK/concerns")["concerns"]
    assert (concern["task"], concern["text"], concern["answered_by"]["name"]) == (task, "Why so late?", "Jonas Keller")
    do("backlog.settle-concern", cast.ingrid, task=task, concern=1)
    assert read(cast.sofia, "projects/BOOK/concerns")["concerns"] == []
    assert len(read(cast.sofia, f"tasks/{task}/concerns")["concerns"]) == 1


def test_templates_and_the_mix_are_read(cast: Cast) -> None:
    do("backlog.write-template", cast.helena, project="BOOK", name="A report", criteria=["It can be printed"])
    (template,) = read(cast.sofia, "projects/BOOK/templates")["templates"]
    assert (template["template"], template["criteria"]) == ("BOOK.1", ["It can be printed"])
    assert read(cast.sofia, "projects/BOOK/mix")["agreed"] is None


@pytest.mark.parametrize("page", ["suggestions", "suggestions/1", "concerns", "templates", "mix"])
def test_a_stranger_finds_nothing(cast: Cast, page: str) -> None:
    suggest(cast.jonas, higher(add_task(cast.helena)))
    assert read(cast.astrid, f"projects/BOOK/{page}", 404) == read(cast.astrid, f"projects/NOWHERE/{page}", 404)
