"""Where the pages of the backlog and its tasks are."""

from django.urls import path

from signoff.backlog.pages import deeds, listing, task, words
from signoff.doors.pages import form_or_deed

app_name = "backlog"
PROJECT = "projects/<str:project>"
TASK = f"{PROJECT}/tasks/<str:task>"
urlpatterns = [
    path(f"{PROJECT}/backlog", listing.backlog, name="backlog"),
    path(f"{PROJECT}/tasks/new", form_or_deed(words.ask, words.add), name="ask"),
    path(TASK, task.task, name="task"),
    path(f"{TASK}/words", form_or_deed(words.words, words.reword), name="words"),
    path(f"{TASK}/rank", listing.rank, name="rank"),
    path(f"{TASK}/priority", deeds.set_priority, name="priority"),
    path(f"{TASK}/value", deeds.set_value, name="value"),
    path(f"{TASK}/assignee", deeds.assign, name="assignee"),
    path(f"{TASK}/estimate", deeds.estimate, name="estimate"),
    path(f"{TASK}/move", deeds.move, name="move"),
]
