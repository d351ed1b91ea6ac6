"""Saying something from a task's page."""

from __future__ import annotations

from django.test import Client

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


def test_whoever_signs_in_anew_after_sending_a_form_comes_back_to_its_page(cast: Cast) -> None:
    task, client = add_task(cast.helena), Client()
    sent = client.post(f"{TASKS}/{task}/comments", {"text": "Too late"})
    assert sent["Location"].endswith(f"?next={TASKS}/{task}/comments")
    client.force_login(cast.sofia)
    back = client.get(f"{TASKS}/{task}/comments", follow=True)
    assert (back.status_code, back.redirect_chain) == (200, [(f"{TASKS}/{task}", 302)])
