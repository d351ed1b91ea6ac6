"""Where the pages of sprints are."""

from django.urls import path

from signoff.doors.pages import form_or_deed
from signoff.sprints.pages import (
    board,
    board_deeds,
    board_exceptions,
    hours,
    planning,
    planning_deeds,
    planning_task,
    report,
    report_complete,
    sprints_list,
    today,
)

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
    path(f"{SPRINT}/board", board.board, name="board"),
    path(f"{SPRINT}/board/news", board.board_news, name="board-news"),
    path(f"{SPRINT}/cards/<str:task>", board_deeds.card, name="card"),
    path(f"{SPRINT}/cards/<str:task>/move", board_deeds.move, name="move-card"),
    path(f"{SPRINT}/cards/<str:task>/block", board_deeds.block, name="block-card"),
    path(f"{SPRINT}/critical-bug", board_exceptions.critical_bug, name="critical-bug"),
    path(f"{SPRINT}/critical-bug/report", board_exceptions.report_bug, name="report-bug"),
    path(f"{SPRINT}/critical-bug/let-in", board_exceptions.let_in, name="let-in"),
    path(
        f"{SPRINT}/emergency",
        form_or_deed(board_exceptions.emergency, board_exceptions.record_emergency),
        name="emergency",
    ),
    path(f"{SPRINT}/today", today.today, name="today"),
    path(f"{SPRINT}/report", report.report, name="report"),
    path(f"{SPRINT}/report.pdf", report.report_pdf, name="report-pdf"),
    path(f"{SPRINT}/complete", form_or_deed(report_complete.complete, report_complete.end), name="complete"),
    path(f"{SPRINT}/carry-over", report_complete.carry_over, name="carry-over"),
    path(SUBTASKS, planning_task.subtasks, name="subtasks"),
    path(f"{SUBTASKS}/ask", planning_deeds.ask_for_day, name="ask-for-day"),
    path(f"{SUBTASKS}/<str:name>", planning_deeds.of_task, name="of-task"),
    path(f"{PROJECT}/hours", hours.hours, name="hours"),
    path(f"{PROJECT}/hours/<str:name>", hours.change, name="change-hours"),
]
