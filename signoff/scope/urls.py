"""Where the pages of the scope are."""

from django.urls import path

from signoff.doors.pages import form_or_deed
from signoff.scope.pages import baselines, part, requirement_deeds, requirements, tree

app_name = "scope"
SCOPE = "projects/<str:project>/scope"
PART = f"{SCOPE}/parts/<int:part>"
REQUIREMENT = f"{SCOPE}/requirements/<int:requirement>"
BASELINE = f"{SCOPE}/baselines/<int:baseline>"
urlpatterns = [
    path(SCOPE, tree.scope, name="scope"),
    path(f"{SCOPE}/parts/new", form_or_deed(part.new, part.add), name="new-part"),
    path(PART, part.part, name="part"),
    path(f"{PART}/words", part.change, name="change-part"),
    path(f"{PART}/priority", part.prioritise, name="part-priority"),
    path(f"{PART}/suggest-priority", part.suggest_priority, name="suggest-part-priority"),
    path(f"{PART}/retire", part.retire, name="retire-part"),
    path(f"{PART}/move", part.move, name="move-part"),
    path(f"{PART}/tasks", part.place, name="place-tasks"),
    path(f"{PART}/<str:task>/take-out", part.take_out, name="take-out"),
    path(f"{SCOPE}/requirements", requirements.requirements_page, name="requirements"),
    path(f"{SCOPE}/requirements/new", form_or_deed(requirements.new, requirement_deeds.record), name="new-requirement"),
    path(REQUIREMENT, requirements.requirement, name="requirement"),
    path(f"{REQUIREMENT}/words", requirement_deeds.change, name="change-requirement"),
    path(f"{REQUIREMENT}/take-up", requirement_deeds.take_up, name="take-up"),
    path(f"{REQUIREMENT}/settle", requirement_deeds.settle, name="settle"),
    path(f"{REQUIREMENT}/withdraw", requirement_deeds.withdraw, name="withdraw"),
    path(f"{REQUIREMENT}/tasks", requirement_deeds.make_task, name="make-task"),
    path(f"{SCOPE}/baselines", baselines.baselines_page, name="baselines"),
    path(f"{SCOPE}/baselines/offer", form_or_deed(baselines.offer_form, baselines.offer), name="offer"),
    path(f"{SCOPE}/baselines/compare", baselines.compare_page, name="compare"),
    path(BASELINE, baselines.baseline, name="baseline"),
    path(f"{BASELINE}/approve", baselines.approve, name="approve"),
    path(f"{BASELINE}/decline", baselines.decline, name="decline"),
    path(f"{BASELINE}/withdraw", baselines.withdraw, name="withdraw-offer"),
]
