"""The planning page: hours, mix, tasks, what is open, and signing, all in one place."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from signoff.backlog.models import Task
from signoff.backlog.tests.test_task_page import queries, read
from signoff.people.models import Person
from signoff.proposals.models import Proposal
from signoff.sprints.models import Deadline, Overcommitment, Sprint, Subtask
from signoff.sprints.tests.test_plan_task import begun, long_task
from tests.cast import Cast, add_task, do, plan_digest, planned_sprint, ready_task, running_sprint

PLAN = "/projects/BOOK/sprints/1/plan"


def words(page: str) -> str:
    """The page's text without tags, with plain spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").replace("&#39;", "’").split())


def test_the_page_tells_hours_mix_tasks_and_signatures(cast: Cast) -> None:
    planned_sprint(cast)
    page = read(cast.jonas, PLAN)
    said = words(page)
    assert "Plan: Visits can be moved" in said
    assert "Sofia Lindqvist 4 h of 80 h" in said
    assert "Feature 100 % 6 h" in said
    assert "BOOK-1, feature, 6 h 3 subtasks" in said
    assert "Sign for Northlight" in said
    assert "Helena Brandt or Tomás Rivera signs." in said
    assert "card-first" in page


def test_what_is_open_stands_with_the_deed_that_settles_it(cast: Cast) -> None:
    sprint, task = begun(cast), ready_task(cast)
    do("sprints.plan-task", cast.priya, sprint=sprint, task=task)
    for_jonas, for_yuki, for_helena = (read(person, PLAN) for person in (cast.jonas, cast.yuki, cast.helena))
    assert "5 things before signing" in words(for_jonas)
    assert "Divide BOOK-1" in for_jonas
    assert "Only testers say by which day a task is tested. Here: Yuki Tanaka." in words(for_jonas)
    assert f'action="{PLAN}/testing"' in for_yuki
    assert f'action="{PLAN}/testing"' not in for_helena
    assert "Possible when what is open above is settled." in for_jonas
    assert for_jonas.count("button-filled") == 1


def test_who_has_too_much_is_offered_a_way_out(cast: Cast) -> None:
    sprint = begun(cast)
    for hours in (30, 8):
        do("sprints.plan-task", cast.jonas, sprint=sprint, task=long_task(cast, hours))
    do("sprints.set-participant", cast.jonas, sprint=sprint, person=cast.sofia.pid, allocation=80)
    said = words(read(cast.jonas, PLAN))
    assert "Sofia Lindqvist has 6 h too many." in said
    assert "Give BOOK-2 to Priya Nair" in said or "Give BOOK-2 to Marek Novak" in said
    assert "Allow it, with a reason" in said
    assert "Only the project manager allows" in words(read(cast.helena, PLAN))


def test_the_best_ranked_ready_tasks_can_be_added_and_the_others_say_what_they_need(cast: Cast) -> None:
    begun(cast)
    add_task(cast.helena, title="Without criteria", criteria=[])
    ready_task(cast, title="Ready and high")
    page = read(cast.sofia, PLAN)
    assert re.search(r"Ready and high.*?/plan/add", page, re.DOTALL)
    assert '/tasks/BOOK-1/words">Write criteria' in page
    assert '/tasks/BOOK-1/rank">Set its priority' in page
    assert "/plan/add" not in read(cast.amara, PLAN)
    assert "Ready and high" not in read(cast.sofia, f"{PLAN}?q=criteria")


def post(by: Person, address: str, /, **form: object) -> HttpResponse:
    """What this person gets for sending the form."""
    client = Client()
    client.force_login(by)
    answer: HttpResponse = client.post(address, form)  # type: ignore[assignment]
    return answer


def send(by: Person, name: str, /, **form: object) -> HttpResponse:
    return post(by, f"{PLAN}/{name}", **form)


