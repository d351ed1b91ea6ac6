"""The planning page: hours, mix, tasks, what is open, and signing, all in one place."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from signoff.backlog.tests.test_task_page import queries, read
from signoff.sprints.models import Deadline, Sprint, SprintTask
from tests.cast import Cast, add_task, do, planned_sprint, ready_task, running_sprint

PLAN = "/projects/BOOK/sprints/1/plan"


def test_the_page_tells_hours_mix_tasks_and_signatures(cast: Cast) -> None:
    planned_sprint(cast)
    page = read(cast.jonas, PLAN)
    assert "Plan: Visits can be moved" in page
    assert re.search(r"4\s*h of 80\s*h", page.replace("\u00a0", " "))
    assert "Sign for Northlight" in page
    assert "Helena Brandt or Tomás Rivera signs." in page
    assert page.count("button-filled") == 1
