"""Handing over, judging, accepting and returning from the pages."""

from __future__ import annotations

import pytest

from signoff.acceptance.models import CriterionVerdict, Handover
from signoff.backlog.models import Task
from signoff.backlog.tests.test_forms import TASKS, post
from tests.cast import Cast, add_task, do, hand_over


def handed_over(cast: Cast, **given: str) -> str:
    task = add_task(cast.helena, **given)
    hand_over(cast.sofia, task)
    return task


def test_work_is_handed_over_with_its_evidence_and_empty_lines_are_left_out(cast: Cast) -> None:
    task = add_task(cast.helena)
    form = {
        "revision": 1,
        "version": "0.5",
        "where": "https://trial.example",
        "how": "1. Look",
        "evidence_kind": ["test", "autotest"],
        "evidence_text": ["14 cases", ""],
        "evidence_result": ["passed", "passed"],
    }
    assert post(cast.sofia, f"{TASKS}/{task}/hand-over", **form).status_code == 303
    assert Handover.objects.get().evidence == [{"kind": "test", "text": "14 cases", "result": "passed"}]


def test_a_handover_without_words_keeps_what_was_typed(cast: Cast) -> None:
    task = add_task(cast.helena)
    form = {"revision": 1, "version": "0.5", "where": "", "how": "Just look", "evidence_kind": "test"}
    answer = post(cast.sofia, f"{TASKS}/{task}/hand-over", **form, evidence_text="kept words", evidence_result="failed")
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("This is missing.", "Just look", "kept words", 'value="0.5"'):
        assert words in page


def test_a_task_without_criteria_is_not_handed_over(cast: Cast) -> None:
    task = add_task(cast.helena, criteria=[])
    form = {"revision": 1, "version": "0.5", "where": "here", "how": "so"}
    answer = post(cast.sofia, f"{TASKS}/{task}/hand-over", **form)
    assert answer.status_code == 409
    assert "There are no criteria yet by which the customer could judge it." in answer.content.decode()


def test_one_press_finds_a_criterion_met(cast: Cast) -> None:
    task = handed_over(cast)
    answer = post(cast.helena, f"{TASKS}/{task}/judge", criterion=1, revision=0, met="true", _key="k")
    assert (answer.status_code, answer["Location"]) == (303, f"{TASKS}/{task}")
    assert CriterionVerdict.objects.get().met


def test_not_met_says_what_was_expected_and_keeps_what_was_typed(cast: Cast) -> None:
    task = handed_over(cast)
    form = {"criterion": 2, "revision": 0, "met": "false", "expected": "One message", "happened": ""}
    answer = post(cast.helena, f"{TASKS}/{task}/judge", **form)
    assert answer.status_code == 409
    assert "Say what you expected and what happened, so that it can be mended." in answer.content.decode()
    assert "One message</textarea>" in answer.content.decode()
    form |= {"happened": "Two came"}
    assert post(cast.helena, f"{TASKS}/{task}/judge", **form).status_code == 303
    assert CriterionVerdict.objects.get().happened == "Two came"


def test_a_verdict_over_one_that_was_not_seen_is_stale(cast: Cast) -> None:
    task = handed_over(cast)
    do("acceptance.judge-criterion", cast.tomas, task=task, criterion=1, met=True)
    form = {"criterion": 1, "revision": 0, "met": "false", "expected": "a", "happened": "my own words"}
    answer = post(cast.helena, f"{TASKS}/{task}/judge", **form)
    assert answer.status_code == 412
    assert "Not saved. Somebody changed this in the meantime." in answer.content.decode()
    assert "my own words" in answer.content.decode()


def test_all_criteria_at_once_by_one_press(cast: Cast) -> None:
    task = handed_over(cast, priority="low")
    assert post(cast.helena, f"{TASKS}/{task}/accept", revision=2, met=["1", "2"], _key="k").status_code == 303
    assert Task.objects.get().step == "accepted"


def test_acceptance_is_refused_in_the_same_words_as_everywhere(cast: Cast) -> None:
    task = handed_over(cast)
    answer = post(cast.helena, f"{TASKS}/{task}/accept", revision=2)
    assert answer.status_code == 409
    assert "Each criterion needs its own verdict: 2 of 2 have none yet." in answer.content.decode()
    answer = post(cast.sofia, f"{TASKS}/{task}/accept", revision=2, met=["1", "2"])
    assert answer.status_code == 409
    assert "Only the customer accepts or returns a task." in answer.content.decode()
    assert Task.objects.get().step == "handed_over"


def test_what_changed_since_it_was_looked_at_is_not_accepted(cast: Cast) -> None:
    task = handed_over(cast)
    do("backlog.set-priority", cast.tomas, task=task, revision=2, priority="low")
    assert post(cast.helena, f"{TASKS}/{task}/accept", revision=2, met=["1", "2"]).status_code == 412


def test_a_task_is_returned_with_what_is_missing(cast: Cast) -> None:
    task = handed_over(cast)
    form = {"revision": 2, "not_met": "2", "expected-2": "One message", "happened-2": "Two came", "note": "Nearly."}
    answer = post(cast.helena, f"{TASKS}/{task}/return", **form)
    assert (answer.status_code, answer["Location"]) == (303, f"{TASKS}/{task}")
    assert Task.objects.get().step == "in_progress"
    assert CriterionVerdict.objects.get().expected == "One message"


def test_a_return_without_a_word_is_asked_for_one_and_loses_nothing(cast: Cast) -> None:
    task = handed_over(cast)
    answer = post(cast.helena, f"{TASKS}/{task}/return", revision=2)
    assert answer.status_code == 409
    assert "Say what is missing" in answer.content.decode()
    form = {"revision": 2, "not_met": "2", "expected-2": "One message", "happened-2": "", "note": "Kept note"}
    page = post(cast.helena, f"{TASKS}/{task}/return", **form).content.decode()
    for words in ("Kept note", "One message", 'value="2" checked'):
        assert words in page
    assert Task.objects.get().step == "handed_over"


@pytest.mark.parametrize("address", ["return", "hand-over", "words"])
def test_whoever_may_not_sees_the_page_with_the_reason_and_no_button(cast: Cast, address: str) -> None:
    from django.test import Client

    task = handed_over(cast)
    client = Client()
    client.force_login(cast.amara)
    page = client.get(f"{TASKS}/{task}/{address}").content.decode()
    assert 'aria-disabled="true"' in page
    assert "Here: " in page


def test_an_observer_reads_on_the_page_of_priorities_who_sets_them_and_can_press_nothing(cast: Cast) -> None:
    from django.test import Client

    task = handed_over(cast)
    client = Client()
    client.force_login(cast.amara)
    page = client.get(f"{TASKS}/{task}/rank").content.decode()
    assert 'id="rank-refusal"' in page
    assert f'action="{TASKS}/{task}/' not in page


@pytest.mark.parametrize("value", ["", "x", "1" * 30, "-1", "\0"])
def test_forged_numbers_are_unreadable_and_no_error_of_ours(cast: Cast, value: str) -> None:
    task = handed_over(cast)
    assert post(cast.helena, f"{TASKS}/{task}/judge", criterion=value, revision=value, met="true").status_code == 422
    assert post(cast.helena, f"{TASKS}/{task}/accept", revision=value, met=value).status_code == 422