def test_a_plan_is_made_and_signed_by_the_pages_alone(cast: Cast) -> None:
    form = {"goal": "Fewer calls", "starts_on": "2099-03-02", "weeks": "1"}
    answer = post(cast.helena, "/projects/BOOK/sprints/new", **form)
    assert (answer.status_code, answer["Location"]) == (303, PLAN)
    task = ready_task(cast)
    assert send(cast.helena, "add", task=task, place="draw")["Location"] == f"{PLAN}#draw"
    send(cast.marek, "divide", task=task)
    for name, person in (("development", cast.sofia), ("testing", cast.yuki), ("deployment", cast.jonas)):
        assert send(person, name, task=task, on="2099-03-05").status_code == 303
    send(cast.jonas, "planned", people=[cast.helena.pid, cast.jonas.pid])
    plan = plan_digest(cast, "BOOK.1")
    assert send(cast.jonas, "sign", plan=plan).status_code == 303
    assert "Signed by Jonas Keller" in words(read(cast.helena, PLAN))
    assert "With your signature the sprint starts" in words(read(cast.helena, PLAN))
    send(cast.helena, "sign", plan=plan)
    assert Sprint.objects.get().is_running
    assert (Deadline.objects.count(), Subtask.objects.count()) == (3, 3)


def test_a_plan_that_changed_while_one_read_it_is_shown_anew(cast: Cast) -> None:
    sprint = planned_sprint(cast)
    seen = plan_digest(cast, sprint)
    do("sprints.set-testing-deadline", cast.yuki, task="BOOK-1", on=date(2026, 12, 1))
    answer = send(cast.helena, "sign", plan=seen)
    assert answer.status_code == 412
    assert "Somebody changed this in the meantime" in answer.content.decode()
    assert plan_digest(cast, sprint) in answer.content.decode()


def test_a_signature_that_the_plan_has_outgrown_is_told(cast: Cast) -> None:
    sprint = planned_sprint(cast)
    do("sprints.sign-plan", cast.jonas, sprint=sprint, plan=plan_digest(cast, sprint))
    do("sprints.set-testing-deadline", cast.yuki, task="BOOK-1", on=date(2026, 12, 1))
    assert "Jonas Keller had signed; the plan was changed afterwards." in words(read(cast.helena, PLAN))


def test_what_does_not_fit_is_refused_in_plain_words(cast: Cast) -> None:
    begun(cast)
    answer = send(cast.helena, "add", task=long_task(cast, 41))
    assert answer.status_code == 409
    assert "Sofia Lindqvist has 40 h in this sprint; with this there would be 41 h of work" in words(
        answer.content.decode()
    )
    send(cast.jonas, "allow", person=cast.sofia.pid, hours="1", reason="Once")
    assert Overcommitment.objects.get().minutes == 60
    assert send(cast.helena, "add", task="BOOK-1").status_code == 303


def test_time_and_days_are_changed_there(cast: Cast) -> None:
    begun(cast)
    assert send(cast.jonas, "share", person=cast.sofia.pid, allocation="50").status_code == 303
    assert "Sofia Lindqvist 0 h of 20 h" in words(read(cast.helena, PLAN))
    assert send(cast.jonas, "leave-out", person=cast.sofia.pid).status_code == 303
    assert "Sofia Lindqvist 0 h of" not in words(read(cast.helena, PLAN))
    change = {"revision": 1, "goal": "Later", "starts_on": "2026-11-30", "weeks": "2"}
    assert send(cast.helena, "change", **change).status_code == 303
    assert send(cast.helena, "change", **change).status_code == 412
    assert send(cast.helena, "no-such", task="BOOK-1").status_code == 404


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("add", {"task": "nonsense"}),
        ("sign", {"plan": "0"}),
        ("share", {"person": "", "allocation": "many"}),
        ("development", {"task": "BOOK-1", "on": "someday"}),
        ("change", {"revision": "x", "goal": "", "starts_on": "", "weeks": "9"}),
        ("allow", {"person": "p", "hours": "long", "reason": ""}),
    ],
)
def test_what_cannot_be_read_is_told(cast: Cast, name: str, form: dict[str, str]) -> None:
    planned_sprint(cast)
    assert send(cast.jonas, name, **form).status_code == 422


