"""Search or go to: by key and by words, in what the reader takes part in, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from signoff.finding.lines import groups
from signoff.finding.queries import found
from signoff.people.models import Membership, Person
from tests.cast import Cast, add_task, do, open_project, person


def lines(reader: Person, said: str, in_hand: str = "") -> dict[str, list[str]]:
    """What is found under each heading, by name."""
    made = groups(said, found(said, seen_by=reader, in_hand=in_hand), in_hand)
    return {group.heading: [line.title for line in group.lines] for group in made}


def asked(reader: Person | None, address: str, **headers: Any) -> tuple[int, str]:
    client = Client()
    if reader:
        client.force_login(reader)
    answer = client.get(address, headers=headers)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("said", ["visit", "pat mov", "moves a vis", "MOVES", "BOOK-1", "book-1", " 1 "])
def test_a_task_is_found_by_its_key_and_by_its_words(cast: Cast, said: str) -> None:
    add_task(cast.helena)
    titles = [title for names in lines(cast.sofia, said).values() for title in names]
    assert titles == (["Patient moves a visit"] if said != "pat mov" else [])


def test_the_key_comes_first_and_stands_there_once(cast: Cast) -> None:
    add_task(cast.helena, title="Another one, like BOOK-2")
    add_task(cast.helena, title="This is BOOK-2")
    assert lines(cast.helena, "BOOK-2") == {"Task": ["This is BOOK-2"], "Tasks": ["Another one, like BOOK-2"]}


def test_the_newest_tasks_come_first_and_only_so_many(cast: Cast) -> None:
    for number in range(5):
        add_task(cast.helena, title=f"Reminder {number}")
    result = found("remind", seen_by=cast.helena, most_tasks=3)
    assert ([task.number for task in result.tasks], result.more) == ([5, 4, 3], True)
    assert not found("remind", seen_by=cast.helena, most_tasks=5).more


def test_all_projects_of_the_reader_are_searched_the_one_in_hand_first(cast: Cast) -> None:
    open_project("SITE", "Helena Brandt", "Ada Other")
    add_task(cast.helena, title="In the booking")
    do("backlog.add-task", cast.helena, project="SITE", title="In the site")
    assert lines(cast.helena, "1", in_hand="SITE")["Task"] == ["In the site", "In the booking"]
    assert lines(cast.helena, "1", in_hand="BOOK")["Task"] == ["In the booking", "In the site"]
    assert lines(cast.helena, "in the")["Tasks"] == ["In the site", "In the booking"]


def test_what_is_not_the_readers_is_not_found(cast: Cast) -> None:
    add_task(cast.helena, title="Secret of the booking")
    for said in ("secret", "BOOK-1", "1", "Helena", "BOOK", "Patient booking", "Meridian"):
        assert lines(cast.astrid, said, in_hand="BOOK") == {}, said
    assert "Patient booking" not in str(lines(cast.astrid, "", in_hand="BOOK"))


def test_whoever_has_left_finds_nothing_any_more(cast: Cast) -> None:
    add_task(cast.helena)
    place = Membership.objects.get(person=cast.daniel)
    do("people.end-membership", cast.jonas, project="BOOK", membership=place.public_id, revision=place.revision)
    assert lines(cast.daniel, "visit", in_hand="BOOK") == {}
    assert "People" not in lines(cast.helena, "Daniel")


def test_whoever_is_only_invited_finds_nothing_yet(cast: Cast) -> None:
    add_task(cast.helena)
    new: dict[str, Any] = {
        "name": "Nora New",
        "email": "nora@signoff.example",
        "side": "customer",
        "roles": ["observer"],
    }
    do("people.invite-person", cast.helena, project="BOOK", **new)
    assert lines(person("nora"), "visit") == {}


def test_people_are_found_without_their_accents_once_each(cast: Cast) -> None:
    open_project("SITE", "Helena Brandt", "Ada Other")
    assert lines(cast.sofia, "tomas")["People"] == ["Tomás Rivera"]
    assert lines(cast.helena, "brandt")["People"] == ["Helena Brandt"]
    (one,) = found("brandt", seen_by=cast.helena, in_hand="SITE").people
    assert one.project.key == "SITE"


@pytest.mark.parametrize(("said", "page"), [("who dec", "Who decides"), ("back", "Backlog"), ("ledg", "Ledger")])
def test_pages_of_the_project_in_hand_are_found(cast: Cast, said: str, page: str) -> None:
    assert lines(cast.helena, said, in_hand="BOOK")["Pages"] == [page]
    assert "Pages" not in lines(cast.helena, said)


def test_without_words_the_ways_from_here_are_told(cast: Cast) -> None:
    ways = lines(cast.helena, "", in_hand="BOOK")
    assert {"Overview", "Backlog", "People", "Who decides", "Ledger"} <= set(ways["Patient booking"])
    assert {"Projects", "Your account"} <= set(ways["Elsewhere"])


@pytest.mark.parametrize(
    "said",
    ['"', "'", 'a" OR "b', "NEAR(a b)", "* ^ : -", "title:x", "\\", "a & | !b", "<->", "%_", "x" * 5000, "\0zz", "()"],
)
def test_nothing_that_is_typed_is_the_searchs_own_language(cast: Cast, said: str) -> None:
    add_task(cast.helena)
    assert asked(cast.helena, f"/find/lines?in=BOOK&q={said}".replace("%", "%25").replace("&", "%26", 2))[0] == 200
    assert found(said, seen_by=cast.helena).tasks == []


def test_it_costs_the_same_for_one_and_for_many(cast: Cast) -> None:
    costs = []
    for more in ("SITE", "SHOP"):
        open_project(more, "Helena Brandt", f"Ada {more}")
        for number in range(3):
            do("backlog.add-task", cast.helena, project=more, title=f"Anna's reminder {number}")
        with CaptureQueriesContext(connection) as asked_for:
            found("helena", seen_by=cast.helena, in_hand="BOOK")
        costs.append(len(asked_for))
    assert costs[0] == costs[1] <= 6


def test_the_page_works_without_script(cast: Cast) -> None:
    add_task(cast.helena)
    status, page = asked(cast.helena, "/find?q=visit&in=BOOK")
    assert status == 200
    assert '<a class="row-title" href="/projects/BOOK/tasks/BOOK-1" data-row>Patient moves a visit</a>' in page
    assert 'value="visit"' in page


def test_nothing_found_says_how_to_find_more(cast: Cast) -> None:
    assert "Nothing is called so" in asked(cast.helena, "/find?q=nonsense")[1]
    assert "Nothing is called so" in asked(cast.helena, "/find/lines?q=nonsense")[1]


def test_who_is_not_signed_in_is_led_to_the_door(db: None) -> None:
    assert asked(None, "/find?q=a")[0] == 302
    assert asked(None, "/find/lines?q=a", **{"HX-Request": "true"})[0] == 401


def test_the_field_stands_in_the_sidebar_and_says_where_one_is(cast: Cast) -> None:
    page = asked(cast.helena, "/projects/BOOK/backlog")[1]
    assert 'hx-get="/find/lines"' in page
    assert '<input type="hidden" name="in" value="BOOK">' in page
    assert 'href="/find?in=BOOK"' in page
