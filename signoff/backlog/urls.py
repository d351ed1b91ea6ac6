"""Where the pages of the backlog and its tasks are."""

from django.urls import path

from signoff.backlog.pages import concerns, deeds, listing, mix, offers, ranking, task, words
from signoff.doors.pages import form_or_deed

app_name = "backlog"
PROJECT = "projects/<str:project>"
TASK = f"{PROJECT}/tasks/<str:task>"
urlpatterns = [
    path(f"{PROJECT}/backlog", listing.backlog, name="backlog"),
    path(f"{PROJECT}/tasks/new", form_or_deed(words.ask, words.add), name="ask"),
    path(f"{PROJECT}/templates", offers.listing, name="templates"),
    path(f"{PROJECT}/templates/new", form_or_deed(offers.new, offers.write), name="write-template"),
    path(f"{PROJECT}/templates/<int:number>", form_or_deed(offers.edit, offers.change), name="template"),
    path(f"{PROJECT}/templates/<int:number>/retire", offers.retire, name="retire-template"),
    path(f"{PROJECT}/mix", form_or_deed(mix.mix, mix.suggest), name="mix"),
    path(TASK, task.task, name="task"),
    path(f"{TASK}/words", form_or_deed(words.words, words.reword), name="words"),
    path(f"{TASK}/rank", ranking.rank, name="rank"),
    path(f"{TASK}/place", ranking.place, name="place"),
    path(f"{TASK}/suggest", ranking.suggest, name="suggest"),
    path(f"{TASK}/concerns", concerns.raise_one, name="raise-concern"),
    path(f"{TASK}/concerns/<int:number>/answer", concerns.answer, name="answer-concern"),
    path(f"{TASK}/concerns/<int:number>/settle", concerns.settle, name="settle-concern"),
    path(f"{TASK}/concerns/<int:number>/repeat", concerns.repeat, name="repeat-concern"),
    path(f"{TASK}/priority", deeds.set_priority, name="priority"),
    path(f"{TASK}/value", deeds.set_value, name="value"),
    path(f"{TASK}/assignee", deeds.assign, name="assignee"),
    path(f"{TASK}/estimate", deeds.estimate, name="estimate"),
    path(f"{TASK}/move", deeds.move, name="move"),
    path(f"{TASK}/block", deeds.block, name="block"),
    path(f"{TASK}/unblock", deeds.unblock, name="unblock"),
]
