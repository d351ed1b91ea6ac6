"""Who decides what: drawn from the one table, with the people of the project."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from signoff.charter.decisions import DECISIONS
from signoff.people.models import Person
from tests.cast import Cast, do

ADDRESS = "/projects/BOOK/decisions"


def shown(person: Person, address: str = ADDRESS) -> str:
    client = Client()
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def row(page: str, title: str) -> str:
    """The row of this decision, as text."""
    found = re.search(rf"<tr><th scope=\"row\">{title}</th>.*?</tr>", page, re.DOTALL)
    assert found, title
    return found[0]


def test_every_decision_of_a_project_stands_there_with_its_rule(cast: Cast) -> None:
    page = shown(cast.amara)
    for decision in DECISIONS:
        assert (decision.title.replace("’", "’") in page) == (not decision.outside_projects), decision.name


def test_the_deciding_people_are_named_and_the_reader_finds_themselves(cast: Cast) -> None:
    mine, theirs = row(shown(cast.helena), "Accept or return a task"), row(shown(cast.sofia), "Accept or return a task")
    assert "Helena Brandt" in mine
    assert "Tomás Rivera" in mine
    assert "Product owner or delegate" in mine
    assert "Northlight hands over; may ask to look" in mine
    assert (">You<" in mine, ">You<" in theirs) == (True, False)


def test_the_cooperation_model_says_who_gives_work_to_developers(cast: Cast) -> None:
    before = row(shown(cast.helena), "Give work to developers")
    given: dict[str, Any] = {
        "project": "BOOK",
        "revision": cast.project.revision,
        "cooperation_model": "dedicated_team",
    }
    do("people.change-cooperation-model", cast.helena, **given)
    after = row(shown(cast.helena), "Give work to developers")
    assert (">You<" in before, ">You<" in after) == (False, True)


def test_a_stranger_gets_the_answer_of_what_is_not_there(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.astrid)
    assert client.get(ADDRESS).status_code == 404


def test_the_page_costs_few_queries(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    client = Client()
    client.force_login(cast.helena)
    client.get(ADDRESS)
    with django_assert_max_num_queries(8):
        client.get(ADDRESS)
