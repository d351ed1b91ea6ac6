"""Saying something from a task's page."""

from __future__ import annotations

from signoff.backlog.tests.test_forms import TASKS, post
from signoff.discussions.models import Comment
from tests.cast import Cast, add_task


def test_a_remark_leads_to_where_it_stands(cast: Cast) -> None:
    task = add_task(cast.helena)
    answer = post(cast.sofia, f"{TASKS}/{task}/comments", text="Hello **there**", room="both", _key="k")
    remark = Comment.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{TASKS}/{task}#said-{remark.public_id}")


def test_the_other_sides_room_is_refused_and_the_words_are_kept(cast: Cast) -> None:
    task = add_task(cast.helena)
    answer = post(cast.sofia, f"{TASKS}/{task}/comments", text="Hello", room="customer")
    assert answer.status_code == 409
    assert "You can speak to both sides, or to your own side only." in answer.content.decode()
    assert "Hello</textarea>" in answer.content.decode()
    assert not Comment.objects.exists()


def test_an_empty_remark_is_asked_for_words(cast: Cast) -> None:
    task = add_task(cast.helena)
    answer = post(cast.sofia, f"{TASKS}/{task}/comments", text="   ", room="contractor")
    assert answer.status_code == 422
    assert "This is missing. Write something here." in answer.content.decode()
    assert 'value="contractor" checked' in answer.content.decode()
