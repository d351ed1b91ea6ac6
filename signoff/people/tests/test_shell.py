"""What stands around every page."""

from __future__ import annotations

import pytest
from django.http import Http404, HttpRequest
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from signoff.people.access import member_or_404
from signoff.people.models import Person
from signoff.people.shell import shell_for
from tests.cast import Cast, add_task, hand_over


def request_of(person: Person) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = person
    return request


def test_what_is_handed_over_waits_for_the_customer_and_for_nobody_else(cast: Cast) -> None:
    for _number in range(2):
        hand_over(cast.sofia, add_task(cast.helena))
    counts = []
    for person in (cast.helena, cast.sofia):
        shell = shell_for(request_of(person), cast.member(person), "backlog")
        assert shell.project is not None
        counts.append({link.label: link.count for link in shell.project.links}["Backlog"])
    assert counts == [2, 0]


def test_the_shell_takes_one_query(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    request = request_of(cast.helena)
    with django_assert_num_queries(2):
        member = member_or_404(request, "BOOK")
    with django_assert_num_queries(1):
        shell = shell_for(request, member, "overview")
    assert shell.project is not None
    assert (shell.project.name, shell.project.with_whom) == ("Patient booking", "with Northlight Software")


def test_a_project_of_others_has_no_page(cast: Cast) -> None:
    for key in ("BOOK", "NONE"):
        with pytest.raises(Http404):
            member_or_404(request_of(cast.astrid), key)


def test_the_customer_has_in_sight_what_a_customer_uses_and_the_rest_under_more(cast: Cast) -> None:
    shells = [shell_for(request_of(person), cast.member(person)).project for person in (cast.helena, cast.jonas)]
    customer, contractor = (place for place in shells if place)
    assert {"People", "Who decides", "Ledger"} <= {link.label for link in customer.more}
    assert {"People", "Who decides", "Ledger"} <= {link.label for link in contractor.links}
    assert {link.label for link in customer.links + customer.more} == {
        link.label for link in contractor.links + contractor.more
    }


def test_on_the_phone_every_page_of_the_project_is_behind_the_last_tab(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.helena)
    page = client.get("/projects/BOOK/").content.decode()
    behind = page[page.index("tab-more") : page.index("</details>", page.index("tab-more"))]
    for address in ("", "backlog", "people", "decisions", "ledger", "import"):
        assert f'href="/projects/BOOK/{address}"' in behind
