"""Where the pages of sprints are."""

from django.urls import path

from signoff.doors.pages import form_or_deed
from signoff.sprints.pages import hours, planning, planning_deeds, planning_task, sprints_list

app_name = "sprints"
PROJECT = "projects/<str:project>"
SPRINTS = f"{PROJECT}/sprints"
SPRINT = f"{SPRINTS}/<str:number>"
SUBTASKS = f"{PROJECT}/tasks/<str:task>/subtasks"
urlpatterns = [
    path(SPRINTS, sprints_list.listing, name="sprints"),
    path(f"{SPRINTS}/new", form_or_deed(sprints_list.new, planning_deeds.begin), name="new"),
    path(SPRINT, planning.sprint, name="sprint"),
    path(f"{SPRINT}/plan", planning.plan, name="plan"),
    path(f"{SPRINT}/plan/<str:name>", planning_deeds.in_plan, name="in-plan"),
    path(SUBTASKS, planning_task.subtasks, name="subtasks"),
    path(f"{SUBTASKS}/<str:name>", planning_deeds.of_task, name="of-task"),
    path(f"{PROJECT}/hours", hours.hours, name="hours"),
    path(f"{PROJECT}/hours/<str:name>", hours.change, name="change-hours"),
]
