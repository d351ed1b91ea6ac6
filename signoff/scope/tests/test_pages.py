"""The pages of the scope, as each side sees them."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from signoff.backlog.models import Task
from signoff.people.models import Person
from signoff.scope.models import Baseline, Part, Requirement
from tests.cast import Cast, add_task, do

SCOPE = "/projects/BOOK/scope"


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def look(person: Person, address: str = SCOPE, status: int = 200) -> str:
    response = client_of(person).get(address)
    assert response.status_code == status, response.content[:500]
    return unescape(response.content.decode())


def post(person: Person, address: str, **form: Any) -> HttpResponse:
    return client_of(person).post(f"{SCOPE}/{address}", form)  # type: ignore[return-value]


def part(cast: Cast, title: str = "Moving a visit", level: str = "epic", **given: Any) -> str:
    return str(do("scope.add-part", cast.priya, project="BOOK", level=level, title=title, **given).answer["part"])


def estimated(cast: Cast, where: str, title: str = "Patient moves a visit", **points: int) -> str:
    minutes: dict[str, Any] = {"optimistic": 600, "likely": 1200, "pessimistic": 3000} | points
    task = add_task(cast.helena, title=title)
    do("backlog.estimate-task", cast.sofia, task=task, revision=1, **minutes)
    do("scope.place-task", cast.priya, task=task, revision=2, part=where)
    return task


def queries(person: Person, address: str) -> int:
    client = client_of(person)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_an_empty_scope_says_what_comes_first(cast: Cast) -> None:
    assert "Add the first part" in look(cast.priya)
    assert "Only" not in look(cast.helena)
    page = look(cast.sofia)
    assert "The scope is shaped by the product owner or delegate" in page
    assert "No requirement has come in yet" in look(cast.helena, f"{SCOPE}/requirements")
    assert "Nothing has been offered yet" in look(cast.helena, f"{SCOPE}/baselines")
    assert "nothing to compare yet" in look(cast.helena, f"{SCOPE}/baselines/compare")


def test_hours_and_progress_roll_up_the_tree(cast: Cast) -> None:
    stage = part(cast, "First release", "stage")
    epic = part(cast, "Moving a visit", parent=stage)
    estimated(cast, epic)
    page = look(cast.helena)
    assert page.index("First release") < page.index("Moving a visit")
    assert page.count("0 of 1") == 2
    assert "four times in five 15–32 h" in page


def test_the_tree_takes_as_many_queries_for_many_parts_as_for_one(cast: Cast) -> None:
    estimated(cast, part(cast))
    few = queries(cast.helena, SCOPE)
    for number in range(3):
        estimated(cast, part(cast, f"Part {number}", "story", parent="BOOK.1"))
    assert queries(cast.helena, SCOPE) == few <= 14


@pytest.mark.parametrize("address", ["/parts/1", "/requirements", "/requirements/1", "/baselines", "/baselines/1"])
def test_every_other_page_costs_the_same_for_one_and_for_three(cast: Cast, address: str) -> None:
    estimated(cast, part(cast))
    do("scope.record-requirement", cast.helena, project="BOOK", title="A wish")
    make: dict[str, Any] = {"requirement": "BOOK.1", "criteria": ["It is so"]}
    do("scope.make-task", cast.priya, title="Made", **make)
    do("backlog.estimate-task", cast.sofia, task="BOOK-2", revision=2, likely=60)
    do("scope.offer-baseline", cast.jonas, project="BOOK", reason="First")
    few = queries(cast.helena, SCOPE + address)
    do("scope.approve-baseline", cast.helena, baseline="BOOK.1")
    after = queries(cast.helena, SCOPE + address)
    for number in range(3):
        estimated(cast, "BOOK.1", f"More {number}")
        do("scope.make-task", cast.priya, title=f"Made {number}", **make)
        do("scope.record-requirement", cast.tomas, project="BOOK", title="Another")
        part(cast, f"Below {number}", "story", parent="BOOK.1")
    do("scope.offer-baseline", cast.jonas, project="BOOK", reason="Second")
    assert queries(cast.helena, SCOPE + address) <= max(few, after) <= 20


def test_a_part_is_added_changed_moved_and_retired_by_forms(cast: Cast) -> None:
    added = post(cast.helena, "parts/new", level="stage", title="First release", text="", parent="")
    assert (added.status_code, added["Location"]) == (303, f"{SCOPE}#part-1")
    post(cast.helena, "parts/new", level="epic", title="Visits", parent="BOOK.1")
    post(cast.helena, "parts/new", level="epic", title="Access", parent="BOOK.1")
    assert post(cast.priya, "parts/3/move", revision=1, to="up", back="tree")["Location"] == f"{SCOPE}#part-3"
    page = look(cast.helena)
    assert page.index(">Access<") < page.index(">Visits<")
    assert post(cast.priya, "parts/3/move", revision=2, to="down").status_code == 303
    assert post(cast.priya, "parts/3/move", revision=3, to="down").status_code == 409
    assert post(cast.priya, "parts/3/words", revision=3, title="Sign-in", text="").status_code == 303
    assert post(cast.priya, "parts/3/move", revision=4, parent="").status_code == 303
    assert post(cast.priya, "parts/3/retire", revision=5).status_code == 303
    assert "Sign-in" not in look(cast.helena)
    assert "No longer wanted" in look(cast.helena, f"{SCOPE}/parts/3")


def test_tasks_are_put_into_a_part_and_taken_out(cast: Cast) -> None:
    part(cast)
    first, second = add_task(cast.helena, title="First"), add_task(cast.helena, title="Second")
    assert "First" in look(cast.priya, f"{SCOPE}/parts/1")
    post(cast.priya, "parts/1/tasks", task=first, keys=second.lower())
    assert Task.objects.filter(part__number=1).count() == 2
    assert post(cast.priya, f"parts/1/{first}/take-out", revision=2).status_code == 303
    assert Task.objects.filter(part__number=1).count() == 1
    refused = post(cast.sofia, "parts/1/tasks", task=first)
    assert refused.status_code == 409


def test_only_the_customer_sets_a_parts_priority_and_the_contractor_suggests_one(cast: Cast) -> None:
    part(cast)
    assert "Only the customer sets the priority" in look(cast.priya, f"{SCOPE}/parts/1")
    assert post(cast.priya, "parts/1/priority", revision=1, priority="high").status_code == 409
    suggested = post(
        cast.priya, "parts/1/suggest-priority", revision=1, priority="high", reason="Calls come in all day."
    )
    assert suggested.status_code == 303
    do("proposals.agree", cast.helena, proposal="BOOK.1")
    assert Part.objects.get().priority == 2


def test_a_requirement_goes_its_way_by_forms(cast: Cast) -> None:
    made = post(cast.helena, "requirements/new", title="Moving without a call", text="", origin="Old Town")
    here = f"{SCOPE}/requirements/1"
    assert made["Location"] == here
    assert "Only an idea so far" in look(cast.helena, here)
    assert "Waits for an analyst" in look(cast.helena, f"{SCOPE}/requirements")
    assert post(cast.priya, "requirements/1/take-up", revision=1).status_code == 303
    part(cast)
    task = {
        "title": "Patient moves a visit",
        "kind": "feature",
        "criteria": "- It is moved\n- Both know",
        "part": "BOOK.1",
    }
    assert post(cast.priya, "requirements/1/tasks", **task).status_code == 303
    row = Task.objects.select_related("requirement", "part").get()
    assert (row.requirement, row.part) == (Requirement.objects.get(), Part.objects.get())
    assert [each["text"] for each in row.criteria] == ["It is moved", "Both know"]
    assert post(cast.priya, "requirements/1/settle", revision=2, note="").status_code == 422
    assert post(cast.priya, "requirements/1/settle", revision=2, note="By one task.").status_code == 303
    assert "By one task." in look(cast.helena, here)
    assert post(cast.helena, "requirements/1/words", revision=3, title="Moving at night", text="").status_code == 303
    assert Requirement.objects.get().state == "open"
    assert post(cast.helena, "requirements/1/withdraw", revision=4, note="The clinics closed.").status_code == 303
    assert "Take it up" not in look(cast.priya, here)


def test_a_file_comes_to_a_requirement(cast: Cast) -> None:
    do("scope.record-requirement", cast.helena, project="BOOK", title="A wish")
    file = SimpleUploadedFile("letter.txt", b"Dear all")
    sent = post(cast.helena, "requirements/1/files", file=file, room="both")
    assert sent.status_code == 303
    assert "letter.txt" in look(cast.sofia, f"{SCOPE}/requirements/1")
    own = SimpleUploadedFile("ours.txt", b"Among us")
    post(cast.helena, "requirements/1/files", file=own, room="customer")
    assert "ours.txt" not in look(cast.sofia, f"{SCOPE}/requirements/1")


def test_a_baseline_is_offered_and_approved_by_forms(cast: Cast) -> None:
    where = part(cast)
    assert "Not yet" in look(cast.jonas, f"{SCOPE}/baselines/offer")
    estimated(cast, where)
    offered = post(cast.jonas, "baselines/offer", reason="The first release.")
    assert offered["Location"] == f"{SCOPE}/baselines/1"
    page = look(cast.helena, f"{SCOPE}/baselines/1")
    assert "What you agree to:" in page
    assert "Northlight builds this task, with the words that it has, in about 23 h" in page
    assert "four times in five between 15 h and 32 h" in page
    assert "Approve scope and estimate" not in look(cast.jonas, f"{SCOPE}/baselines/1")
    assert "Only the customer approves" in look(cast.amara, f"{SCOPE}/baselines/1")
    assert post(cast.helena, "baselines/1/approve").status_code == 303
    assert Baseline.objects.get().approved_by == cast.helena
    assert "Approved" in look(cast.jonas, f"{SCOPE}/baselines")


def test_what_changed_since_the_last_baseline_stands_on_one_page(cast: Cast) -> None:
    where = part(cast)
    estimated(cast, where)
    estimated(cast, where, "Patient cancels a visit")
    do("scope.offer-baseline", cast.jonas, project="BOOK", reason="First")
    post(cast.helena, "baselines/1/approve")
    estimated(cast, where, "Clinic closes for a day")
    do("scope.place-task", cast.priya, task="BOOK-2", revision=3, part=None)
    do("backlog.estimate-task", cast.sofia, task="BOOK-1", revision=3, likely=2400)
    page = look(cast.helena, f"{SCOPE}/baselines/compare")
    for words in ("Added", "Clinic closes for a day", "Removed", "Patient cancels a visit", "20 h → 40 h"):
        assert words in page
    assert look(cast.helena, f"{SCOPE}/baselines/compare?from=1&to=now") == page or "40 h" in page


def test_a_declined_baseline_says_why_and_may_be_offered_anew(cast: Cast) -> None:
    estimated(cast, part(cast))
    post(cast.jonas, "baselines/offer", reason="The first release.")
    assert post(cast.helena, "baselines/1/decline", note="The calendar is missing.").status_code == 303
    assert "The calendar is missing." in look(cast.jonas, f"{SCOPE}/baselines/1")
    assert post(cast.jonas, "baselines/offer", reason="With the calendar.").status_code == 303
    assert post(cast.jonas, "baselines/2/withdraw").status_code == 303
    assert "Taken back" in look(cast.helena, f"{SCOPE}/baselines")


@pytest.mark.parametrize(
    "address",
    [
        *("", "/parts/1", "/parts/new", "/requirements", "/requirements/1", "/requirements/new", "/baselines"),
        *("/baselines/1", "/baselines/offer", "/baselines/compare", "/parts/99999999999999", "/requirements/77"),
    ],
)
def test_a_stranger_finds_as_little_as_of_what_is_not_there(cast: Cast, address: str) -> None:
    estimated(cast, part(cast))
    do("scope.record-requirement", cast.helena, project="BOOK", title="A wish")
    do("scope.offer-baseline", cast.jonas, project="BOOK", reason="First")
    client = client_of(cast.astrid)
    there, absent = client.get(SCOPE + address), client.get(SCOPE.replace("BOOK", "NONE") + address)
    assert (there.status_code, there.content) == (404, absent.content)


def test_odd_addresses_are_no_error(cast: Cast) -> None:
    part(cast)
    for query in ("?from=9", "?to=9", "?from=x&to=y", "?from=" + "9" * 5000):
        assert client_of(cast.helena).get(f"{SCOPE}/baselines/compare{query}").status_code in {200, 404}
    for query in ("?state=x", "?before=" + "9" * 5000, "?before=x"):
        assert client_of(cast.helena).get(f"{SCOPE}/requirements{query}").status_code == 200


def test_the_backlog_shows_one_part_or_what_stands_in_none(cast: Cast) -> None:
    estimated(cast, part(cast))
    add_task(cast.helena, title="Somewhere else")
    inside, outside = (look(cast.helena, f"/projects/BOOK/backlog?part={wanted}") for wanted in ("1", "none"))
    assert "Patient moves a visit" in inside
    assert "Somewhere else" not in inside
    assert "Patient moves a visit" not in outside
