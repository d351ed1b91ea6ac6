"""The addresses of jobs."""

from django.urls import path

from signoff.jobs import pages

urlpatterns = [
    path("administration/jobs", pages.jobs, name="jobs"),
    path("administration/jobs/again", pages.again, name="try-again"),
]
