"""Today, the report and the end of a sprint, on their pages (SP7, AC1, AC3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from signoff.backlog.models import Task
from signoff.backlog.tests.test_task_page import queries, read
from signoff.people.models import Person
from signoff.proposals.models import Proposal
from signoff.sprints.models import Sprint, SprintTask
from tests.cast import NOON, Cast, add_task, all_met, do, ended_sprint, hand_over, ready_task, running_sprint

SPRINT = "/projects/BOOK/sprints/1"


def row(key: str) -> Task:
    return Task.objects.get(number=int(key.rpartition("-")[2]))


def sent(person: Person, page: str, **given: Any) -> Any:
    """The answer to a form."""
    client = Client()
    client.force_login(person)
    return client.post(f"{SPRINT}/{page}", given)


def critical_bug(cast: Cast) -> str:
    return add_task(cast.helena, title="Nobody can sign in", kind="bug", priority="critical")


def test_today_says_what_is_blocked_and_why(cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    do("backlog.block-task", cast.sofia, task=task, revision=row(task).revision, reason="Waits for the insurer")
    assert "Waits for the insurer" in read(cast.helena, f"{SPRINT}/today")


def test_today_names_the_deadlines_that_have_passed(cast: Cast) -> None:
    ended_sprint(cast, ready_task(cast))
    page = read(cast.helena, f"{SPRINT}/today")
    assert "Deadlines that have passed" in page
    for words in ("built", "tested", "on trial"):
        assert f"<td>{words}</td>" in page


def test_today_tells_of_every_exception_and_how_much_stayed_as_signed(cast: Cast) -> None:
    away = ready_task(cast)
    running_sprint(cast, away, ready_task(cast))
    do("sprints.let-in-critical-bug", cast.helena, task=critical_bug(cast), makes_way=away, reason="They stand still")
    began = (NOON - timedelta(minutes=130)).isoformat()
    words: dict[str, Any] = {"title": "The queue stood still", "reason": "No messages", "began_at": began}
    do("sprints.record-emergency-work", cast.daniel, project="BOOK", minutes=60, **words)
    page = read(cast.amara, f"{SPRINT}/today").replace("\N{NO-BREAK SPACE}", " ")
    assert "Critical bug let in" in page
    assert "Made way for a critical bug" in page
    assert "Emergency work, written down 2 h 10 min after it began" in page
    assert "12 h were committed at the start; 1 h came in and 6 h went out." in page
    assert "42 %" in page


def test_today_costs_the_same_for_one_task_and_for_three(cast: Cast) -> None:
    tasks = [ready_task(cast) for _ in range(3)]
    running_sprint(cast, *tasks)
    three = queries(cast.helena, f"{SPRINT}/today")
    SprintTask.objects.exclude(task=row(tasks[0])).update(left_at=NOON)
    assert queries(cast.helena, f"{SPRINT}/today") == three


def test_the_customer_reports_a_bug_and_lets_it_in(cast: Cast) -> None:
    running_sprint(cast)
    words = {"title": "Nobody can sign in", "criteria": "They can\n\nAt once", "priority": "critical"}
    answer = sent(cast.helena, "critical-bug/report", **words)
    bug = Task.objects.get(title="Nobody can sign in")
    bug.project = cast.project
    assert answer["Location"] == f"{SPRINT}/critical-bug?task={bug.key}"
    assert len(bug.criteria) == 2
    assert "Let the bug in" in read(cast.helena, answer["Location"])
    answer = sent(cast.helena, "critical-bug/let-in", task=bug.key, reason="They stand still")
    assert (answer.status_code, answer["Location"]) == (303, f"{SPRINT}/board")
    assert SprintTask.objects.get(task=bug).entry == "critical_bug"


def test_the_contractor_suggests_to_let_it_in(cast: Cast) -> None:
    running_sprint(cast)
    bug = critical_bug(cast)
    assert "Only the customer lets a critical bug in." in read(cast.jonas, f"{SPRINT}/critical-bug?task={bug}")
    assert sent(cast.jonas, "critical-bug/let-in", task=bug, reason="They stand still").status_code == 303
    assert not SprintTask.objects.filter(task=row(bug)).exists()
    assert Proposal.objects.get().commands[0]["command"] == "sprints.let-in-critical-bug"


def test_a_bug_that_is_not_critical_is_refused_on_the_page(cast: Cast) -> None:
    running_sprint(cast)
    bug = add_task(cast.helena, title="A typo", kind="bug", priority="low")
    answer = sent(cast.helena, "critical-bug/let-in", task=bug, reason="It looks bad")
    assert answer.status_code == 409
    assert "Set its priority to critical first" in answer.content.decode()


def test_emergency_work_is_written_down_on_its_page(cast: Cast) -> None:
    running_sprint(cast)
    read(cast.daniel, f"{SPRINT}/emergency")
    words = {"title": "The queue stood still", "reason": "No messages", "hours": "1:30"}
    answer = sent(cast.daniel, "emergency", began_at="2026-11-01T02:10", **words)
    assert answer.status_code == 303
    task = Task.objects.get(title="The queue stood still")
    assert (task.estimate_minutes, task.began_at is not None) == (90, True)
    answer = sent(cast.daniel, "emergency", began_at="last night", **words)
    assert answer.status_code == 422


def test_the_end_names_what_is_left_and_carries_it_over_right_there(cast: Cast) -> None:
    task = ready_task(cast)
    ended_sprint(cast, task)
    page = read(cast.jonas, f"{SPRINT}/complete")
    assert "Carry it over…" in page
    assert "Each task must be accepted by Meridian" in page
    assert sent(cast.jonas, "carry-over", task=task, to="backlog", reason="The insurer was late").status_code == 303
    page = read(cast.jonas, f"{SPRINT}/complete")
    assert "Every task is accepted or has moved on." in page
    answer = sent(cast.jonas, "complete", revision=Sprint.objects.get().revision)
    assert answer["Location"] == f"{SPRINT}/report"
    assert Sprint.objects.get().completed_at is not None


def test_completing_too_early_is_refused_with_the_names(cast: Cast) -> None:
    task = ready_task(cast)
    ended_sprint(cast, task)
    answer = sent(cast.jonas, "complete", revision=Sprint.objects.get().revision)
    assert answer.status_code == 409
    assert f"Neither accepted nor carried over: {task}." in answer.content.decode()


def test_before_the_last_day_it_is_suggested(cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    assert sent(cast.jonas, "carry-over", task=task, to="backlog", reason="Too large").status_code == 303
    assert Proposal.objects.get().commands[0]["command"] == "sprints.carry-over"
    assert row(task).sprint_id is not None


def test_the_report_tells_what_came_of_each_task(cast: Cast) -> None:
    done, left = ready_task(cast), ready_task(cast, title="Remind the patient")
    sprint = ended_sprint(cast, done, left)
    hand_over(cast.sofia, done, revision=row(done).revision)
    do("acceptance.accept-task", cast.helena, task=done, revision=row(done).revision, verdicts=all_met())
    assert "A draft: the sprint runs until" in read(cast.amara, f"{SPRINT}/report")
    do("sprints.carry-over", cast.jonas, task=left, to="backlog", reason="The insurer was late")
    do("sprints.complete-sprint", cast.jonas, sprint=sprint, revision=Sprint.objects.get().revision)
    page = read(cast.amara, f"{SPRINT}/report").replace("\N{NO-BREAK SPACE}", " ")
    for words in ("1 task, 6 h", "of 2 tasks, 12 h committed", "Accepted by Helena Brandt.", "The insurer was late"):
        assert words in page


def test_the_report_is_a_pdf_that_can_be_read_aloud(cast: Cast) -> None:
    task = ready_task(cast, title="#strong[Patient] *moves* a visit $x$")
    running_sprint(cast, task)
    client = Client()
    client.force_login(cast.amara)
    answer = client.get(f"{SPRINT}/report.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in answer.content or b"pdfuaid" in answer.content


@pytest.mark.parametrize("page", ["board", "today", "report", "report.pdf", "complete", "critical-bug", "emergency"])
def test_of_a_strangers_sprint_there_is_no_page(cast: Cast, page: str) -> None:
    running_sprint(cast)
    read(cast.astrid, f"{SPRINT}/{page}", status=404)


def test_programs_read_the_board_and_the_report(cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    client = Client()
    client.force_login(cast.helena)
    board = client.get("/api/v1/projects/BOOK/sprints/1/board").json()
    assert [(each["task"], each["step"], each["minutes"]) for each in board["cards"]] == [(task, "to_do", 360)]
    assert (board["burn_up"]["scope"][0], board["stability"]["percent"]) == (360, 100)
    report = client.get("/api/v1/projects/BOOK/sprints/1/report").json()
    assert (report["draft"], report["result"]["committed"]) == (True, {"tasks": 1, "minutes": 360})
    client.force_login(cast.astrid)
    assert client.get("/api/v1/projects/BOOK/sprints/1/board").status_code == 404
