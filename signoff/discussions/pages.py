"""Saying something about a task."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from signoff.doors.pages import deed, project_deed
from signoff.people.standing import Member


@project_deed
def say(request: HttpRequest, member: Member, task: str) -> HttpResponse:
    """Say it to both sides, or to one's own only (A2)."""
    here = f"/projects/{member.project.key}/tasks/{task}"
    given = {"task": task, "text": request.POST.get("text", ""), "room": request.POST.get("room", "both")}
    return deed(
        request,
        "discussions.write-comment",
        given,
        page=here,
        then=lambda done: f"{here}#said-{done.answer['comment']}",
    )