def test_a_sprint_is_shown_by_the_page_that_fits_its_time(cast: Cast) -> None:
    planned_sprint(cast)
    assert redirected(cast.helena, "/projects/BOOK/sprints/1") == PLAN
    plan = plan_digest(cast, "BOOK.1")
    for person in (cast.helena, cast.jonas):
        do("sprints.sign-plan", person, sprint="BOOK.1", plan=plan)
    assert redirected(cast.helena, "/projects/BOOK/sprints/1").endswith("/sprints/1/board")
    assert redirected(cast.helena, PLAN) == "/projects/BOOK/sprints/1"


def redirected(person: Person, address: str) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 302
    return str(answer["Location"])


@pytest.mark.parametrize(
    "address", [PLAN, "/projects/BOOK/sprints/1", "/projects/BOOK/sprints", "/projects/BOOK/hours"]
)
def test_an_outsider_gets_nothing(cast: Cast, address: str) -> None:
    planned_sprint(cast)
    read(cast.astrid, address, 404)
    read(cast.helena, "/projects/BOOK/sprints/77/plan", 404)


def test_the_page_asks_as_often_for_three_tasks_as_for_one(cast: Cast) -> None:
    sprint = begun(cast)
    add_task(cast.helena, title="Not ready")
    tasks = [ready_task(cast, title=f"Task {number}") for number in range(5)]
    do("sprints.plan-task", cast.jonas, sprint=sprint, task=tasks[0])
    do("sprints.divide-task", cast.jonas, task=tasks[0])
    one = queries(cast.jonas, PLAN)
    for task in tasks[1:3]:
        do("sprints.plan-task", cast.jonas, sprint=sprint, task=task)
        do("sprints.divide-task", cast.jonas, task=task)
        do("sprints.set-testing-deadline", cast.yuki, task=task, on=date(2026, 12, 1))
    assert queries(cast.jonas, PLAN) == one
    assert one <= 24


def test_subtasks_and_days_of_one_task_have_their_page(cast: Cast) -> None:
    task = ready_task(cast)
    planned_sprint(cast, task)
    address = f"/projects/BOOK/tasks/{task}/subtasks"
    said = words(read(cast.sofia, address))
    assert "Development, part 1 of 2" in said
    assert "Only testers say by which day a task is tested." in said
    form = {"subtask": "1", "title": "The form", "hours": "1:30", "work": "development", "revision": "1"}
    assert post(cast.sofia, f"{address}/change", **form)["Location"] == address
    row = Subtask.objects.get(number=1)
    assert (row.title, row.minutes) == ("The form", 90)
    post(cast.sofia, f"{address}/assign", subtask="1", assignee=cast.daniel.pid)
    post(cast.sofia, f"{address}/finish", subtask="1")
    post(cast.sofia, f"{address}/reopen", subtask="1")
    post(cast.sofia, f"{address}/drop", subtask="2")
    post(cast.sofia, f"{address}/add", title="More", hours="0:45", work="testing", assignee="")
    post(cast.yuki, f"{address}/testing", on="2099-01-05")
    left = Subtask.objects.filter(dropped_at=None).order_by("number").values_list("number", "minutes", "done_at")
    assert list(left) == [(1, 90, None), (3, 120, None), (4, 45, None)]
    assert Deadline.objects.get(kind="testing").on == date(2099, 1, 5)
    assert post(cast.helena, f"{address}/divide").status_code == 409
    one = queries(cast.sofia, address)
    post(cast.sofia, f"{address}/divide")
    assert queries(cast.sofia, address) == one


def test_all_sprints_are_listed_with_what_came_of_them(cast: Cast) -> None:
    address = "/projects/BOOK/sprints"
    assert "No sprint is planned or runs." in words(read(cast.helena, address))
    one = running_sprint(cast)
    do("sprints.plan-sprint", cast.jonas, project="BOOK", goal="Later", starts_on=date(2026, 12, 7), weeks=1)
    said = words(read(cast.helena, address))
    assert "Sprint 1: Visits can be moved" in said
    assert "In planning" in said
    Sprint.objects.filter(number=int(one[-1])).update(
        completed_at="2026-12-04T12:00:00Z",
        result={"committed": {"tasks": 8, "minutes": 4440}, "accepted": {"tasks": 7, "minutes": 3720}},
    )
    assert "8 tasks, 74 h 7 tasks, 62 h" in words(read(cast.helena, address))


