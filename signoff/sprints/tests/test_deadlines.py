"""Deadlines are set by those who do the work, each kind by its own (SP3)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from signoff.backlog.models import Task
from signoff.sprints.models import Deadline
from signoff.sprints.tests.refusing import codes, refusals, told
from tests.cast import Cast, add_task, do

WEDNESDAY, THURSDAY = date(2026, 12, 2), date(2026, 12, 3)
SET = "sprints.set-{}-deadline"


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("development", "sofia", "will be built by"),
        ("development", "marek", "will be built by"),
        ("testing", "yuki", "will be tested by"),
        ("delivery", "jonas", "will be on trial by"),
    ],
)
def test_each_kind_is_set_by_its_own(cast: Cast, kind: str, name: str, words: str) -> None:
    task = add_task(cast.helena)
    do(SET.format(kind), getattr(cast, name), task=task, on=WEDNESDAY)
    row = Deadline.objects.get()
    assert (row.on, row.by) == (WEDNESDAY, getattr(cast, name))
    assert told(cast) == f"said that “Patient moves a visit” {words} 2 December 2026."


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("development", "yuki"),
        ("development", "jonas"),
        ("development", "helena"),
        ("testing", "sofia"),
        ("testing", "tomas"),
        ("delivery", "marek"),
        ("delivery", "helena"),
    ],
)
def test_nobody_else_sets_one(cast: Cast, kind: str, name: str) -> None:
    given: dict[str, Any] = {"task": add_task(cast.helena), "on": WEDNESDAY}
    (refusal,) = refusals(SET.format(kind), getattr(cast, name), **given)
    assert (refusal.code, refusal.rule) == (f"not-yours-{kind}-deadline", "SP3")


def test_the_project_manager_says_when_it_is_shown(cast: Cast) -> None:
    do("sprints.set-delivery-deadline", cast.jonas, task=add_task(cast.helena), on=THURSDAY, kind="demonstration")
    assert told(cast) == "said that “Patient moves a visit” will be shown on 3 December 2026."


def test_a_deadline_is_moved_and_lies_ahead(cast: Cast) -> None:
    task = add_task(cast.helena)
    do("sprints.set-development-deadline", cast.sofia, task=task, on=WEDNESDAY)
    do("sprints.set-development-deadline", cast.marek, task=task, on=THURSDAY)
    assert Deadline.objects.get().on == THURSDAY
    again = {"task": task, "on": THURSDAY}
    assert codes("sprints.set-development-deadline", cast.sofia, **again) == ["nothing-to-change"]
    past = {"task": task, "on": date(2026, 11, 19)}
    assert codes("sprints.set-development-deadline", cast.sofia, **past) == ["day-is-past"]


def test_nothing_is_tested_before_it_is_built(cast: Cast) -> None:
    task = add_task(cast.helena)
    do("sprints.set-development-deadline", cast.sofia, task=task, on=THURSDAY)
    assert codes("sprints.set-testing-deadline", cast.yuki, task=task, on=WEDNESDAY) == ["before-it-is-built"]
    assert codes("sprints.set-delivery-deadline", cast.jonas, task=task, on=WEDNESDAY) == ["before-it-is-built"]


def test_what_is_finished_has_no_deadline(cast: Cast) -> None:
    task = add_task(cast.helena)
    Task.objects.update(done_before="2026-01-01T00:00:00Z")
    assert codes("sprints.set-testing-deadline", cast.yuki, task=task, on=WEDNESDAY) == ["task-is-done"]


def test_the_customer_asks_for_one_and_a_developer_agrees(cast: Cast) -> None:
    task = add_task(cast.helena)
    asked = {"command": "sprints.set-development-deadline", "given": {"task": task, "on": "2026-12-02"}}
    given: dict[str, Any] = {"project": "BOOK", "commands": [asked], "reason": "The clinic opens on Thursday"}
    proposal = do("proposals.suggest", cast.helena, **given).answer["proposal"]
    assert not Deadline.objects.exists()
    do("proposals.agree", cast.sofia, proposal=proposal)
    assert Deadline.objects.get().by == cast.sofia
