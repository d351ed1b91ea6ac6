"""The pages of templates, recurring cases, the mix and concerns (S4, S5, P2, P3)."""

from __future__ import annotations

import pytest

from signoff.backlog.models import Concern, TaskTemplate
from signoff.backlog.tests.test_task_page import queries, read, task_page
from signoff.backlog.tests.test_templates import CASE
from signoff.proposals.models import Proposal
from signoff.proposals.tests.test_pages import send
from tests.cast import Cast, add_task, do

TEMPLATES = "/projects/BOOK/templates"


@pytest.fixture
def case(cast: Cast) -> None:
    do("backlog.write-template", cast.priya, project="BOOK", sort="case", **CASE)


def test_the_document_of_cases_offers_a_task_from_each(cast: Cast, case: None) -> None:
    page = read(cast.helena, TEMPLATES)
    for words in (CASE["name"], CASE["story"], CASE["criteria"][0]):
        assert words in page
    assert 'href="/projects/BOOK/tasks/new?from=1"' in page


def test_the_ask_page_is_prefilled_from_a_case(cast: Cast, case: None) -> None:
    page = read(cast.helena, "/projects/BOOK/tasks/new?from=1")
    assert f'value="{CASE["title"]}"' in page
    assert CASE["story"] in page
    assert CASE["criteria"][0] in page
    assert "From the case “A clinic opens on another day”" in page


@pytest.mark.parametrize("number", ["2", "x", "99999999999", ""])
def test_what_is_not_offered_prefills_nothing(cast: Cast, case: None, number: str) -> None:
    assert CASE["story"] not in read(cast.helena, f"/projects/BOOK/tasks/new?from={number}")


def test_a_template_stands_among_the_kinds(cast: Cast) -> None:
    send(cast.helena, "templates/new", sort="template", name="A report", kind="feature", story="Who reads it?")
    assert TaskTemplate.objects.get().name == "A report"
    assert '<a href="?from=1">A report</a>' in read(cast.helena, "/projects/BOOK/tasks/new")


def test_a_case_is_changed_and_retired_from_its_page(cast: Cast, case: None) -> None:
    assert CASE["title"] in read(cast.helena, f"{TEMPLATES}/1")
    form = {
        "revision": "1",
        "name": "Another day",
        "kind": "feature",
        "title": "",
        "story": "",
        "criteria": "- One\n* Two",
    }
    assert send(cast.helena, "templates/1", **form)["Location"] == TEMPLATES
    assert TaskTemplate.objects.get().criteria == ["One", "Two"]
    assert send(cast.helena, "templates/1/retire", revision="1").status_code == 412
    assert send(cast.priya, "templates/1/retire", revision="2").status_code == 303
    read(cast.helena, f"{TEMPLATES}/1", status=404)


def test_whoever_may_not_write_them_reads_who_does(cast: Cast, case: None) -> None:
    page = read(cast.sofia, TEMPLATES)
    assert "Templates and recurring cases are written by" in page
    assert "templates/new" not in page
    assert send(cast.sofia, "templates/new", sort="case", name="x", kind="feature").status_code == 409


def test_the_mix_is_suggested_from_its_page(cast: Cast) -> None:
    assert "Both sides have not agreed on a mix yet." in read(cast.helena, "/projects/BOOK/mix")
    shares = {"share-feature": "60", "share-autotest": "15", "share-technical_debt": "10", "share-documentation": "5"}
    short = send(cast.helena, "mix", **shares, **{"share-bug": "9", "reason": "So it was good"})
    assert (short.status_code, "The shares together are 99 %." in short.content.decode()) == (409, True)
    assert send(cast.helena, "mix", **shares, **{"share-bug": "10", "reason": "So it was good"}).status_code == 303
    assert "A mix is suggested." in read(cast.jonas, "/projects/BOOK/mix")
    do("proposals.agree", cast.jonas, proposal="BOOK.1")
    assert "Both sides agreed on it" in read(cast.sofia, "/projects/BOOK/mix")
    assert Proposal.objects.get().outcome == "agreed"


def test_a_concern_goes_its_way_on_the_tasks_page(cast: Cast) -> None:
    task = add_task(cast.helena)
    send(cast.ingrid, f"tasks/{task}/concerns", concern="Why so late?")
    assert "Why so late?" in task_page(cast.jonas, task)
    assert "1 concern is open" in task_page(cast.jonas, task)
    assert f"{task}/concerns/1/answer" in task_page(cast.jonas, task)
    assert f"{task}/concerns/1/answer" not in task_page(cast.sofia, task)
    send(cast.jonas, f"tasks/{task}/concerns/1/answer", answer="It waits for the insurer")
    assert f"{task}/concerns/1/repeat" in task_page(cast.ingrid, task)
    send(cast.ingrid, f"tasks/{task}/concerns/1/repeat", again="Until when?")
    send(cast.ingrid, f"tasks/{task}/concerns/1/settle")
    assert Concern.objects.get().settled_by == cast.ingrid
    assert "1 concern is open" not in task_page(cast.jonas, task)


def test_open_concerns_stand_on_the_page_of_suggestions(cast: Cast) -> None:
    do("backlog.raise-concern", cast.ingrid, task=add_task(cast.helena), text="Why so late?")
    page = read(cast.jonas, "/projects/BOOK/suggestions")
    assert "Why so late?" in page


@pytest.mark.parametrize("address", ["templates", "templates/new", "mix"])
def test_a_stranger_finds_none_of_it(cast: Cast, case: None, address: str) -> None:
    read(cast.astrid, f"/projects/BOOK/{address}", status=404)


def test_the_document_takes_as_many_queries_for_three_cases_as_for_one(cast: Cast, case: None) -> None:
    one = queries(cast.helena, TEMPLATES)
    for number in range(2):
        do("backlog.write-template", cast.priya, project="BOOK", sort="case", **CASE | {"name": f"Case {number}"})
    assert queries(cast.helena, TEMPLATES) == one
