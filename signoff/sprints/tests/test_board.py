"""The board shows where each task is, and cards are moved on it (SP7)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from signoff.backlog.models import Task
from signoff.backlog.tests.test_task_page import queries
from signoff.people.models import Person
from tests.cast import Cast, add_task, do, hand_over, ready_task, running_sprint

BOARD = "/projects/BOOK/sprints/1/board"
CARDS = "/projects/BOOK/sprints/1/cards"


def row(key: str) -> Task:
    return Task.objects.get(number=int(key.rpartition("-")[2]))


def lanes(html: str) -> dict[str, list[str]]:
    """The keys in each column."""
    found = re.findall(r'<ol class="tiles[^"]*" data-lane="(\w+)">(.*?)</ol>', html, re.S)
    return {step: re.findall(r'<li class="tile" id="([A-Z0-9-]+)"', tiles) for step, tiles in found}


def signed_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def read(client: Client, person: Person, address: str) -> str:
    """The page as this person gets it, who stays signed in."""
    answer = signed_in(client, person).get(address)
    assert answer.status_code == 200, answer.content[:300]
    return str(answer.content.decode())


def move(client: Client, key: str, step: str, revision: int, *, after: int | None = None) -> Any:
    """The card is put into a column: by the form, or by a script that has seen the log up to `after`."""
    given = {"step": step, "revision": revision} | ({} if after is None else {"after": after})
    headers = {} if after is None else {"HX-Request": "true"}
    return client.post(f"{CARDS}/{key}/move", given, headers=headers)


def cursor(html: str) -> int:
    found = re.search(r'data-cursor="(\d+)"', html)
    assert found
    return int(found[1])


def test_each_task_stands_in_the_column_of_its_step(client: Client, cast: Cast) -> None:
    first, second, third = (ready_task(cast) for _ in range(3))
    running_sprint(cast, first, second, third)
    do("backlog.move-task", cast.sofia, task=second, revision=row(second).revision, step="testing")
    hand_over(cast.sofia, third, revision=row(third).revision)
    found = lanes(read(client, cast.amara, BOARD))
    assert list(found) == ["to_do", "in_progress", "in_review", "testing", "handed_over", "accepted"]
    assert (found["to_do"], found["testing"], found["handed_over"]) == ([first], [second], [third])


def test_a_blocked_card_says_why(client: Client, cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    do("backlog.block-task", cast.sofia, task=task, revision=row(task).revision, reason="Waits for the insurer")
    html = read(client, cast.helena, BOARD)
    assert re.search(r"<strong>Blocked [^<]*</strong> Waits for the insurer", html)


def test_the_notice_says_that_it_is_frozen_and_for_whom_the_door_is(client: Client, cast: Cast) -> None:
    running_sprint(cast)
    html = read(client, cast.sofia, BOARD)
    assert "The tasks of this sprint are frozen until" in html
    assert "only if Meridian Clinics lets it in" in html or "only if Meridian lets it in" in html


def test_who_does_not_build_reads_who_moves_the_cards(client: Client, cast: Cast) -> None:
    running_sprint(cast)
    assert "Only those who do the work say how far a task is." in read(client, cast.helena, BOARD)
    assert "Only those who do the work say how far a task is." not in read(client, cast.sofia, BOARD)


def test_a_card_moves_by_its_form(client: Client, cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    answer = move(signed_in(client, cast.sofia), task, "in_review", row(task).revision)
    assert (answer.status_code, answer["Location"], row(task).step) == (303, BOARD, "in_review")


def test_a_script_gets_only_the_cards_that_changed(client: Client, cast: Cast) -> None:
    first, second = ready_task(cast), ready_task(cast)
    running_sprint(cast, first, second)
    seen = cursor(read(client, cast.sofia, BOARD))
    answer = move(client, first, "in_progress", row(first).revision, after=seen)
    html = answer.content.decode()
    assert (answer.status_code, cursor(html)) == (200, seen + 1)
    assert re.findall(r'<li class="tile" id="([A-Z0-9-]+)" data-step="(\w+)"', html) == [(first, "in_progress")]


def test_others_see_it_appear(client: Client, cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    seen = cursor(read(client, cast.helena, BOARD))
    assert client.get(f"{BOARD}/news?after={seen}").status_code == 204
    do("backlog.move-task", cast.sofia, task=task, revision=row(task).revision, step="testing")
    html = client.get(f"{BOARD}/news?after={seen}").content.decode()
    assert f'id="{task}" data-step="testing"' in html
    assert "data-state" not in html


def test_work_that_became_ready_changes_the_head_as_well(client: Client, cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    seen = cursor(read(client, cast.helena, BOARD))
    hand_over(cast.sofia, task, revision=row(task).revision)
    html = client.get(f"{BOARD}/news?after={seen}").content.decode()
    assert re.search(r"data-state>[^<]*6 h of 6 h|data-state>[^<]*6\xa0h of 6\xa0h", html)


def test_what_left_the_sprint_leaves_the_board(client: Client, cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task, ready_task(cast))
    bug = add_task(cast.helena, title="Nobody can sign in", kind="bug", priority="critical")
    seen = cursor(read(client, cast.helena, BOARD))
    do("sprints.let-in-critical-bug", cast.helena, task=bug, makes_way=task, reason="They stand still")
    html = client.get(f"{BOARD}/news?after={seen}").content.decode()
    assert f'data-gone="{task}"' in html
    assert "Critical bug, let in" in html


@pytest.mark.parametrize("after", ["", "x", "-1", "999999", "1" * 30, "²"])
def test_a_cursor_that_nobody_gave_out_is_not_there(client: Client, cast: Cast, after: str) -> None:
    running_sprint(cast)
    assert signed_in(client, cast.helena).get(f"{BOARD}/news", {"after": after}).status_code == 404


def test_of_two_who_move_the_same_card_the_second_is_told_and_sees_where_it_is(client: Client, cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    seen, revision = cursor(read(client, cast.daniel, BOARD)), row(task).revision
    do("backlog.move-task", cast.sofia, task=task, revision=revision, step="testing")
    answer = move(client, task, "in_progress", revision, after=seen)
    html = answer.content.decode()
    assert answer.status_code == 412
    assert "Somebody changed this in the meantime" in html
    assert f'id="{task}" data-step="testing"' in html


def test_what_a_rule_is_against_is_told_in_words(client: Client, cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    hand_over(cast.sofia, task, revision=row(task).revision)
    seen = cursor(read(client, cast.sofia, BOARD))
    answer = move(client, task, "testing", row(task).revision, after=seen)
    assert answer.status_code == 409
    assert "The task is with the customer, who accepts or returns it." in answer.content.decode()


def test_put_on_handed_over_it_leads_to_the_page_that_asks_for_more(client: Client, cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    answer = move(signed_in(client, cast.sofia), task, "handed_over", row(task).revision, after=1)
    assert answer["HX-Redirect"] == f"/projects/BOOK/tasks/{task}/hand-over"
    assert move(client, task, "handed_over", 1)["Location"] == f"/projects/BOOK/tasks/{task}/hand-over"


def test_put_on_accepted_it_leads_the_customer_to_the_task_and_nobody_else(client: Client, cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    hand_over(cast.sofia, task, revision=row(task).revision)
    answer = move(signed_in(client, cast.helena), task, "accepted", row(task).revision, after=1)
    assert answer["HX-Redirect"] == f"/projects/BOOK/tasks/{task}"
    client.force_login(cast.sofia)
    seen = cursor(read(client, cast.sofia, BOARD))
    answer = move(client, task, "accepted", row(task).revision, after=seen)
    assert answer.status_code == 409
    assert "A task is accepted only by the customer" in answer.content.decode()


def test_a_customer_who_drags_reads_who_moves_cards(client: Client, cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    seen = cursor(read(client, cast.helena, BOARD))
    answer = move(client, task, "testing", row(task).revision, after=seen)
    assert answer.status_code == 409
    assert "Only those who do the work say how far a task is." in answer.content.decode()


def test_a_card_is_blocked_and_freed_by_its_page(client: Client, cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    read(client, cast.sofia, f"{CARDS}/{task}")
    given = {"revision": row(task).revision, "reason": "Waits for the insurer"}
    assert client.post(f"{CARDS}/{task}/block", given).status_code == 303
    assert row(task).blocked_reason == "Waits for the insurer"
    assert client.post(f"{CARDS}/{task}/block", {"revision": row(task).revision}).status_code == 303
    assert row(task).blocked_since is None


def test_a_strangers_board_is_not_there(client: Client, cast: Cast) -> None:
    task = ready_task(cast)
    running_sprint(cast, task)
    client.force_login(cast.astrid)
    for address in (BOARD, f"{BOARD}/news?after=1", f"{CARDS}/{task}"):
        assert client.get(address).status_code == 404
    assert move(client, task, "testing", 1).status_code == 404


def test_three_cards_cost_as_many_queries_as_one(cast: Cast) -> None:
    first, second, third = (ready_task(cast) for _ in range(3))
    running_sprint(cast, first, second, third)
    three = queries(cast.helena, BOARD)
    for task in (second, third):
        suggestion = {"command": "sprints.take-out-of-running-sprint", "given": {"task": task, "reason": "Later"}}
        done = do("proposals.suggest", cast.jonas, project="BOOK", commands=[suggestion], reason="Later")
        do("proposals.agree", cast.helena, proposal=done.answer["proposal"])
    assert queries(cast.helena, BOARD) == three
