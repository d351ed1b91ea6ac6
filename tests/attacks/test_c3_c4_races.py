"""C3: a retried command has one effect. C4: nobody overwrites what they have not seen."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from django.db import connection

from signoff.backlog.models import Task
from signoff.kernel.refusals import Stale, Unreadable
from signoff.ledger.models import Log
from signoff.ledger.verify import verify
from tests import cast as stage
from tests.attacks.figures import report, times
from tests.cast import add_task, do

pytestmark = pytest.mark.usefixtures("own_database")
Given = TypeVar("Given")
Answer = TypeVar("Answer")
AT_ONCE = 8


def at_once(deed: Callable[[Given], Answer], several: Iterable[Given]) -> list[Answer]:
    """The deed for each of these, eight at a time, each thread on a connection of its own."""

    def alone(given: Given) -> Answer:
        try:
            return deed(given)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(alone, several))


def add(by: Any, number: int, title: str = "") -> int:
    given: dict[str, Any] = {"project": "BOOK", "title": title or f"Task of key {number}"}
    return do("backlog.add-task", by, _key=f"key-{number}", **given).receipt.seq


def test_a_key_has_one_effect_however_often_and_in_parallel_it_is_sent() -> None:
    cast, keys = stage.cast(), times(60, 5000)
    sent = [number for number in range(keys) for _time in range(3)]
    random.Random(3).shuffle(sent)
    receipts = at_once(lambda number: (number, add(cast.helena, number)), sent)
    answers = Counter(number for number, _seq in set(receipts))
    tasks = Counter(Task.objects.values_list("title", flat=True))
    wrong = [number for number in range(keys) if answers[number] != 1 or tasks[f"Task of key {number}"] != 1]
    report("C3", keys, [*wrong, *map(str, verify(cast.project))], "keys, each sent three times at once: one effect")


def test_a_key_with_another_body_is_refused() -> None:
    cast, keys = stage.cast(), times(10, 500)

    def change(number: int) -> str:
        add(cast.helena, number)
        try:
            add(cast.helena, number, "Something else")
        except Unreadable as answer:
            return answer.problems[0].field
        return "done"

    wrong = [each for each in at_once(change, range(keys)) if each != "Idempotency-Key"]
    report("C3", keys, wrong, "keys sent again with another body: refused")
    assert Task.objects.count() == keys


def test_of_edits_that_compete_one_is_done_and_the_others_are_told_that_they_are_stale() -> None:
    cast, rounds, rivals = stage.cast(), times(20, 2500), 4
    task = add_task(cast.helena)

    def edit(given: tuple[int, int]) -> str:
        revision, rival = given
        try:
            do("backlog.estimate-task", cast.sofia, task=task, revision=revision, likely=revision * 10 + rival + 1)
        except Stale:
            return "stale"
        return "done"

    wrong = []
    for revision in range(1, rounds + 1):
        told = at_once(edit, [(revision, rival) for rival in range(rivals)])
        if sorted(told) != ["done", *["stale"] * (rivals - 1)]:
            wrong.append((revision, told))
    assert Task.objects.get().revision == rounds + 1
    log = Log.objects.get(project=cast.project, room="both")
    assert log.entries.filter(type="backlog.estimate-task").count() == rounds
    report("C4", rounds * rivals, [*wrong, *map(str, verify(cast.project))], "competing edits: one done, others 412")
