"""The two views that everything else is held against."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

from bench.models import Task
from bench.tables import TABLE


def fifty_rows(request: HttpRequest, project_id: int) -> HttpResponse:
    """The signed-in user and 50 rows by one indexed query, in a Jinja2 table."""
    tasks = Task.objects.filter(project_id=project_id, is_open=True).order_by("priority", "position", "number")[:50]
    return render(request, "floor.html", {"user": request.user, "tasks": tasks})


def bare_insert(request: HttpRequest) -> JsonResponse:
    """One row into a table of its own, by a signed-in user."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (person_id, title) VALUES (%s, %s) RETURNING id",
            [request.user.pk, "A task that somebody asked for"],
        )
        (made,) = cursor.fetchone()
    return JsonResponse({"id": made})


urlpatterns = [path("rows/<int:project_id>", fifty_rows), path("insert", bare_insert)]