def test_two_hundred_sprints_are_paged_at_the_same_cost(cast: Cast) -> None:
    first = date(2020, 1, 6)
    given = {"project": cast.project, "weeks": 1, "planned_at": "2020-01-01T00:00:00Z"}
    past = {"started_at": "2020-01-01T00:00:00Z", "completed_at": "2020-02-01T00:00:00Z"}
    rows = [
        Sprint(number=number, goal=f"Goal {number}", starts_on=first + timedelta(weeks=number), **given, **past)
        for number in range(1, 46)
    ]
    Sprint.objects.bulk_create(rows[:3])
    few = queries(cast.helena, "/projects/BOOK/sprints")
    Sprint.objects.bulk_create(rows[3:])
    page = read(cast.helena, "/projects/BOOK/sprints")
    assert queries(cast.helena, "/projects/BOOK/sprints") == few
    assert (page.count('<td class="wide">'), "?before=26" in page) == (20, True)
    assert "Goal 25" in read(cast.helena, "/projects/BOOK/sprints?before=26")
    assert "Goal 45" in read(cast.helena, "/projects/BOOK/sprints?before=nonsense")


def test_hours_are_written_down_on_their_page(cast: Cast) -> None:
    address = "/projects/BOOK/hours"
    page = read(cast.sofia, address)
    assert page.count("Save the week") == 1
    assert read(cast.jonas, address).count("Save the week") == 7
    form = {"person": cast.sofia.pid, "hours": ["7", "7", "7", "7", "5:30", "", ""]}
    assert post(cast.sofia, f"{address}/week", **form)["Location"] == address
    assert "33 h 30 min a week" in words(read(cast.helena, address))
    away = {"person": cast.sofia.pid, "first_on": "2099-03-02", "last_on": ""}
    assert post(cast.sofia, f"{address}/away", **away).status_code == 303
    page = read(cast.sofia, address)
    assert "away Mon 2 Mar 2099" in words(page)
    found = re.search(r'name="absence" value="(\w+)"', page)
    assert found
    assert post(cast.daniel, f"{address}/back", absence=found[1]).status_code == 409
    assert post(cast.sofia, f"{address}/back", absence=found[1]).status_code == 303
    assert "away Mon" not in words(read(cast.sofia, address))
    assert post(cast.sofia, f"{address}/week", person=cast.sofia.pid, hours=["x"] * 7).status_code == 422


def test_an_imported_task_is_planned_once_it_has_what_it_lacks(cast: Cast) -> None:
    begun(cast)
    past = {"external_key": "OLD-1", "title": "From elsewhere", "created_at": "2024-02-03T04:05:06Z"}
    do("backlog.record-past-tasks", cast.priya, project="BOOK", source="jira", tasks=[past])
    task = Task.objects.get()
    assert send(cast.jonas, "add", task=task.key).status_code == 409
    criteria = [{"text": "It is met"}]
    do("backlog.reword-task", cast.priya, task=task.key, revision=1, kind="bug", title="Old", criteria=criteria)
    assert send(cast.sofia, "estimate", task=task.key, revision="2", hours="3:30").status_code == 303
    assert send(cast.helena, "priority", task=task.key, revision="3", priority="high").status_code == 303
    assert send(cast.jonas, "assignee", task=task.key, revision="4", assignee=cast.sofia.pid).status_code == 303
    assert send(cast.jonas, "add", task=task.key).status_code == 303


def test_the_customer_asks_for_a_day_on_the_tasks_page(cast: Cast) -> None:
    task = ready_task(cast)
    address = f"/projects/BOOK/tasks/{task}/subtasks"
    assert "Ask for a day" in read(cast.helena, address)
    assert "Ask for a day" not in read(cast.jonas, address)
    form = {"kind": "development", "on": "2099-03-05", "reason": "The clinic opens on Friday"}
    assert post(cast.helena, f"{address}/ask", **form).status_code == 303
    assert Proposal.objects.get().reason == "The clinic opens on Friday"
    assert not Deadline.objects.exists()
    assert post(cast.helena, f"{address}/ask", **form | {"on": "soon"}).status_code == 422
    assert post(cast.helena, f"{address}/ask", **form | {"kind": "else"}).status_code == 404
